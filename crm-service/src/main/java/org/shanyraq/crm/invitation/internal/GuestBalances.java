package org.shanyraq.crm.invitation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.Elsewhere;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestListPage;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.GuestMix;
import org.shanyraq.crm.invitation.GuestSource;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.MailOutcome;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts guest lists: what the guests whom a scope lets see are, and what they would be with others among them. */
class GuestBalances {

    /** So many ids are named in one statement. */
    private static final int AT_ONCE = 500;

    private final JdbcClient database;
    private final InvitationReader reader;
    private final Clock clock;

    GuestBalances(JdbcClient database, InvitationReader reader, Clock clock) {
        this.database = database;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * How many invitations are alike in what is counted.
     *
     * @param sums what else is counted of them, by name
     */
    private record Alike(
            InvitationState state,
            @Nullable Circle circle,
            @Nullable PostRole role,
            @Nullable OrganisationId organisation,
            @Nullable String country,
            @Nullable ReturnReason reason,
            long number,
            long companions,
            Map<String, Long> sums) {

        static Alike read(ResultSet row, Collection<String> sums) throws SQLException {
            Map<String, Long> summed = new HashMap<>();
            for (String sum : sums) {
                summed.put(sum, row.getLong(sum));
            }
            String circle = row.getString("circle");
            String role = row.getString("role");
            UUID organisation = Bytes16.uuidOrNull(row, "organisation_id");
            String reason = row.getString("reason");
            return new Alike(
                    InvitationState.valueOf(row.getString("state")),
                    circle == null ? null : Circle.valueOf(circle),
                    role == null ? null : PostRole.valueOf(role),
                    organisation == null ? null : new OrganisationId(organisation),
                    row.getString("country"),
                    reason == null ? null : ReturnReason.valueOf(reason),
                    row.getLong("number"),
                    row.getLong("companions"),
                    summed);
        }

        static Alike of(ContactSummary contact) {
            ContactSummary.Principal principal = contact.principal();
            return new Alike(
                    InvitationState.PROPOSED,
                    principal == null ? null : principal.circle(),
                    principal == null ? null : principal.role(),
                    principal == null ? null : principal.organisation(),
                    contact.country(),
                    null,
                    1,
                    0,
                    Map.of());
        }
    }

    /**
     * A guest list in figures.
     *
     * @param due how many guests a mail of each kind can go to, zeros among them
     */
    record Figures(GuestListPage.Figures list, Map<TemplateKind, Long> due) {}

    GuestListView guestList(DialogueId dialogue, AccessScope scope) {
        List<Alike> all = alike(dialogue, scope, Map.of("unreached", UNREACHED));
        GuestListPage.Figures figures = figures(dialogue, Map.of(), all, scope).list();
        return new GuestListView(
                dialogue,
                figures.states(),
                figures.decidable(),
                figures.reasons(),
                figures.unreached(),
                elsewhere(dialogue, all, scope),
                balance(dialogue, all, scope));
    }

    /** What the list is made up of and from. */
    GuestMix mix(Stage stage, List<GuestSource> sources, AccessScope scope) {
        List<Alike> all = alike(stage.id(), scope, Map.of());
        return new GuestMix(
                stage.occasion(), balance(stage.id(), all, scope), elsewhere(stage.id(), all, scope), sources);
    }

    private Map<Elsewhere, Long> elsewhere(DialogueId dialogue, List<Alike> all, AccessScope scope) {
        return anybody(all) ? reader.elsewhere(dialogue, null, scope) : Map.of();
    }

    private GuestBalance balance(DialogueId dialogue, List<Alike> all, AccessScope scope) {
        return balance(all, anybody(all) ? groups(dialogue, scope).values() : List.of());
    }

    /** Whether anybody is on the list. */
    private static boolean anybody(List<Alike> all) {
        return all.stream().anyMatch(one -> one.state().listed());
    }

    Figures figures(Stage stage, AccessScope scope) {
        Map<TemplateKind, String> mails = SendingReader.due(stage, clock.instant());
        Map<String, String> sums = new LinkedHashMap<>(Map.of("unreached", UNREACHED));
        mails.forEach((kind, sum) -> sums.put("due_" + kind.code(), sum));
        return figures(stage.id(), mails, alike(stage.id(), scope, sums), scope);
    }

    private Figures figures(DialogueId dialogue, Map<TemplateKind, String> mails, List<Alike> all, AccessScope scope) {
        Map<InvitationState, Long> states = new EnumMap<>(InvitationState.class);
        Map<ReturnReason, Long> reasons = new EnumMap<>(ReturnReason.class);
        Map<String, Long> summed = new HashMap<>();
        long guests = 0;
        long companions = 0;
        for (Alike one : all) {
            guests += one.state().listed() ? one.number() : 0;
            companions += one.state().listed() ? one.companions() : 0;
            states.merge(one.state(), one.number(), Long::sum);
            if (one.reason() != null) {
                reasons.merge(one.reason(), one.number(), Long::sum);
            }
            one.sums().forEach((sum, number) -> summed.merge(sum, number, Long::sum));
        }
        List<SeenGuest> decidable =
                states.containsKey(InvitationState.PROPOSED) ? reader.decidable(dialogue, scope) : List.of();
        Map<TemplateKind, Long> due = new EnumMap<>(TemplateKind.class);
        mails.keySet().forEach(kind -> due.put(kind, summed.getOrDefault("due_" + kind.code(), 0L)));
        return new Figures(
                new GuestListPage.Figures(
                        states,
                        new GuestListView.Decidable(decidable.size(), InvitationReader.mark(decidable)),
                        reasons,
                        summed.getOrDefault("unreached", 0L),
                        guests,
                        companions),
                SendingReader.byOfficers(due));
    }

    /** @param more contacts that the scope lets see and who are not on the list, each with what they would be invited as */
    GuestBalance balance(DialogueId dialogue, AccessScope scope, List<ContactSummary> more) {
        List<Alike> all = new ArrayList<>(alike(dialogue, scope, Map.of()));
        more.stream().map(Alike::of).forEach(all::add);
        Map<OrganisationId, GuestBalance.Institution> groups = groups(dialogue, scope);
        for (List<ContactId> some :
                Portions.of(more.stream().map(ContactSummary::id).toList(), AT_ONCE)) {
            count(
                    groups,
                    members(ScopedQuery.select(GROUP)
                            .from("crm_contact c")
                            .within(scope, "c")
                            .oneOf("c.id", Bytes16.of(some))));
        }
        return balance(all, groups.values());
    }

    /** How many of those alike are on the list and were not reached by their last mail. */
    private static final String UNREACHED = "sum(i.state in ("
            + InvitationReader.LISTED.stream().map(state -> "'" + state + "'").collect(Collectors.joining(", "))
            + ") and " + InvitationReader.lastMail(MailOutcome.UNREACHED) + ")";

    /** @param sums expressions that add up, by name */
    private List<Alike> alike(DialogueId dialogue, AccessScope scope, Map<String, String> sums) {
        String alike = "i.state, i.circle, i.role, i.organisation_id, c.country, i.reason";
        String more = sums.entrySet().stream()
                .map(sum -> ", " + sum.getValue() + " as " + sum.getKey())
                .collect(Collectors.joining());
        return InvitationReader.visible(
                        alike + ", count(*) as number, sum(i.companions) as companions" + more, dialogue, scope)
                .groupBy(alike)
                .list(database, (row, index) -> Alike.read(row, sums.keySet()));
    }

    private GuestBalance balance(List<Alike> all, Collection<GuestBalance.Institution> groups) {
        Map<Circle, Long> circles = new EnumMap<>(Circle.class);
        Map<Level, Long> levels = new EnumMap<>(Level.class);
        Map<OrganisationId, Long> organisations = new HashMap<>();
        Map<String, Long> countries = new HashMap<>();
        long guests = 0;
        long companions = 0;
        long withoutPost = 0;
        for (Alike one : all) {
            if (!one.state().listed()) {
                continue;
            }
            guests += one.number();
            companions += one.companions();
            if (one.country() != null) {
                countries.merge(one.country(), one.number(), Long::sum);
            }
            if (one.circle() == null || one.role() == null || one.organisation() == null) {
                withoutPost += one.number();
            } else {
                circles.merge(one.circle(), one.number(), Long::sum);
                levels.merge(one.role().level(), one.number(), Long::sum);
                organisations.merge(one.organisation(), one.number(), Long::sum);
            }
        }
        return new GuestBalance(
                guests,
                companions,
                circles,
                levels,
                ordered(institutions(organisations).values()),
                organisations.size(),
                ordered(groups),
                countries.entrySet().stream()
                        .map(country -> new GuestBalance.Country(country.getKey(), country.getValue()))
                        .sorted(Comparator.comparing(GuestBalance.Country::guests)
                                .reversed()
                                .thenComparing(GuestBalance.Country::code))
                        .toList(),
                withoutPost);
    }

    private static List<GuestBalance.Institution> ordered(Collection<GuestBalance.Institution> institutions) {
        return institutions.stream()
                .sorted(Comparator.comparing(GuestBalance.Institution::guests)
                        .reversed()
                        .thenComparing(institution -> institution.organisation().value()))
                .toList();
    }

    private static void count(
            Map<OrganisationId, GuestBalance.Institution> counted, List<GuestBalance.Institution> more) {
        more.forEach(one -> counted.merge(
                one.organisation(),
                one,
                (before, now) -> new GuestBalance.Institution(
                        now.organisation(), now.names(), now.acronym(), before.guests() + now.guests())));
    }

    // ---- political groups
    // ------------------------------------------------------------------------------------------------------------

    private static final String GROUP = "o.id, o.names, o.acronym, count(distinct c.id) as number";

    private Map<OrganisationId, GuestBalance.Institution> groups(DialogueId dialogue, AccessScope scope) {
        Map<OrganisationId, GuestBalance.Institution> groups = new HashMap<>();
        count(
                groups,
                members(InvitationReader.visible(GROUP, dialogue, scope).oneOf("i.state", InvitationReader.LISTED)));
        return groups;
    }

    /** @param people asks for contacts {@code c} */
    private List<GuestBalance.Institution> members(ScopedQuery people) {
        return people.from("join crm_mandate m on m.contact_id = c.id join crm_post p on p.id = m.post_id"
                        + " join crm_organisation o on o.id = p.organisation_id")
                .and("o.kind = ?", OrganisationKind.POLITICAL_GROUP.name())
                .and(TenureColumns.covers("m"), TenureColumns.on(LocalDate.now(clock)))
                .groupBy("o.id, o.names, o.acronym")
                .list(
                        database,
                        (row, index) -> new GuestBalance.Institution(
                                new OrganisationId(Bytes16.uuid(row, "id")),
                                JsonText.readLocalized(row.getString("names")),
                                row.getString("acronym"),
                                row.getLong("number")));
    }

    // ---- institutions
    // ------------------------------------------------------------------------------------------------------------

    /** The organisations on top of those. */
    private Map<OrganisationId, GuestBalance.Institution> institutions(Map<OrganisationId, Long> guests) {
        Map<OrganisationId, GuestBalance.Institution> tops = new HashMap<>();
        for (List<OrganisationId> some : Portions.of(guests.keySet(), AT_ONCE)) {
            database.sql("""
                            with recursive up(start, id, parent_id) as (
                              select o.id, o.id, o.parent_id from crm_organisation o where o.id in (%s)
                              union all
                              select up.start, o.id, o.parent_id from up join crm_organisation o on o.id = up.parent_id)
                            select up.start, o.id, o.names, o.acronym from up join crm_organisation o on o.id = up.id
                            where up.parent_id is null""".formatted(ScopedQuery.marks(some.size())))
                    .params(new ArrayList<Object>(Bytes16.of(some)))
                    .query(row -> {
                        OrganisationId top = new OrganisationId(Bytes16.uuid(row, "id"));
                        LocalizedText names = JsonText.readLocalized(row.getString("names"));
                        long number = guests.getOrDefault(new OrganisationId(Bytes16.uuid(row, "start")), 0L);
                        count(
                                tops,
                                List.of(new GuestBalance.Institution(top, names, row.getString("acronym"), number)));
                    });
        }
        return tops;
    }
}
