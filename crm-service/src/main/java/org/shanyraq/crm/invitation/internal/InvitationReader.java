package org.shanyraq.crm.invitation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.Booking;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.EarlierDialogues;
import org.shanyraq.crm.invitation.Elsewhere;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestMail;
import org.shanyraq.crm.invitation.GuestNeed;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.MailOutcome;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Arrivals;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.InvitedLately;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.MetLately;
import org.shanyraq.crm.shared.internal.OrganisationParts;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Reads invitations in plain SQL: those whose dialogues and contacts both lie within a scope. */
class InvitationReader implements InvitedLately, MetLately {

    /** Kind of record in the audit trail. */
    static final String KIND = "invitation";

    /** So many ids are named in one statement. */
    private static final int AT_ONCE = 500;

    /** The states of those on the list, as kept. */
    static final List<String> LISTED = Arrays.stream(InvitationState.values())
            .filter(InvitationState::listed)
            .map(InvitationState::name)
            .toList();

    private static final String CHOSEN = Arrays.stream(InvitationState.values())
            .filter(InvitationState::chosen)
            .map(state -> "'" + state.name() + "'")
            .collect(Collectors.joining(", "));

    private static final String TABLES = """
            crm_invitation i join crm_dialogue d on d.id = i.dialogue_id join crm_contact c on c.id = i.contact_id""";

    private static final String COLUMNS = """
            i.*, c.display_name, c.native_name, c.honorific, c.sort_name, c.archived as contact_archived, \
            c.sensitivity as contact_sensitivity, d.sensitivity as dialogue_sensitivity, o.names, o.acronym, p.display_name as principal""";

    private final JdbcClient database;
    private final Supplier<@Nullable Arrivals> arrivals;
    private final Clock clock;

