package org.shanyraq.crm.question.internal;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is written of questions beside their own rows, and what is known of those around them. */
class QuestionRows {

    private final JdbcClient database;

    QuestionRows(JdbcClient database) {
        this.database = database;
    }

    // ---- the dialogue

    /**
     * A dialogue as its questions know it.
     *
     * @param day on which it begins, at its place
     * @param language in which it is held first
     * @param parts of its agenda
     */
    record Stage(
            DialogueId id,
            MissionId mission,
            Sensitivity sensitivity,
            LocalDate day,
            String language,
            boolean archived,
            Set<AgendaItemId> parts) {

        Question.Whole whole() {
            return new Question.Whole(sensitivity, null);
        }
    }

    Optional<Stage> stage(DialogueId id, AccessScope scope) {
        Set<AgendaItemId> parts = new LinkedHashSet<>(
                database.sql("select id from crm_agenda_item where dialogue_id = ? order by position")
                        .param(Bytes16.of(id))
                        .query((row, index) -> new AgendaItemId(Bytes16.uuid(row, "id")))
                        .list());
        return ScopedQuery.select("d.mission_id, d.sensitivity, d.starts_at, d.zone, d.languages, d.archived")
                .from("crm_dialogue d")
                .within(scope, "d")
                .and("d.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> {
                    List<String> languages = JsonText.readStrings(row.getString("languages"));
                    return new Stage(
                            id,
                            new MissionId(Bytes16.uuid(row, "mission_id")),
                            Sensitivity.ofLevel(row.getInt("sensitivity")),
                            LocalDate.ofInstant(UtcTime.instant(row, "starts_at"), ZoneId.of(row.getString("zone"))),
                            languages.isEmpty() ? "en" : languages.get(0),
                            row.getBoolean("archived"),
                            parts);
                });
    }

    /**
     * Keeps the dialogue from being changed until the end of the transaction; to be read only afterwards. Whoever changes it locks it first and
     * then its questions.
     */
    void keep(DialogueId dialogue) {
        database.sql("select id from crm_dialogue where id = ? lock in share mode")
                .param(Bytes16.of(dialogue))
                .query((row, index) -> true)
                .optional();
    }

    /** To which dialogue the question belongs, which never changes. */
    Optional<DialogueId> dialogueOf(QuestionId id) {
        return database.sql("select dialogue_id from crm_question where id = ?")
                .param(Bytes16.of(id))
                .query((row, index) -> new DialogueId(Bytes16.uuid(row, "dialogue_id")))
                .optional();
    }

    /**
     * The next number of the dialogue. Others wait for their own until the end of the transaction: to be asked for before anything is read in it, so
     * that what they did is seen then.
     *
     * @throws NotFoundException when there is no such dialogue
     */
    int nextNumber(DialogueId dialogue) {
        try {
            database.sql("insert into crm_question_counter (dialogue_id, last_number) values (?, 1)"
                            + " on duplicate key update last_number = last_number + 1")
                    .param(Bytes16.of(dialogue))
                    .update();
        } catch (DataIntegrityViolationException noDialogue) {
            throw new NotFoundException();
        }
        return database.sql("select last_number from crm_question_counter where dialogue_id = ?")
                .param(Bytes16.of(dialogue))
                .query(Integer.class)
                .single();
    }

    /** The question that came by that entry; asked again under the lock of the counter. */
    Optional<QuestionId> ofEntry(DialogueId dialogue, UUID entry) {
        return database.sql("select id from crm_question where dialogue_id = ? and entry_id = ? for update")
                .params(Bytes16.of(dialogue), Bytes16.of(entry))
                .query((row, index) -> new QuestionId(Bytes16.uuid(row, "id")))
                .optional();
    }

    // ---- the running order

    /** Puts the question before another one of its dialogue, or at the end. */
    void place(QuestionId id, DialogueId dialogue, @Nullable QuestionId before) {
        byte[] of = Bytes16.of(dialogue);
        int last = database.sql("select last_number from crm_question_counter where dialogue_id = ? for update")
                .param(of)
                .query(Integer.class)
                .single();
        int from = position(id);
        int to = before == null ? last : position(before);
        if (before != null && to > from) {
            to--;
        }
        if (to < from) {
            shift(of, to, from - 1, 1);
        } else if (to > from) {
            shift(of, from + 1, to, -1);
        }
        database.sql("update crm_question set position = ? where id = ?")
                .params(to, Bytes16.of(id))
                .update();
    }

    private int position(QuestionId id) {
        return database.sql("select position from crm_question where id = ? for update")
                .param(Bytes16.of(id))
                .query(Integer.class)
                .single();
    }

    private void shift(byte[] dialogue, int first, int last, int by) {
        database.sql(
                        "update crm_question set position = position + ? where dialogue_id = ? and position between ? and ?")
                .params(by, dialogue, first, last)
                .update();
    }

    // ---- votes

    int votes(QuestionId id) {
        return database.sql("select votes from crm_question where id = ? for update")
                .param(Bytes16.of(id))
                .query(Integer.class)
                .single();
    }

    /** How many devices voted for the one as well as for the other. */
    int votedForBoth(QuestionId one, QuestionId other) {
        return database.sql("select count(*) from crm_question_vote v join crm_question_vote o on o.device = v.device"
                        + " where v.question_id = ? and o.question_id = ?")
                .params(Bytes16.of(one), Bytes16.of(other))
                .query(Integer.class)
                .single();
    }

    /** Adds so many votes, or takes them away; the version stays, so that nobody who works on the question is disturbed. */
    void vote(QuestionId id, int more) {
        database.sql("update crm_question set votes = greatest(0, votes + ?) where id = ?")
                .params(more, Bytes16.of(id))
                .update();
    }

    // ---- topics

    List<TopicId> topics(QuestionId id) {
        return database.sql("select topic_id from crm_question_topic where question_id = ? order by position")
                .param(Bytes16.of(id))
                .query((row, index) -> new TopicId(Bytes16.uuid(row, "topic_id")))
                .list();
    }

    /** Those of all questions of a dialogue that have some. */
    Map<UUID, List<TopicId>> topics(DialogueId dialogue) {
        Map<UUID, List<TopicId>> topics = new HashMap<>();
        database.sql(
                        "select w.question_id, w.topic_id from crm_question q join crm_question_topic w on w.question_id = q.id"
                                + " where q.dialogue_id = ? order by w.question_id, w.position")
                .param(Bytes16.of(dialogue))
                .query(row -> {
                    topics.computeIfAbsent(Bytes16.uuid(row, "question_id"), id -> new ArrayList<>())
                            .add(new TopicId(Bytes16.uuid(row, "topic_id")));
                });
        return topics;
    }

    void write(QuestionId id, List<TopicId> before, List<TopicId> after) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isEmpty()) {
            database.sql("delete from crm_question_topic where question_id = ?")
                    .param(Bytes16.of(id))
                    .update();
        }
        if (after.isEmpty()) {
            return;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            values.addAll(List.of(Bytes16.of(id), i, Bytes16.of(after.get(i))));
        }
        database.sql("insert into crm_question_topic (question_id, position, topic_id) values "
                        + String.join(", ", Collections.nCopies(after.size(), "(?, ?, ?)")))
                .params(values)
                .update();
    }

    /** Those of the topics that the mission has and offers. */
    Set<TopicId> offered(Collection<TopicId> topics, MissionId mission) {
        if (topics.isEmpty()) {
            return Set.of();
        }
        List<Object> values = new ArrayList<>(Bytes16.of(topics));
        values.add(Bytes16.of(mission));
        return new HashSet<>(database.sql("select id from crm_topic where id in (" + ScopedQuery.marks(topics.size())
                        + ") and mission_id = ? and archived = 0")
                .params(values)
                .query((row, index) -> new TopicId(Bytes16.uuid(row, "id")))
                .list());
    }

    // ---- people

    /** How sensitive those of the contacts are that the mission has. */
    Map<ContactId, Sensitivity> sensitivities(Collection<ContactId> contacts, MissionId mission) {
        Map<ContactId, Sensitivity> found = new LinkedHashMap<>();
        if (!contacts.isEmpty()) {
            List<Object> values = new ArrayList<>(Bytes16.of(contacts));
            values.add(Bytes16.of(mission));
            database.sql("select id, sensitivity from crm_contact where id in (" + ScopedQuery.marks(contacts.size())
                            + ") and mission_id = ?")
                    .params(values)
                    .query(row -> {
                        found.put(
                                new ContactId(Bytes16.uuid(row, "id")), Sensitivity.ofLevel(row.getInt("sensitivity")));
                    });
        }
        return found;
    }

    /** The first of the languages of the contact in which mails are written, or null. */
    @Nullable
    String spoken(ContactId contact) {
        return database
                .sql("select language from crm_contact_language where contact_id = ? order by position")
                .param(Bytes16.of(contact))
                .query(String.class)
                .list()
                .stream()
                .map(tag -> tag.split("-", 2)[0])
                .filter(AnswerAddresses.LANGUAGES::contains)
                .findFirst()
                .orElse(null);
    }

    /** The post for which the contact is on the guest list, or the one of the highest rank that it holds on that day. */
    @Nullable
    Frozen standing(ContactId contact, Stage stage) {
        List<Frozen> found = new ArrayList<>(database.sql("select post_id, organisation_id, circle, role, title"
                        + " from crm_invitation where dialogue_id = ? and contact_id = ? and post_id is not null")
                .params(Bytes16.of(stage.id()), Bytes16.of(contact))
                .query((row, index) -> Objects.requireNonNull(QuestionReader.frozen(row)))
                .list());
        if (found.isEmpty()) {
            List<Object> values = new ArrayList<>(List.of(Bytes16.of(contact)));
            values.addAll(List.of(TenureColumns.on(stage.day())));
            found.addAll(database.sql("select m.post_id, p.organisation_id, o.circle, p.role, p.title"
                            + " from crm_mandate m join crm_post p on p.id = m.post_id"
                            + " join crm_organisation o on o.id = p.organisation_id where m.contact_id = ? and "
                            + TenureColumns.covers("m") + " order by p.role_rank, m.id limit 1")
                    .params(values)
                    .query((row, index) -> Objects.requireNonNull(QuestionReader.frozen(row)))
                    .list());
        }
        return found.isEmpty() ? null : found.get(0);
    }
}
