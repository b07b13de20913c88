package org.shanyraq.crm.attendance.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.DoorCompanion;
import org.shanyraq.crm.attendance.DoorCount;
import org.shanyraq.crm.attendance.DoorGuest;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads arrivals, and guests as the door knows them, in plain SQL: those whose dialogue and contact lie within a scope. */
class DoorReader {

    /** Kind of record in the audit trail, and in the index of names that holds those of walk-ins. */
    static final String KIND = "attendance";

    private static final String GUESTS = """
            crm_invitation i join crm_dialogue d on d.id = i.dialogue_id join crm_contact c on c.id = i.contact_id""";

    private static final String GUEST_COLUMNS = """
            i.id, i.contact_id, i.state, i.circle, i.companions, c.display_name, c.native_name, o.names, o.acronym""";

    private static final String ARRIVALS = """
            crm_attendance a join crm_dialogue d on d.id = a.dialogue_id left join crm_contact c on c.id = a.contact_id \
            left join crm_invitation g on g.id = a.invitation_id left join crm_contact h on h.id = g.contact_id""";

    /** Whom a guest brings: an arrival counts them from 1, the guest's list from 0. */
    private static final String COMPANION =
            " left join crm_invitation_companion b on b.invitation_id = a.invitation_id and b.position = a.position - 1";

    private static final String ARRIVAL_COLUMNS = """
            a.*, c.display_name, c.native_name, o.names, o.acronym, h.display_name as guest_name, b.name as companion, \
            b.organisation as companion_organisation""";

    /** So many guests are found by whom they bring. */
    private static final int BROUGHT = 5;

    private final JdbcClient database;
    private final NameIndex names;

    DoorReader(JdbcClient database, NameIndex names) {
        this.database = database;
        this.names = names;
    }

    // ---- the dialogue
    // ------------------------------------------------------------------------------------------------------------

    /** A dialogue as far as its door needs it. */
    record Occasion(
            DialogueId id,
            MissionId mission,
            Sensitivity sensitivity,
            DialogueState state,
            boolean archived,
            Instant startsAt,
            @Nullable Integer seats) {}

    /**
     * The dialogue, kept from being changed until the end of the transaction, also by those who answer: many are let in at once, and none of them
     * while a guest answers, who locks the same rows in the same order.
     */
    Optional<Occasion> lock(DialogueId id, AccessScope scope) {
        return occasion(id, scope, " lock in share mode");
    }

    Optional<Occasion> occasion(DialogueId id, AccessScope scope) {
        return occasion(id, scope, "");
    }

    private Optional<Occasion> occasion(DialogueId id, AccessScope scope, String lock) {
        if (scope.missions().isEmpty()) {
            return Optional.empty();
        }
        List<Object> values =
                new ArrayList<>(List.of(Bytes16.of(id), scope.clearance().level()));
        values.addAll(Bytes16.of(scope.missions()));
        return database.sql(
                        "select d.mission_id, d.sensitivity, d.state, d.archived, d.starts_at, d.capacity from crm_dialogue d"
                                + " where d.id = ? and d.sensitivity <= ? and d.mission_id in ("
                                + ScopedQuery.marks(scope.missions().size()) + ")" + lock)
                .params(values)
                .query((row, index) -> new Occasion(
                        id,
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        DialogueState.valueOf(row.getString("state")),
                        row.getBoolean("archived"),
                        UtcTime.instant(row, "starts_at"),
                        row.getObject("capacity", Integer.class)))
                .optional();
    }

    /** Has whoever else lets in the same guest wait until the end of the transaction. */
    void lockGuest(InvitationId guest) {
        database.sql("select i.id from crm_invitation i where i.id = ? for update")
                .param(Bytes16.of(guest))
                .query((row, index) -> index)
                .optional();
    }

    // ---- guests
    // ------------------------------------------------------------------------------------------------------------

    Optional<DoorGuest> guest(DialogueId dialogue, InvitationId id, AccessScope scope) {
        return joined(
                        guests(dialogue, scope)
                                .and("i.id = ?", Bytes16.of(id))
                                .list(database, (row, index) -> Listed.read(row)),
                        scope,
                        dialogue)
                .values()
                .stream()
                .findFirst();
    }

