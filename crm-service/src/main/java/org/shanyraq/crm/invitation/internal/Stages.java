package org.shanyraq.crm.invitation.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/** Reads, in plain SQL, what the guests of a dialogue and mails to them depend on. */
class Stages {

    private final JdbcClient database;

    Stages(JdbcClient database) {
        this.database = database;
    }

    /** The languages of a dialogue, the first one first. */
    List<String> languages(DialogueId dialogue) {
        return database.sql("select languages from crm_dialogue where id = ?")
                .param(Bytes16.of(dialogue))
                .query((row, index) -> JsonText.readStrings(row.getString("languages")))
                .single();
    }

    /** What is read of dialogues {@code d} for {@link Facts}: a row for each part, and for each of its speakers. */
    private static final String FACTS = """
            d.theme, d.format, d.venue, d.address, d.stream_link, d.starts_at, d.ends_at, d.zone, \
            a.position as part, a.kind, a.title, a.minutes, s.contact_id, s.name, s.affiliation, s.role, s.position as place, \
            coalesce(c.sensitivity, 0) > d.sensitivity as hidden""";

    private static final String PROGRAMME = """
            crm_dialogue d left join crm_agenda_item a on a.dialogue_id = d.id \
            left join crm_speaker s on s.dialogue_id = a.dialogue_id and s.item_id = a.id \
            left join crm_contact c on c.id = s.contact_id""";

    Optional<Stage> find(DialogueId id, AccessScope scope) {
        List<Stage> rows = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        Map<ContactId, String> speakers = new LinkedHashMap<>();
        ScopedQuery.select(FACTS + ", d.mission_id, d.sensitivity, d.state, d.archived, d.capacity, d.circle_capacity,"
                        + " c.display_name, c.sensitivity as contact_sensitivity, g.waiting_order, g.companions, g.unnamed,"
                        + " t.target_shares, t.target_levels, t.target_institutions")
                .from(PROGRAMME + " left join crm_invitation_terms g on g.dialogue_id = d.id")
                .from(
                        "left join crm_dialogue_series t on t.id = d.series_id and t.sensitivity <= ?",
                        scope.clearance().level())
                .within(scope, "d")
                .and("d.id = ?", Bytes16.of(id))
                .orderBy(Key.number("a.position", false), Key.number("s.position", false))
                .list(database, (row, index) -> {
                    told.add(told(row));
                    UUID contact = Bytes16.uuidOrNull(row, "contact_id");
                    if (contact != null
                            && row.getInt("contact_sensitivity")
                                    <= scope.clearance().level()) {
                        speakers.put(new ContactId(contact), row.getString("display_name"));
                    }
                    return rows.add(stage(id, row));
                });
        return rows.stream()
                .findFirst()
                .map(first -> new Stage(
                        id,
                        first.mission(),
                        first.sensitivity(),
                        first.state(),
                        first.archived(),
                        first.capacity(),
                        first.target(),
                        first.terms(),
                        speakers,
                        first.facts().with(programme(told))));
    }

    private static Stage stage(DialogueId id, ResultSet row) throws SQLException {
        return new Stage(
                id,
                new MissionId(Bytes16.uuid(row, "mission_id")),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                DialogueState.valueOf(row.getString("state")),
                row.getBoolean("archived"),
                InvitationReader.capacity(row),
                target(row),
                InvitationReader.terms(row),
                Map.of(),
                facts(row));
    }

    /** Aims at nothing without a series, and where the officer may not see it. */
    private static Balance target(ResultSet row) throws SQLException {
        String shares = row.getString("target_shares");
        String levels = row.getString("target_levels");
        return new Balance(
                shares == null ? Map.of() : JsonText.read(shares, new TypeReference<Map<Circle, Integer>>() {}),
                levels == null ? Map.of() : JsonText.read(levels, new TypeReference<Map<Level, Integer>>() {}),
                row.getObject("target_institutions", Integer.class));
    }

    /** A part of the programme with one who speaks in it, as they are kept. */
    private record Told(@Nullable String part, @Nullable String speaker) {}

    /** What guests of a dialogue are told of it. */
    Facts facts(DialogueId id) {
        List<Facts> rows = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        database.sql("select " + FACTS + " from " + PROGRAMME + " where d.id = ? order by a.position, s.position")
                .param(Bytes16.of(id))
                .query(row -> {
                    told.add(told(row));
                    rows.add(facts(row));
                });
        return rows.get(0).with(programme(told));
    }

    private static List<String> programme(List<Told> told) {
        List<String> programme = new ArrayList<>();
        String before = null;
        for (Told line : told) {
            if (line.part() != null && !line.part().equals(before)) {
                programme.add(line.part());
                before = line.part();
            }
            if (line.speaker() != null) {
                programme.add(line.speaker());
            }
        }
        return programme;
    }

    private static Facts facts(ResultSet row) throws SQLException {
        return new Facts(
                JsonText.readLocalized(row.getString("theme")),
                DialogueFormat.valueOf(row.getString("format")),
                row.getString("venue"),
                row.getString("address"),
                row.getString("stream_link"),
                UtcTime.instant(row, "starts_at"),
                UtcTime.instant(row, "ends_at"),
                ZoneId.of(row.getString("zone")),
                List.of());
    }

    /** A speaker who is a contact is that contact, whatever the name is by now. */
    private static Told told(ResultSet row) throws SQLException {
        if (row.getObject("part") == null) {
            return new Told(null, null);
        }
        UUID contact = Bytes16.uuidOrNull(row, "contact_id");
        boolean none = row.getObject("place") == null || row.getBoolean("hidden");
        return new Told(
                row.getInt("part") + " " + row.getString("kind") + " " + JsonText.readLocalized(row.getString("title"))
                        + " " + row.getObject("minutes"),
                none
                        ? null
                        : row.getString("role") + " " + (contact == null ? row.getString("name") : contact) + " ("
                                + row.getString("affiliation") + ")");
    }
}
