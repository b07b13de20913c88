package org.shanyraq.crm.interaction.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.interaction.Stance;
import org.shanyraq.crm.interaction.StanceSource;
import org.shanyraq.crm.interaction.StatedStance;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lists of an interaction, each written by one statement. They change together with its version, and are read here whole: hidden people too. */
class InteractionParts {

    private final JdbcClient database;

    InteractionParts(JdbcClient database) {
        this.database = database;
    }

    /** What somebody was on the day of an interaction. */
    record Frozen(PostId post, OrganisationId organisation, Circle circle, PostRole role, LocalizedText title) {}

    /** @param frozen null when nothing is known of it */
    record Part(
            ParticipantId id,
            Participant participant,
            @Nullable Frozen frozen) {}

    /** All lists of an interaction. */
    record Parts(List<Part> participants, List<OfficerId> officers, List<TopicId> topics, List<StatedStance> stances) {

        static final Parts NONE = new Parts(List.of(), List.of(), List.of(), List.of());
    }

    Parts of(InteractionId id) {
        byte[] key = Bytes16.of(id);
        return new Parts(
                database.sql("select * from crm_interaction_participant where interaction_id = ? order by position")
                        .param(key)
                        .query((row, index) -> part(row))
                        .list(),
                database.sql(
                                "select officer_id from crm_interaction_officer where interaction_id = ? order by position")
                        .param(key)
                        .query((row, index) -> new OfficerId(Bytes16.uuid(row, "officer_id")))
                        .list(),
                database.sql("select topic_id from crm_interaction_topic where interaction_id = ? order by position")
                        .param(key)
                        .query((row, index) -> new TopicId(Bytes16.uuid(row, "topic_id")))
                        .list(),
                database.sql("select * from crm_stance where interaction_id = ? order by contact_id, topic_id")
                        .param(key)
                        .query((row, index) -> stance(row))
                        .list());
    }

    static Part part(ResultSet row) throws SQLException {
        UUID contact = Bytes16.uuidOrNull(row, "contact_id");
        return new Part(
                new ParticipantId(Bytes16.uuid(row, "id")),
                new Participant(
                        contact == null ? null : new ContactId(contact),
                        row.getString("name"),
                        row.getString("affiliation")),
                frozen(row));
    }

    private static @Nullable Frozen frozen(ResultSet row) throws SQLException {
        UUID post = Bytes16.uuidOrNull(row, "post_id");
        return post == null
                ? null
                : new Frozen(
                        new PostId(post),
                        new OrganisationId(Bytes16.uuid(row, "organisation_id")),
                        Circle.valueOf(row.getString("circle")),
                        PostRole.valueOf(row.getString("role")),
                        JsonText.readLocalized(row.getString("title")));
    }

    static StatedStance stance(ResultSet row) throws SQLException {
        return new StatedStance(
                new ContactId(Bytes16.uuid(row, "contact_id")),
                new TopicId(Bytes16.uuid(row, "topic_id")),
                Stance.valueOf(row.getString("stance")),
                row.getObject("stated_on", LocalDate.class),
                StanceSource.valueOf(row.getString("source")));
    }

    /** Writes those lists that differ. */
    void write(InteractionId id, Parts before, Parts after) {
        if (!before.stances().equals(after.stances()) && !before.stances().isEmpty()) {
            clear("crm_stance", id);
        }
        if (!before.participants().equals(after.participants())) {
            replace(
                    id,
                    "crm_interaction_participant",
                    "position, id, contact_id, name, affiliation, post_id, organisation_id, circle, role, title",
                    before.participants().isEmpty(),
                    rows(after.participants(), InteractionParts::values));
        }
        if (!before.officers().equals(after.officers())) {
            replace(
                    id,
                    "crm_interaction_officer",
                    "position, officer_id",
                    before.officers().isEmpty(),
                    rows(after.officers(), officer -> List.of(Bytes16.of(officer))));
        }
        if (!before.topics().equals(after.topics())) {
            replace(
                    id,
                    "crm_interaction_topic",
                    "position, topic_id",
                    before.topics().isEmpty(),
                    rows(after.topics(), topic -> List.of(Bytes16.of(topic))));
        }
        if (!before.stances().equals(after.stances())) {
            replace(
                    id,
                    "crm_stance",
                    "contact_id, topic_id, stance, stated_on, source",
                    true,
                    after.stances().stream().map(InteractionParts::values).toList());
        }
    }

    private interface Row<T> {

        List<@Nullable Object> of(T item);
    }

    /** The values of each, after its place. */
    private static <T> List<List<@Nullable Object>> rows(List<T> items, Row<T> values) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (T item : items) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(rows.size());
            row.addAll(values.of(item));
            rows.add(row);
        }
        return rows;
    }

    private static List<@Nullable Object> values(Part part) {
        List<@Nullable Object> values = new ArrayList<>();
        ContactId contact = part.participant().contact();
        Frozen frozen = part.frozen();
        values.add(Bytes16.of(part.id()));
        values.add(contact == null ? null : Bytes16.of(contact));
        values.add(part.participant().name());
        values.add(part.participant().affiliation());
        values.add(frozen == null ? null : Bytes16.of(frozen.post()));
        values.add(frozen == null ? null : Bytes16.of(frozen.organisation()));
        values.add(frozen == null ? null : frozen.circle().name());
        values.add(frozen == null ? null : frozen.role().name());
        values.add(frozen == null ? null : JsonText.write(frozen.title()));
        return values;
    }

    private static List<@Nullable Object> values(StatedStance stance) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(Bytes16.of(stance.contact()));
        values.add(Bytes16.of(stance.topic()));
        values.add(stance.stance().name());
        values.add(stance.on());
        values.add(stance.source().name());
        return values;
    }

    private void clear(String table, InteractionId id) {
        database.sql("delete from " + table + " where interaction_id = ?")
                .param(Bytes16.of(id))
                .update();
    }

    private void replace(
            InteractionId id, String table, String columns, boolean fresh, List<List<@Nullable Object>> rows) {
        if (!fresh) {
            clear(table, id);
        }
        if (rows.isEmpty()) {
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> {
            values.add(Bytes16.of(id));
            values.addAll(row);
        });
        String one = "(" + ScopedQuery.marks(rows.get(0).size() + 1) + ")";
        database.sql("insert into " + table + " (interaction_id, " + columns + ") values "
                        + String.join(", ", Collections.nCopies(rows.size(), one)))
                .params(values)
                .update();
    }

    /** The post of the highest rank that each held on that day; of those who held none nothing. */
    Map<ContactId, Frozen> standings(Collection<ContactId> contacts, LocalDate day) {
        Map<ContactId, Frozen> standings = new HashMap<>();
        if (contacts.isEmpty()) {
            return standings;
        }
        List<Object> values = new ArrayList<>(Bytes16.of(contacts));
        values.addAll(List.of(TenureColumns.on(day)));
        database.sql("select m.contact_id, m.post_id, p.organisation_id, o.circle, p.role, p.title"
                        + " from crm_mandate m join crm_post p on p.id = m.post_id"
                        + " join crm_organisation o on o.id = p.organisation_id where m.contact_id in ("
                        + ScopedQuery.marks(contacts.size()) + ") and " + TenureColumns.covers("m")
                        + " order by p.role_rank, m.id")
                .params(values)
                .query(row -> {
                    Frozen frozen = frozen(row);
                    if (frozen != null) {
                        standings.putIfAbsent(new ContactId(Bytes16.uuid(row, "contact_id")), frozen);
                    }
                });
        return standings;
    }
}