    /** @param arrivals gives null where nobody keeps the door */
    InvitationReader(JdbcClient database, Supplier<@Nullable Arrivals> arrivals, Clock clock) {
        this.database = database;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    // ---- the dialogue
    // ------------------------------------------------------------------------------------------------------------

    /** A dialogue as far as its guest list needs it. */
    record Occasion(
            DialogueId id,
            MissionId mission,
            Sensitivity sensitivity,
            DialogueState state,
            boolean archived,
            Instant startsAt,
            Instant endsAt,
            Capacity capacity) {

        /** Whether guests answer, so that seats are given and taken. */
        boolean isInviting() {
            return state == DialogueState.INVITING && !archived;
        }
    }

    /** The dialogue, kept from being changed by others, and its guest list too, until the end of the transaction. */
    Optional<Occasion> lock(DialogueId id, AccessScope scope) {
        if (scope.missions().isEmpty()) {
            return Optional.empty();
        }
        List<Object> values =
                new ArrayList<>(List.of(Bytes16.of(id), scope.clearance().level()));
        values.addAll(Bytes16.of(scope.missions()));
        return database.sql(
                        "select d.mission_id, d.sensitivity, d.state, d.archived, d.starts_at, d.ends_at, d.capacity, d.circle_capacity from crm_dialogue d where d.id = ?"
                                + " and d.sensitivity <= ? and d.mission_id in ("
                                + ScopedQuery.marks(scope.missions().size()) + ") for update")
                .params(values)
                .query((row, index) -> new Occasion(
                        id,
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        DialogueState.valueOf(row.getString("state")),
                        row.getBoolean("archived"),
                        UtcTime.instant(row, "starts_at"),
                        UtcTime.instant(row, "ends_at"),
                        capacity(row)))
                .optional();
    }

    static Capacity capacity(ResultSet row) throws SQLException {
        return new Capacity(
                row.getObject("capacity", Integer.class),
                JsonText.read(row.getString("circle_capacity"), new TypeReference<Map<Circle, Integer>>() {}));
    }

    boolean isVisible(DialogueId id, AccessScope scope) {
        return ScopedQuery.select("1")
                .from("crm_dialogue d")
                .within(scope, "d")
                .and("d.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> index)
                .isPresent();
    }

    boolean isVisible(ContactId id, AccessScope scope) {
        return ScopedQuery.select("1")
                .from("crm_contact c")
                .within(scope, "c")
                .and("c.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> index)
                .isPresent();
    }

    // ---- invitations
    // ------------------------------------------------------------------------------------------------------------

    List<GuestNeed> needs(DialogueId dialogue, AccessScope scope, int most) {
        return visible(
                        "i.id, i.contact_id, c.display_name, c.sort_name, i.state, i.note, n.diet, n.access, i.answered_at",
                        dialogue,
                        scope)
                .from("left join crm_invitation_need n on n.invitation_id = i.id")
                .and("i.answered_at is not null and (i.note is not null or n.invitation_id is not null)")
                .orderBy(Key.ascending("c.sort_name"), Key.ascending("i.id"))
                .limit(most)
                .list(
                        database,
                        (row, index) -> new GuestNeed(
                                new InvitationId(Bytes16.uuid(row, "id")),
                                new ContactId(Bytes16.uuid(row, "contact_id")),
                                row.getString("display_name"),
                                InvitationState.valueOf(row.getString("state")),
                                row.getString("note"),
                                row.getString("diet"),
                                row.getString("access"),
                                UtcTime.instant(row, "answered_at")));
    }

    Optional<InvitationView> view(DialogueId dialogue, InvitationId id, AccessScope scope) {
        return views(dialogue, scope)
                .and("i.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> Listed.read(row, scope))
                .map(Listed::view);
    }

    List<InvitationView> views(DialogueId dialogue, Collection<InvitationId> ids, AccessScope scope) {
        return ids.isEmpty()
                ? List.of()
                : views(dialogue, scope)
                        .oneOf("i.id", Bytes16.of(ids))
                        .orderBy(Key.ascending("c.sort_name"), Key.ascending("i.id"))
                        .list(database, (row, index) -> Listed.read(row, scope).view());
    }

    Slice<InvitationView> list(InvitationQuery query, AccessScope scope, Paging paging) {
        return slice(views(query.dialogue(), scope), query, scope, paging, Listed::read)
                .map(Listed::view);
    }

    /**
     * As {@link #list}, with what is shown beside each of them.
     *
     * @param companions whether to tell whom they bring
     */
    Slice<Listed> listed(InvitationQuery query, AccessScope scope, Paging paging, boolean companions) {
        String more = ", " + LAST_MAIL + " as last_mail" + (companions ? ", " + COMPANY + " as company" : "");
        return slice(views(more, query.dialogue(), scope), query, scope, paging, (row, of) -> Listed.read(row, of)
                .with(
                        lastMail(row.getString("last_mail")),
                        companions ? company(row.getString("company")) : List.of()));
    }

    /** Reads a row within a scope. */
    private interface Reading {

        Listed read(ResultSet row, AccessScope scope) throws SQLException;
    }

    private Slice<Listed> slice(
            ScopedQuery invitations, InvitationQuery query, AccessScope scope, Paging paging, Reading reading) {
        return asked(invitations, query, scope)
                .orderBy(Key.ascending("c.sort_name"), Key.ascending("i.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> reading.read(row, scope),
                        listed -> List.of(
                                listed.sortName(),
                                ScopedQuery.hex(listed.view().id().value())));
    }

    /** The last mail to an invitation {@code i}, as a list in JSON. */
    private static final String LAST_MAIL =
            "(select json_array(s.kind, m.address, m.state, m.reason, date_format(m.at, '%Y-%m-%dT%H:%i:%s.%f'))"
                    + " from crm_invitation_mail m join crm_invitation_sending s on s.id = m.sending_id"
                    + " where m.invitation_id = i.id and m.to_assistant = 0 order by m.sending_id desc limit 1)";

    private static @Nullable GuestMail lastMail(@Nullable String kept) {
        if (kept == null) {
            return null;
        }
        List<@Nullable String> parts = JsonText.read(kept, new TypeReference<List<@Nullable String>>() {});
        return new GuestMail(
                TemplateKind.valueOf(said(parts, 0)),
                said(parts, 1),
                MailState.valueOf(said(parts, 2)),
                parts.get(3),
                LocalDateTime.parse(said(parts, 4)).toInstant(ZoneOffset.UTC));
    }

    private static String said(List<@Nullable String> parts, int place) {
        return Objects.requireNonNull(parts.get(place));
    }

    /** Whom the guest of an invitation {@code i} brings, as a list of lists in JSON, in no order. */
    private static final String COMPANY = "(select json_arrayagg(json_array(b.position, b.name, b.organisation))"
            + " from crm_invitation_companion b where b.invitation_id = i.id)";

    private static List<Companion> company(@Nullable String kept) {
        return kept == null
                ? List.of()
                : JsonText.read(kept, new TypeReference<List<List<@Nullable String>>>() {}).stream()
                        .sorted(Comparator.comparingInt(one -> Integer.parseInt(said(one, 0))))
                        .map(one -> new Companion(one.get(1), one.get(2)))
                        .toList();
    }

    long count(InvitationQuery query, AccessScope scope) {
        return asked(visible("1", query.dialogue(), scope), query, scope).count(database, 0);
    }

    /** Those of a dialogue that the officer may see. */
    static ScopedQuery visible(String columns, DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select(columns)
                .from(TABLES)
                .within(scope, "d")
                .within(scope, "c")
                .withinMissions(scope, "i")
                .and("i.dialogue_id = ?", Bytes16.of(dialogue));
    }

    private static ScopedQuery views(DialogueId dialogue, AccessScope scope) {
        return views("", dialogue, scope);
    }

    /** @param more columns, each after a comma */
    private static ScopedQuery views(String more, DialogueId dialogue, AccessScope scope) {
        return visible(COLUMNS + more, dialogue, scope)
                .from("left join crm_organisation o on o.id = i.organisation_id")
                .from(
                        "left join crm_invitation f on f.id = i.stands_for"
                                + " left join crm_contact p on p.id = f.contact_id and p.sensitivity <= ?",
                        scope.clearance().level());
    }

    private ScopedQuery asked(ScopedQuery wanted, InvitationQuery query, AccessScope scope) {
        if (query.state() != null || query.sending() == null) {
            wanted.oneOf(
                    "i.state",
                    query.state() == null ? LISTED : List.of(query.state().name()));
        }
        if (query.circle() != null) {
            wanted.and("i.circle = ?", query.circle().name());
        }
        if (query.level() != null) {
            wanted.oneOf(
                    "i.role",
                    Arrays.stream(PostRole.values())
                            .filter(role -> role.level() == query.level())
                            .map(PostRole::name)
                            .toList());
        }
        if (query.institution() != null) {
            wanted.with(OrganisationParts.PART, Bytes16.of(query.institution()))
                    .and("i.organisation_id in (select part.id from part)");
        }
        if (query.country() != null) {
            wanted.and("c.country = ?", query.country());
        }
        if (query.group() != null) {
            List<Object> values = new ArrayList<>(List.of(Bytes16.of(query.group())));
            values.addAll(List.of(TenureColumns.on(LocalDate.now(clock))));
            wanted.and(
                    "i.contact_id in (select m.contact_id from crm_mandate m join crm_post p on p.id = m.post_id"
                            + " where p.organisation_id = ? and " + TenureColumns.covers("m") + ")",
                    values.toArray());
        }
        if (query.reason() != null) {
            wanted.and("i.reason = ?", query.reason().name());
        }
        mails(query, wanted);
        if (query.elsewhere() != null) {
            wantedElsewhere(wanted, query.dialogue(), scope)
                    .and("elsewhere.clashes = ?", query.elsewhere() == Elsewhere.THEN ? 1 : 0);
        }
        return wanted.andIf(query.withoutPost(), "i.post_id is null");
    }

    private static void mails(InvitationQuery query, ScopedQuery wanted) {
        SendingId sending = query.sending();
        MailOutcome outcome = query.mail();
        if (sending != null) {
            wanted.and(
                    "exists (select 1 from crm_invitation_mail w where w.invitation_id = i.id and w.to_assistant = 0"
                            + " and w.sending_id = ?" + (outcome == null ? "" : " and " + cameTo(outcome)) + ")",
                    Bytes16.of(sending));
        } else if (outcome != null) {
            wanted.and(lastMail(outcome));
        }
    }

    /** Tells of an invitation {@code i} whether its last mail came to that. */
    static String lastMail(MailOutcome outcome) {
        return "exists (select 1 from crm_invitation_mail w where w.invitation_id = i.id and w.to_assistant = 0 and "
                + cameTo(outcome)
                + " and not exists (select 1 from crm_invitation_mail l where l.invitation_id = i.id"
                + " and l.to_assistant = 0 and l.sending_id > w.sending_id))";
    }

    private static String cameTo(MailOutcome outcome) {
        return outcome.states().stream()
                .map(state -> "'" + state.name() + "'")
                .sorted()
                .collect(Collectors.joining(", ", "w.state in (", ")"));
    }

    /**
     * A row of a list, with what it is ordered by.
     *
     * @param mail the last one, where it was asked for and there is one
     * @param companions whom the guest brings, where it was asked for
     */
    record Listed(
            InvitationView view, String sortName, @Nullable GuestMail mail, List<Companion> companions) {

        Listed with(@Nullable GuestMail last, List<Companion> company) {
            return new Listed(view, sortName, last, company);
        }

        static Listed read(ResultSet row, AccessScope scope) throws SQLException {
            String reason = row.getString("reason");
            return new Listed(
                    new InvitationView(
                            new InvitationId(Bytes16.uuid(row, "id")),
                            new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                            row.getLong("version"),
                            new ContactId(Bytes16.uuid(row, "contact_id")),
                            row.getString("display_name"),
                            row.getString("native_name"),
                            row.getString("honorific"),
                            row.getBoolean("contact_archived"),
                            standing(row),
                            InvitationState.valueOf(row.getString("state")),
                            row.getString("proposed_by_name"),
                            UtcTime.instant(row, "proposed_at"),
                            Bytes16.uuid(row, "proposed_by")
                                    .equals(scope.officer().value()),
                            row.getString("decided_by_name"),
                            UtcTime.instantOrNull(row, "decided_at"),
                            reason == null ? null : ReturnReason.valueOf(reason),
                            row.getString("remark"),
                            GuestClass.valueOf(row.getString("guest_class")),
                            UtcTime.instantOrNull(row, "offered_until"),
                            row.getInt("companions"),
                            row.getObject("companions_allowed", Integer.class),
                            Bytes16.uuidOrNull(row, "stands_for") != null,
                            row.getString("principal"),
                            Sensitivity.ofLevel(
                                    Math.max(row.getInt("contact_sensitivity"), row.getInt("dialogue_sensitivity")))),
                    row.getString("sort_name"),
                    null,
                    List.of());
        }

        private static ContactSummary.@Nullable Principal standing(ResultSet row) throws SQLException {
            UUID post = Bytes16.uuidOrNull(row, "post_id");
            return post == null
                    ? null
                    : new ContactSummary.Principal(
                            new PostId(post),
                            new OrganisationId(Bytes16.uuid(row, "organisation_id")),
                            JsonText.readLocalized(row.getString("names")),
                            row.getString("acronym"),
                            Circle.valueOf(row.getString("circle")),
                            PostRole.valueOf(row.getString("role")),
                            JsonText.readLocalized(row.getString("title")));
        }
    }

    Map<ContactId, InvitationState> states(DialogueId dialogue, Collection<ContactId> contacts, AccessScope scope) {
        Map<ContactId, InvitationState> states = new HashMap<>();
        if (!contacts.isEmpty()) {
            visible("i.contact_id, i.state", dialogue, scope)
                    .oneOf("i.contact_id", Bytes16.of(contacts))
                    .list(
                            database,
                            (row, index) -> states.put(
                                    new ContactId(Bytes16.uuid(row, "contact_id")),
                                    InvitationState.valueOf(row.getString("state"))));
        }
        return states;
    }

    /** A contact as far as decisions need it. */
    record Person(Sensitivity sensitivity, boolean archived) {}

    /** The contacts of those of the invitations that the officer may see. */
    Map<InvitationId, Person> people(DialogueId dialogue, Collection<InvitationId> ids, AccessScope scope) {
        Map<InvitationId, Person> found = new HashMap<>();
        for (List<InvitationId> some : Portions.of(Set.copyOf(ids), AT_ONCE)) {
            visible("i.id, c.sensitivity, c.archived", dialogue, scope)
                    .oneOf("i.id", Bytes16.of(some))
                    .list(
                            database,
                            (row, index) -> found.put(
                                    new InvitationId(Bytes16.uuid(row, "id")),
                                    new Person(
                                            Sensitivity.ofLevel(row.getInt("sensitivity")),
                                            row.getBoolean("archived"))));
        }
        return found;
    }

    /** Those who are proposed and not archived, but those whom the officer of the scope proposed. */
    List<SeenGuest> decidable(DialogueId dialogue, AccessScope scope) {
        return visible("i.id, i.version", dialogue, scope)
                .and("i.state = 'PROPOSED' and i.proposed_by <> ? and c.archived = 0", Bytes16.of(scope.officer()))
                .orderBy(Key.ascending("i.id"))
                .list(
                        database,
                        (row, index) ->
                                new SeenGuest(new InvitationId(Bytes16.uuid(row, "id")), row.getLong("version")));
    }

    /** Tells a set of proposals from any other. */
    static String mark(List<SeenGuest> guests) {
        return Sha256.hex(guests.stream().map(SeenGuest::toString).collect(Collectors.joining(" ")))
                .substring(0, 32);
    }

    /**
     * Who waits for a seat of a circle, which is null for those without a post.
     *
     * @param seats how many are needed
     */
    record Waiting(InvitationId id, @Nullable Circle circle, GuestClass guestClass, int seats) {}

    /** Those who wait for a seat, for themselves or whom they want to send, the longest first. As they are at this moment, not when the transaction began; while the dialogue is locked. */
    List<Waiting> waiting(DialogueId dialogue) {
        return database.sql("select id, circle, guest_class, companions from crm_invitation where dialogue_id = ?"
                        + " and (state = 'WAITING' or (state = 'DELEGATING' and seat_kept = 0))"
                        + " order by seat_since, id for update")
                .param(Bytes16.of(dialogue))
                .query((row, index) -> {
                    String circle = row.getString("circle");
                    return new Waiting(
                            new InvitationId(Bytes16.uuid(row, "id")),
                            circle == null ? null : Circle.valueOf(circle),
                            GuestClass.valueOf(row.getString("guest_class")),
                            1 + row.getInt("companions"));
                })
                .list();
    }

    /** Dialogues, with their missions, in which somebody was offered a seat and has not answered in time. */
    Map<DialogueId, MissionId> lapsing(Instant now) {
        Map<DialogueId, MissionId> found = new LinkedHashMap<>();
        database.sql(
                        "select distinct d.id, d.mission_id from crm_invitation i join crm_dialogue d on d.id = i.dialogue_id"
                                + " where i.state = 'OFFERED' and i.offered_until <= ? and d.state = 'INVITING' and d.archived = 0")
                .param(UtcTime.of(now))
                .query(row -> {
                    found.put(new DialogueId(Bytes16.uuid(row, "id")), new MissionId(Bytes16.uuid(row, "mission_id")));
                });
        return found;
    }

    /** Who was offered a seat of that dialogue and has not answered in time. As it is at this moment; while the dialogue is locked. */
    List<InvitationId> lapsing(DialogueId dialogue, Instant now) {
        return database.sql("select id from crm_invitation where dialogue_id = ? and state = 'OFFERED'"
                        + " and offered_until <= ? order by offered_until, id for update")
                .param(Bytes16.of(dialogue))
                .param(UtcTime.of(now))
                .query((row, index) -> new InvitationId(Bytes16.uuid(row, "id")))
                .list();
    }

    GuestTerms terms(DialogueId dialogue) {
        return database.sql("select waiting_order, companions, unnamed from crm_invitation_terms where dialogue_id = ?")
                .param(Bytes16.of(dialogue))
                .query((row, index) -> terms(row))
                .optional()
                .orElse(GuestTerms.USUAL);
    }

    /** The usual ones where nobody chose any. */
    static GuestTerms terms(ResultSet row) throws SQLException {
        String order = row.getString("waiting_order");
        return order == null
                ? GuestTerms.USUAL
                : new GuestTerms(WaitingOrder.valueOf(order), row.getInt("companions"), row.getBoolean("unnamed"));
    }

    void setTerms(DialogueId dialogue, GuestTerms terms) {
        database.sql(
                        "insert into crm_invitation_terms (dialogue_id, waiting_order, companions, unnamed) values (?, ?, ?, ?)"
                                + " on duplicate key update waiting_order = values(waiting_order), companions = values(companions),"
                                + " unnamed = values(unnamed)")
                .param(Bytes16.of(dialogue))
                .param(terms.waitingOrder().name())
                .param(terms.companions())
                .param(terms.unnamed())
                .update();
    }

    /** The living contacts who are approved as guests of that dialogue, at most so many. */
    List<ContactId> approved(DialogueId dialogue, AccessScope scope, int most) {
        return visible("i.contact_id", dialogue, scope)
                .and("i.state in (" + CHOSEN + ") and c.archived = 0")
                .orderBy(Key.ascending("i.id"))
                .limit(most)
                .list(database, (row, index) -> new ContactId(Bytes16.uuid(row, "contact_id")));
    }

    Slice<ContactInvitation> of(ContactId contact, AccessScope scope, Paging paging) {
        return ScopedQuery.select(
                        "i.id, i.state, d.id as dialogue, d.theme, d.state as dialogue_state, d.starts_at, d.zone,"
                                + " p.id as principal_id, p.display_name as principal,"
                                + " r.id as representative_id, r.display_name as representative")
                .from(TABLES)
                .from(
                        "left join crm_invitation f on f.id = i.stands_for"
                                + " left join crm_contact p on p.id = f.contact_id and p.sensitivity <= ?"
                                + " left join crm_invitation s on s.stands_for = i.id and s.state <> 'WITHDRAWN'"
                                + " left join crm_contact r on r.id = s.contact_id and r.sensitivity <= ?",
                        scope.clearance().level(),
                        scope.clearance().level())
                .within(scope, "d")
                .within(scope, "c")
                .withinMissions(scope, "i")
                .and("i.contact_id = ?", Bytes16.of(contact))
                .orderBy(Key.time("d.starts_at", true), Key.descending("i.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> new ContactInvitation(
                                new InvitationId(Bytes16.uuid(row, "id")),
                                new DialogueId(Bytes16.uuid(row, "dialogue")),
                                JsonText.readLocalized(row.getString("theme")),
                                DialogueState.valueOf(row.getString("dialogue_state")),
                                UtcTime.instant(row, "starts_at"),
                                ZoneId.of(row.getString("zone")),
                                InvitationState.valueOf(row.getString("state")),
                                other(row, "principal"),
                                other(row, "representative")),
                        found -> List.of(
                                UtcTime.of(found.startsAt()).toString(),
                                ScopedQuery.hex(found.id().value())));
    }

    private static ContactInvitation.@Nullable Other other(ResultSet row, String which) throws SQLException {
        UUID id = Bytes16.uuidOrNull(row, which + "_id");
        return id == null ? null : new ContactInvitation.Other(new ContactId(id), row.getString(which));
    }

    @Override
    public void leaveOut(ScopedQuery contacts, String contact, Instant since, AccessScope scope) {
        leaveOut(
                contacts,
                contact,
                "if(g.state = 'APPROVED', g.decided_at, g.invited_at) >= ? and e.state <> 'CANCELLED'",
                since,
                scope);
    }

    /** Who answered was in touch. */
    @Override
    public void leaveOutMet(ScopedQuery contacts, String contact, Instant since, AccessScope scope) {
        leaveOut(contacts, contact, "g.answered_at >= ?", since, scope);
    }

    private static void leaveOut(
            ScopedQuery contacts, String contact, String invitations, Instant since, AccessScope scope) {
        if (scope.missions().isEmpty()) {
            return;
        }
        List<Object> values =
                new ArrayList<>(List.of(UtcTime.of(since), scope.clearance().level()));
        values.addAll(Bytes16.of(scope.missions()));
        contacts.and(
                "not exists (select 1 from crm_invitation g join crm_dialogue e on e.id = g.dialogue_id"
                        + " where g.contact_id = " + contact + " and " + invitations
                        + " and e.sensitivity <= ? and e.mission_id in ("
                        + ScopedQuery.marks(scope.missions().size()) + "))",
                values.toArray());
    }

    /**
     * What contacts have to do with other dialogues than that one.
     *
     * @param bookings for what else they are wanted about its time, in the order of time; those who are wanted for nothing are left out
     * @param earlier of how many dialogues before it they were guests; those of none are left out
     */
    record Around(Map<ContactId, List<Booking>> bookings, Map<ContactId, EarlierDialogues> earlier) {}

    Around around(DialogueId dialogue, Collection<ContactId> contacts, AccessScope scope) {
        Map<ContactId, List<Booking>> bookings = new LinkedHashMap<>();
        Map<ContactId, EarlierDialogues> earlier = new HashMap<>();
        if (contacts.isEmpty()) {
            return new Around(bookings, earlier);
        }
        String named = "contact_id in (" + ScopedQuery.marks(contacts.size()) + ")";
        List<Object> values = new ArrayList<>(LISTED);
        values.addAll(Bytes16.of(contacts));
        values.addAll(Bytes16.of(contacts));
        String part = "select contact_id, dialogue_id, state in (" + ScopedQuery.marks(LISTED.size())
                + ") as listed, state in (" + CHOSEN + ") as chosen, 0 as speaks, 0 as came from crm_invitation where "
                + named + " union all select contact_id, dialogue_id, 1, 0, 1, 0 from crm_speaker where " + named;
        Arrivals door = arrivals.get();
        if (door != null) {
            part += " union all select v.contact_id, v.dialogue_id, 0, 0, 0, 1 from (" + door.arrivals()
                    + ") v where v." + named;
            values.addAll(Bytes16.of(contacts));
        }
        // Who is a guest as well as a speaker is told of as a guest.
        ScopedQuery.select("g.contact_id, r.id, r.theme, r.starts_at, r.zone, min(g.speaks) as speaks, max("
                        + CLASHES.replace("d.", "r.") + ") as clashes, sum(" + BEFORE + " and g.chosen = 1) as invited,"
                        + " sum(" + BEFORE + " and g.came = 1 and d.state = 'HELD') as came")
                .from("(" + part + ") g", values.toArray())
                .from(
                        "join crm_dialogue d on d.id = g.dialogue_id join crm_contact c on c.id = g.contact_id"
                                + " join crm_dialogue self on self.id = ?",
                        Bytes16.of(dialogue))
                .from(
                        "left join crm_dialogue r on r.id = d.id and g.listed = 1 and " + RIVALS.replace("d.", "r."),
                        RIVAL_TIMES.toArray())
                .within(scope, "d")
                .within(scope, "c")
                .within(scope, "self")
                .and("(r.id is not null or " + BEFORE + ")")
                .groupBy("g.contact_id, r.id")
                .orderBy(Key.time("r.starts_at", false), Key.bytes("r.id", false))
                .list(database, (row, index) -> {
                    ContactId contact = new ContactId(Bytes16.uuid(row, "contact_id"));
                    if (Bytes16.uuidOrNull(row, "id") != null) {
                        bookings.computeIfAbsent(contact, one -> new ArrayList<>())
                                .add(booking(row));
                    }
                    EarlierDialogues before = new EarlierDialogues(row.getInt("invited"), row.getInt("came"));
                    return before.invited() + before.came() == 0
                            ? before
                            : earlier.merge(
                                    contact,
                                    before,
                                    (one, other) -> new EarlierDialogues(
                                            one.invited() + other.invited(), one.came() + other.came()));
                });
        return new Around(bookings, earlier);
    }

    /** Tells of a dialogue {@code d} whether it took place before {@code self}. */
    private static final String BEFORE = "(d.starts_at < self.starts_at and d.state <> 'CANCELLED')";

    // ---- elsewhere
    // ------------------------------------------------------------------------------------------------------------

    private static Booking booking(ResultSet row) throws SQLException {
        return new Booking(
                new ContactId(Bytes16.uuid(row, "contact_id")),
                new DialogueId(Bytes16.uuid(row, "id")),
                JsonText.readLocalized(row.getString("theme")),
                UtcTime.instant(row, "starts_at"),
                ZoneId.of(row.getString("zone")),
                row.getBoolean("speaks"),
                row.getBoolean("clashes"));
    }

    /** Tells of a dialogue {@code d} whether it takes place when {@code self} does, at least in part. */
    private static final String CLASHES = "d.starts_at < self.ends_at and d.ends_at > self.starts_at";

    /**
     * Tells of a dialogue {@code d} whether it competes for guests with {@code self}. None is longer than {@link DialogueDetails#LONGEST}, so that only
     * so many are looked through for those that go on by then.
     */
    private static final String RIVALS = "d.id <> self.id and d.state <> 'CANCELLED' and d.archived = 0"
            + " and d.starts_at between self.starts_at - interval ? second and self.ends_at + interval ? second"
            + " and d.ends_at >= self.starts_at - interval ? second";

    private static final long RIVAL = Duration.ofDays(Invitations.RIVAL_DAYS).toSeconds();

    private static final List<Object> RIVAL_TIMES = List.of(RIVAL + DialogueDetails.LONGEST.toSeconds(), RIVAL, RIVAL);

    /** How many of those on the list are wanted elsewhere; of these contacts, or null for all. */
    Map<Elsewhere, Long> elsewhere(DialogueId dialogue, @Nullable Collection<ContactId> contacts, AccessScope scope) {
        Map<Elsewhere, Long> counted = new EnumMap<>(Elsewhere.class);
        if (contacts == null) {
            elsewhere(listedElsewhere(dialogue, scope), counted);
        } else {
            Portions.of(contacts, AT_ONCE)
                    .forEach(some -> elsewhere(
                            listedElsewhere(dialogue, scope).oneOf("i.contact_id", Bytes16.of(some)), counted));
        }
        return counted;
    }

    private static ScopedQuery listedElsewhere(DialogueId dialogue, AccessScope scope) {
        return wantedElsewhere(visible("elsewhere.clashes, count(*) as number", dialogue, scope), dialogue, scope)
                .oneOf("i.state", LISTED)
                .groupBy("elsewhere.clashes");
    }

    private void elsewhere(ScopedQuery wanted, Map<Elsewhere, Long> counted) {
        wanted.list(
                database,
                (row, index) -> counted.merge(
                        row.getBoolean("clashes") ? Elsewhere.THEN : Elsewhere.THAT_WEEK,
                        row.getLong("number"),
                        Long::sum));
    }

    /** Joins to invitations {@code i} of that dialogue what else their contacts are wanted for about its time, as far as the scope lets see. */
    private static ScopedQuery wantedElsewhere(ScopedQuery invitations, DialogueId dialogue, AccessScope scope) {
        if (scope.missions().isEmpty()) {
            return invitations.from("join (select null as contact_id, 0 as clashes) elsewhere on 1 = 0");
        }
        String guest =
                " e.contact_id, " + CLASHES + " as clashes from crm_dialogue self join crm_dialogue d on " + RIVALS
                        + " and d.sensitivity <= ? and d.mission_id in ("
                        + ScopedQuery.marks(scope.missions().size()) + ") join ";
        List<Object> values = new ArrayList<>(RIVAL_TIMES);
        values.add(scope.clearance().level());
        values.addAll(Bytes16.of(scope.missions()));
        values.add(Bytes16.of(dialogue));
        List<Object> bound = new ArrayList<>(values);
        bound.addAll(LISTED);
        bound.addAll(values);
        return invitations.from(
                "join (select w.contact_id, max(w.clashes) as clashes from (select" + guest
                        + "crm_invitation e on e.dialogue_id = d.id where self.id = ? and e.state in ("
                        + ScopedQuery.marks(LISTED.size()) + ") union all select" + guest
                        + "crm_speaker e on e.dialogue_id = d.id where self.id = ?) w"
                        + " group by w.contact_id) elsewhere on elsewhere.contact_id = i.contact_id",
                bound.toArray());
    }
}