    private static ScopedQuery guests(DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select(GUEST_COLUMNS)
                .from(GUESTS + " left join crm_organisation o on o.id = i.organisation_id")
                .within(scope, "d")
                .within(scope, "c")
                .withinMissions(scope, "i")
                .and("i.dialogue_id = ?", Bytes16.of(dialogue));
    }

    private record Listed(ContactId contact, int companions, DoorGuest guest) {

        static Listed read(ResultSet row) throws SQLException {
            return new Listed(
                    new ContactId(Bytes16.uuid(row, "contact_id")),
                    row.getInt("companions"),
                    new DoorGuest(
                            new InvitationId(Bytes16.uuid(row, "id")),
                            row.getString("display_name"),
                            row.getString("native_name"),
                            names(row),
                            row.getString("acronym"),
                            circle(row),
                            InvitationState.valueOf(row.getString("state")),
                            null,
                            List.of()));
        }
    }

    /** Guests by their contact, with their arrivals. */
    private Map<ContactId, DoorGuest> joined(List<Listed> listed, AccessScope scope, DialogueId dialogue) {
        Map<ContactId, DoorGuest> guests = new HashMap<>();
        if (listed.isEmpty()) {
            return guests;
        }
        Map<ContactId, AttendanceView> came = new HashMap<>();
        counting(dialogue, scope)
                .oneOf(
                        "a.contact_id",
                        listed.stream().map(Listed::contact).map(Bytes16::of).toList())
                .list(database, (row, index) -> view(row))
                .forEach(arrival -> came.put(Objects.requireNonNull(arrival.contact()), arrival));
        Map<InvitationId, List<DoorCompanion>> companions = companions(
                listed.stream()
                        .filter(one -> one.companions() > 0)
                        .map(Listed::guest)
                        .toList(),
                scope,
                dialogue);
        listed.forEach(one -> guests.put(
                one.contact(),
                with(
                        one.guest(),
                        came.get(one.contact()),
                        companions.getOrDefault(
                                Objects.requireNonNull(one.guest().invitation()), List.of()))));
        return guests;
    }

    /** Whom guests bring, each with the arrival. */
    private Map<InvitationId, List<DoorCompanion>> companions(
            List<DoorGuest> guests, AccessScope scope, DialogueId dialogue) {
        Map<InvitationId, List<DoorCompanion>> found = new HashMap<>();
        if (guests.isEmpty()) {
            return found;
        }
        Map<InvitationId, String> bringing = new HashMap<>();
        guests.forEach(guest -> bringing.put(Objects.requireNonNull(guest.invitation()), guest.name()));
        List<byte[]> ids = Bytes16.of(bringing.keySet());
        Map<List<Object>, AttendanceView> came = new HashMap<>();
        counting(dialogue, scope)
                .and("a.position > 0")
                .oneOf("a.invitation_id", ids)
                .list(database, (row, index) -> view(row))
                .forEach(arrival ->
                        came.put(List.of(Objects.requireNonNull(arrival.invitation()), arrival.position()), arrival));
        database.sql(
                        "select invitation_id, position, name, organisation from crm_invitation_companion where invitation_id in ("
                                + ScopedQuery.marks(ids.size()) + ") order by invitation_id, position")
                .params(ids)
                .query(row -> {
                    InvitationId guest = new InvitationId(Bytes16.uuid(row, "invitation_id"));
                    int position = row.getInt("position") + 1;
                    String name = row.getString("name");
                    found.computeIfAbsent(guest, id -> new ArrayList<>())
                            .add(new DoorCompanion(
                                    position,
                                    name == null
                                            ? unnamed(Objects.requireNonNull(bringing.get(guest)), position)
                                            : name,
                                    row.getString("organisation"),
                                    came.get(List.of(guest, position))));
                });
        return found;
    }

    /** What one is called by who has no name of their own: in no language, so in all of them. */
    private static String unnamed(String guest, int position) {
        return guest + " +" + position;
    }

    /** One whom a guest brings, shown as the guests of the list are. */
    static DoorGuest companion(DoorGuest guest, DoorCompanion companion) {
        return new DoorGuest(
                guest.invitation(),
                companion.name(),
                null,
                LocalizedText.EMPTY,
                companion.organisation(),
                guest.circle(),
                guest.state(),
                companion.came(),
                List.of());
    }

    private static DoorGuest with(DoorGuest guest, @Nullable AttendanceView came, List<DoorCompanion> companions) {
        return new DoorGuest(
                guest.invitation(),
                guest.name(),
                guest.nativeName(),
                guest.organisation(),
                guest.acronym(),
                guest.circle(),
                guest.state(),
                came,
                companions);
    }

    static DoorGuest walkIn(AttendanceView arrival) {
        return new DoorGuest(
                null,
                arrival.name(),
                arrival.nativeName(),
                arrival.organisationNames(),
                arrival.acronym() == null ? arrival.typedOrganisation() : arrival.acronym(),
                arrival.circle(),
                null,
                arrival,
                List.of());
    }

    /** Guests of the list first, then walk-ins, each likeliest first. */
    List<DoorGuest> find(DialogueId dialogue, String text, AccessScope scope) {
        // An id, in the digits that a database reads as bytes: nothing that anybody typed.
        String here = "x'" + ScopedQuery.hex(dialogue.value()) + "'";
        List<ContactId> contacts = names
                .ranked(
                        new NameIndex.Subjects(
                                "contact",
                                "crm_contact",
                                true,
                                "exists (select 1 from crm_invitation i where i.contact_id = s.id and i.dialogue_id = "
                                        + here + ")"),
                        scope,
                        text,
                        Attendances.MOST_FOUND)
                .stream()
                .map(ContactId::new)
                .toList();
        List<DoorGuest> found = new ArrayList<>();
        if (!contacts.isEmpty()) {
            Map<ContactId, DoorGuest> guests = joined(
                    guests(dialogue, scope)
                            .oneOf("i.contact_id", Bytes16.of(contacts))
                            .list(database, (row, index) -> Listed.read(row)),
                    scope,
                    dialogue);
            contacts.stream().map(guests::get).filter(Objects::nonNull).forEach(found::add);
        }
        brought(dialogue, text, scope).stream()
                .filter(guest -> found.stream().noneMatch(one -> Objects.equals(one.invitation(), guest.invitation())))
                .forEach(found::add);
        List<AttendanceId> walkIns = names
                .ranked(
                        new NameIndex.Subjects(
                                KIND,
                                "crm_attendance",
                                false,
                                "s.dialogue_id = " + here + " and s.invitation_id is null and s.present = 1"
                                        + " and (s.contact_id is null or exists (select 1 from crm_contact c where c.id = s.contact_id"
                                        + " and c.sensitivity <= "
                                        + scope.clearance().level() + "))"),
                        scope,
                        text,
                        Math.max(1, Attendances.MOST_FOUND - found.size()))
                .stream()
                .map(AttendanceId::new)
                .toList();
        if (!walkIns.isEmpty()) {
            arrivals(dialogue, scope)
                    .oneOf("a.id", Bytes16.of(walkIns))
                    .list(database, (row, index) -> view(row))
                    .forEach(arrival -> found.add(walkIn(arrival)));
        }
        return found;
    }

    /** Guests who bring somebody of whose name that is a part. */
    private List<DoorGuest> brought(DialogueId dialogue, String text, AccessScope scope) {
        if (text.isBlank()) {
            return List.of();
        }
        String part = "%" + text.strip().replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return List.copyOf(joined(
                        guests(dialogue, scope)
                                .and(
                                        "i.companions > 0 and exists (select 1 from crm_invitation_companion b"
                                                + " where b.invitation_id = i.id and b.name like ? escape '!')",
                                        part)
                                .orderBy(Key.ascending("c.sort_name"), Key.ascending("i.id"))
                                .limit(BROUGHT)
                                .list(database, (row, index) -> Listed.read(row)),
                        scope,
                        dialogue)
                .values());
    }

    // ---- arrivals
    // ------------------------------------------------------------------------------------------------------------

    Optional<AttendanceView> view(DialogueId dialogue, AttendanceId id, AccessScope scope) {
        return arrivals(dialogue, scope).and("a.id = ?", Bytes16.of(id)).optional(database, (row, index) -> view(row));
    }

    Slice<AttendanceView> list(AttendanceQuery query, AccessScope scope, Paging paging) {
        ScopedQuery wanted = arrivals(query.dialogue(), scope)
                .and(query.undone() ? "a.present is null" : "a.present = 1")
                .andIf(query.walkIns(), "a.invitation_id is null")
                .andIf(query.unlinked(), "a.contact_id is null and a.invitation_id is null");
        Circle circle = query.circle();
        if (circle != null) {
            wanted.and("a.circle = ?", circle.name());
        }
        return wanted.orderBy(Key.time("a.came_at", true), Key.descending("a.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> view(row),
                        view -> List.of(
                                UtcTime.of(view.cameAt()).toString(),
                                ScopedQuery.hex(view.id().value())));
    }

    /** Whether the contact is noted as come, for whomever that is to be seen. */
    boolean came(DialogueId dialogue, ContactId contact) {
        return database.sql("select 1 from crm_attendance where dialogue_id = ? and contact_id = ? and present = 1")
                .params(Bytes16.of(dialogue), Bytes16.of(contact))
                .query((row, index) -> index)
                .optional()
                .isPresent();
    }

    private static ScopedQuery arrivals(DialogueId dialogue, AccessScope scope) {
        return visible(
                ScopedQuery.select(ARRIVAL_COLUMNS)
                        .from(ARRIVALS + COMPANION + " left join crm_organisation o on o.id = a.organisation_id"),
                dialogue,
                scope);
    }

    private static ScopedQuery counting(DialogueId dialogue, AccessScope scope) {
        return arrivals(dialogue, scope).and("a.present = 1");
    }

    private static ScopedQuery visible(ScopedQuery arrivals, DialogueId dialogue, AccessScope scope) {
        return arrivals.within(scope, "d")
                .withinMissions(scope, "a")
                .and(
                        "(a.contact_id is null or c.sensitivity <= ?) and (h.id is null or h.sensitivity <= ?)",
                        scope.clearance().level(),
                        scope.clearance().level())
                .and("a.dialogue_id = ?", Bytes16.of(dialogue));
    }

    static AttendanceView view(ResultSet row) throws SQLException {
        UUID invitation = Bytes16.uuidOrNull(row, "invitation_id");
        UUID contact = Bytes16.uuidOrNull(row, "contact_id");
        String known = row.getString("display_name");
        int position = row.getInt("position");
        String typed = row.getString(position > 0 ? "companion" : "name");
        if (typed == null && position > 0) {
            typed = unnamed(Objects.requireNonNullElse(row.getString("guest_name"), ""), position);
        }
        String answer = row.getString("answer");
        return new AttendanceView(
                new AttendanceId(Bytes16.uuid(row, "id")),
                new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                row.getLong("version"),
                invitation == null ? null : new InvitationId(invitation),
                position,
                contact == null ? null : new ContactId(contact),
                known == null ? Objects.requireNonNullElse(typed, "") : known,
                row.getString("native_name"),
                names(row),
                row.getString("acronym"),
                row.getString(position > 0 ? "companion_organisation" : "organisation"),
                circle(row),
                answer == null ? null : InvitationState.valueOf(answer),
                UtcTime.instant(row, "came_at"),
                row.getString("came_by_name"),
                UtcTime.instantOrNull(row, "undone_at"),
                row.getString("undone_by_name"));
    }

    private static LocalizedText names(ResultSet row) throws SQLException {
        String names = row.getString("names");
        return names == null ? LocalizedText.EMPTY : JsonText.readLocalized(names);
    }

    private static @Nullable Circle circle(ResultSet row) throws SQLException {
        String circle = row.getString("circle");
        return circle == null ? null : Circle.valueOf(circle);
    }

    /** What stands for a name that is not kept any more: in no language, so in all of them. */
    static final String FORGOTTEN = "…";

    /** The names of so many are forgotten at a time. */
    static final int FORGOTTEN_AT_ONCE = 100;

    /**
     * Forgets the names and organisations of walk-ins.
     *
     * @param ended before that ended the dialogues of those who are linked or taken back
     * @param longAgo before that ended the dialogues of all others
     */
    void forgetTyped(Instant ended, Instant longAgo) {
        List<UUID> forgotten;
        do {
            // Whoever is forgotten is not found again, so each portion is another one.
            forgotten = database.sql("select a.id from crm_attendance a join crm_dialogue d on d.id = a.dialogue_id"
                            + " where a.invitation_id is null and a.name <> ? and ((d.ends_at < ?"
                            + " and (a.contact_id is not null or a.present is null)) or d.ends_at < ?) limit "
                            + FORGOTTEN_AT_ONCE)
                    .params(FORGOTTEN, UtcTime.of(ended), UtcTime.of(longAgo))
                    .query((row, index) -> Bytes16.uuid(row, "id"))
                    .list();
            for (UUID id : forgotten) {
                database.sql("update crm_attendance set name = ?, organisation = null where id = ?")
                        .params(FORGOTTEN, Bytes16.of(id))
                        .update();
                names.remove(KIND, id);
            }
        } while (forgotten.size() == FORGOTTEN_AT_ONCE);
    }

    // ---- badges
    // ------------------------------------------------------------------------------------------------------------

    /**
     * Somebody who gets a badge.
     *
     * @param guest null for a walk-in, and for one whom a guest brings
     * @param effective of the dialogue and the contact, of whom a guest brings that of the guest
     */
    record Wearer(
            @Nullable InvitationId guest,
            String name,
            @Nullable String nativeName,
            @Nullable String honorific,
            LocalizedText title,
            @Nullable PostRole role,
            LocalizedText organisation,
            @Nullable String typedOrganisation,
            @Nullable Circle circle,
            Sensitivity effective) {

        static Wearer read(ResultSet row, String invitation, String name, @Nullable String typed) throws SQLException {
            UUID guest = Bytes16.uuidOrNull(row, invitation);
            String role = row.getString("role");
            return new Wearer(
                    guest == null ? null : new InvitationId(guest),
                    name,
                    row.getString("native_name"),
                    row.getString("honorific"),
                    JsonText.readLocalized(row.getString("title")),
                    role == null ? null : PostRole.valueOf(role),
                    names(row),
                    typed,
                    DoorReader.circle(row),
                    Sensitivity.ofLevel(row.getInt("effective")));
        }
    }

    /**
     * Guests by name, at most so many.
     *
     * @param wanted empty: all who said that they come
     */
    List<Wearer> wearers(DialogueId dialogue, Collection<InvitationId> wanted, AccessScope scope, int most) {
        ScopedQuery guests = ScopedQuery.select(
                        "i.id, i.title, i.role, i.circle, c.display_name, c.native_name, c.honorific, o.names,"
                                + " greatest(c.sensitivity, d.sensitivity) as effective")
                .from(GUESTS + " left join crm_organisation o on o.id = i.organisation_id")
                .within(scope, "d")
                .within(scope, "c")
                .withinMissions(scope, "i")
                .and("i.dialogue_id = ?", Bytes16.of(dialogue));
        if (wanted.isEmpty()) {
            guests.and("i.state = 'ACCEPTED'");
        } else {
            guests.oneOf("i.id", Bytes16.of(new LinkedHashSet<>(wanted)));
        }
        return guests.orderBy(Key.ascending("c.sort_name"), Key.ascending("i.id"))
                .limit(most)
                .list(database, (row, index) -> Wearer.read(row, "id", row.getString("display_name"), null));
    }

    /** Whom those guests bring, each after the guest's name. */
    Map<InvitationId, List<Wearer>> companions(DialogueId dialogue, List<Wearer> guests, AccessScope scope) {
        Map<InvitationId, List<Wearer>> found = new HashMap<>();
        if (guests.isEmpty()) {
            return found;
        }
        ScopedQuery.select("i.id, i.circle, c.display_name, b.position, b.name as companion, b.organisation,"
                        + " greatest(c.sensitivity, d.sensitivity) as effective")
                .from(GUESTS + " join crm_invitation_companion b on b.invitation_id = i.id")
                .within(scope, "d")
                .within(scope, "c")
                .withinMissions(scope, "i")
                .and("i.dialogue_id = ? and i.companions > 0", Bytes16.of(dialogue))
                .oneOf(
                        "i.id",
                        guests.stream().map(Wearer::guest).map(Bytes16::of).toList())
                .orderBy(Key.ascending("i.id"), Key.number("b.position", false))
                .list(database, (row, index) -> {
                    String name = row.getString("companion");
                    return found.computeIfAbsent(new InvitationId(Bytes16.uuid(row, "id")), guest -> new ArrayList<>())
                            .add(new Wearer(
                                    null,
                                    name == null
                                            ? unnamed(row.getString("display_name"), row.getInt("position") + 1)
                                            : name,
                                    null,
                                    null,
                                    LocalizedText.EMPTY,
                                    null,
                                    LocalizedText.EMPTY,
                                    row.getString("organisation"),
                                    circle(row),
                                    Sensitivity.ofLevel(row.getInt("effective"))));
                });
        return found;
    }

    /** Walk-ins who are in, in the order in which they came. */
    List<Wearer> wearersWhoCame(DialogueId dialogue, Collection<AttendanceId> wanted, AccessScope scope) {
        return visible(
                        ScopedQuery.select("a.invitation_id, a.name, a.organisation, a.title, a.role, a.circle,"
                                        + " c.display_name, c.native_name, c.honorific, o.names,"
                                        + " greatest(coalesce(c.sensitivity, 0), d.sensitivity) as effective")
                                .from(ARRIVALS + " left join crm_organisation o on o.id = a.organisation_id"),
                        dialogue,
                        scope)
                .and("a.present = 1 and a.invitation_id is null")
                .oneOf("a.id", Bytes16.of(new LinkedHashSet<>(wanted)))
                .orderBy(Key.time("a.came_at", false), Key.ascending("a.id"))
                .list(database, (row, index) -> {
                    String known = row.getString("display_name");
                    return Wearer.read(
                            row,
                            "invitation_id",
                            known == null ? Objects.requireNonNullElse(row.getString("name"), "") : known,
                            row.getString("organisation"));
                });
    }

    // ---- figures
    // ------------------------------------------------------------------------------------------------------------

    private record Counted(
            @Nullable Circle circle,
            long number,
            long walkIns,
            @Nullable Instant last) {}

    DoorCount count(Occasion occasion, AccessScope scope) {
        List<Counted> came = visible(
                        ScopedQuery.select(
                                        "a.circle, sum(a.present = 1) as number,"
                                                + " sum(a.present = 1 and a.invitation_id is null) as walk_ins, max(a.changed_at) as last_at")
                                .from(ARRIVALS),
                        occasion.id(),
                        scope)
                .groupBy("a.circle")
                .list(
                        database,
                        (row, index) -> new Counted(
                                circle(row),
                                row.getLong("number"),
                                row.getLong("walk_ins"),
                                UtcTime.instantOrNull(row, "last_at")));
        List<Counted> expected = ScopedQuery.select("i.circle, sum(1 + i.companions) as number")
                .from(GUESTS)
                .within(scope, "d")
                .within(scope, "c")
                .withinMissions(scope, "i")
                .and("i.dialogue_id = ? and i.state = 'ACCEPTED'", Bytes16.of(occasion.id()))
                .groupBy("i.circle")
                .list(database, (row, index) -> new Counted(circle(row), row.getLong("number"), 0, null));
        Map<Circle, DoorCount.Line> circles = new EnumMap<>(Circle.class);
        DoorCount.Line without = new DoorCount.Line(0, 0);
        for (Counted one : came) {
            if (one.circle() == null) {
                without = new DoorCount.Line(one.number(), without.expected());
            } else if (one.number() > 0) {
                circles.put(one.circle(), new DoorCount.Line(one.number(), 0));
            }
        }
        for (Counted one : expected) {
            if (one.circle() == null) {
                without = new DoorCount.Line(without.came(), one.number());
            } else {
                circles.merge(
                        one.circle(),
                        new DoorCount.Line(0, one.number()),
                        (before, more) -> new DoorCount.Line(before.came(), more.expected()));
            }
        }
        return new DoorCount(
                occasion.state(),
                sum(came),
                came.stream().mapToLong(Counted::walkIns).sum(),
                sum(expected),
                occasion.seats(),
                circles,
                without,
                Sha256.hex(came + " " + expected + " " + occasion.seats()).substring(0, 16));
    }

    private static long sum(Collection<Counted> counted) {
        return counted.stream().mapToLong(Counted::number).sum();
    }
}
