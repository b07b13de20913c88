package org.shanyraq.crm.question.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.question.HallAddress;
import org.shanyraq.crm.question.HallTerms;
import org.shanyraq.crm.question.OwnQuestion;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.ShownQuestion;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads and keeps halls, votes and reports, in plain SQL. What it reads by a secret, or for those who hold one, is what the whole room may see: nothing that
 * is more sensitive than the dialogue.
 */
class HallReader {

    /** Kind of record in the audit trail. */
    static final String KIND = "question-hall";

    /** So long after its end addresses of a dialogue open something. */
    static final Duration OPEN_AFTER = Duration.ofDays(1);

    /** More than that nobody reads on a wall or a phone. */
    private static final int MOST_SHOWN = 200;

    private static final int MOST_OWN = 20;

    /** A question {@code q} of a dialogue {@code d}, with its part of it {@code a}. */
    private static final String QUESTIONS = "crm_question q join crm_dialogue d on d.id = q.dialogue_id"
            + " left join crm_agenda_item a on a.dialogue_id = q.dialogue_id and a.id = q.part_id";

    private static final String ATTRIBUTION = "coalesce(" + QuestionReader.ATTRIBUTION + ", 'ON_RECORD')";

    /** One that the room may see: what is off the record is for those who are in the room, and not for their screens. */
    private static final String SHOWN =
            "q.archived = 0 and q.hidden = 0 and q.readers_of is null and q.chosen = 0 and q.sensitivity <= d.sensitivity"
                    + " and q.state in ('APPROVED', 'ASKED') and " + ATTRIBUTION + " <> 'OFF_RECORD'";

    private final JdbcClient database;

    HallReader(JdbcClient database) {
        this.database = database;
    }

    /** A hall with what matters of its dialogue. */
    record Hall(
            DialogueId dialogue,
            MissionId mission,
            long version,
            HallTerms terms,
            String guests,
            String wall,
            long revision,
            LocalizedText theme,
            Sensitivity sensitivity,
            DialogueState state,
            boolean archived,
            Instant endsAt) {

        Instant until() {
            return endsAt.plus(OPEN_AFTER);
        }

        /** Whether its addresses open something. */
        boolean isOpen(Instant now) {
            return !archived
                    && (state == DialogueState.INVITING || state == DialogueState.HELD)
                    && now.isBefore(until());
        }
    }

    private static Hall hall(ResultSet row, int index) throws SQLException {
        return new Hall(
                new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new HallTerms(
                        row.getBoolean("asking"),
                        row.getBoolean("anonymous"),
                        row.getBoolean("voting"),
                        row.getBoolean("by_votes")),
                row.getString("guests"),
                row.getString("wall"),
                row.getLong("revision"),
                JsonText.readLocalized(row.getString("theme")),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                DialogueState.valueOf(row.getString("state")),
                row.getBoolean("archived"),
                UtcTime.instant(row, "ends_at"));
    }

    private static final String HALL = "select h.*, d.theme, d.sensitivity, d.state, d.archived, d.ends_at"
            + " from crm_question_hall h join crm_dialogue d on d.id = h.dialogue_id where ";

    Optional<Hall> opened(HallAddress address, String secret, Instant now) {
        return database.sql(HALL + (address == HallAddress.GUESTS ? "h.guests" : "h.wall") + " = ?")
                .param(secret)
                .query(HallReader::hall)
                .optional()
                .filter(hall -> hall.isOpen(now));
    }

    /** The mission of a dialogue that the scope lets see. */
    Optional<MissionId> missionOf(DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select("d.mission_id")
                .from("crm_dialogue d")
                .within(scope, "d")
                .and("d.id = ?", Bytes16.of(dialogue))
                .optional(database, (row, index) -> new MissionId(Bytes16.uuid(row, "mission_id")));
    }

    Optional<Hall> find(DialogueId dialogue) {
        return database.sql(HALL + "h.dialogue_id = ?")
                .param(Bytes16.of(dialogue))
                .query(HallReader::hall)
                .optional();
    }

    /** {@link #find}, as it is now that nobody else changes it. */
    Optional<Hall> lock(DialogueId dialogue) {
        return database.sql(HALL + "h.dialogue_id = ? for update")
                .param(Bytes16.of(dialogue))
                .query(HallReader::hall)
                .optional();
    }

    /** Of two who make one at once, the one who waits here for the other finds theirs. */
    void make(DialogueId dialogue, MissionId mission, String guests, String wall, Instant now) {
        HallTerms usual = HallTerms.USUAL;
        database.sql(
                        "insert into crm_question_hall (dialogue_id, mission_id, version, changed_at, asking, anonymous, voting,"
                                + " by_votes, guests, wall, revision) values (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, 0)"
                                + " on duplicate key update dialogue_id = dialogue_id")
                .params(
                        Bytes16.of(dialogue),
                        Bytes16.of(mission),
                        UtcTime.of(now),
                        usual.asking(),
                        usual.anonymous(),
                        usual.voting(),
                        usual.byVotes(),
                        guests,
                        wall)
                .update();
    }

    void setTerms(DialogueId dialogue, HallTerms terms, Instant now) {
        database.sql("update crm_question_hall set asking = ?, anonymous = ?, voting = ?, by_votes = ?, changed_at = ?,"
                        + " version = version + 1 where dialogue_id = ?")
                .params(
                        terms.asking(),
                        terms.anonymous(),
                        terms.voting(),
                        terms.byVotes(),
                        UtcTime.of(now),
                        Bytes16.of(dialogue))
                .update();
    }

    void setSecret(DialogueId dialogue, HallAddress address, String secret, Instant now) {
        database.sql("update crm_question_hall set " + (address == HallAddress.GUESTS ? "guests" : "wall")
                        + " = ?, changed_at = ?, version = version + 1 where dialogue_id = ?")
                .params(secret, UtcTime.of(now), Bytes16.of(dialogue))
                .update();
    }

    // ---- what is shown
    // --------------------------------------------------------------------------------------------------------

    /** What is being asked first, the latest of it before, and then what waits for its turn. */
    List<ShownQuestion> shown(Hall hall) {
        return database.sql("select q.id, q.text, q.state, q.votes, " + NAME + " as name from " + QUESTIONS
                        + " where q.dialogue_id = ? and " + SHOWN
                        + " order by q.state = 'ASKED' desc, case when q.state = 'ASKED' then q.asked_at end desc, "
                        + (hall.terms().byVotes() ? "q.votes desc, " : "") + "q.position, q.id limit " + MOST_SHOWN)
                .param(Bytes16.of(hall.dialogue()))
                .query((row, index) -> new ShownQuestion(
                        new QuestionId(Bytes16.uuid(row, "id")),
                        row.getString("text"),
                        row.getString("name"),
                        row.getInt("votes"),
                        QuestionState.valueOf(row.getString("state")) == QuestionState.ASKED))
                .list();
    }

    /** The name that the guest wrote beside the question, where its part of the dialogue lets it be said; not what officers found out. */
    private static final String NAME =
            "case when q.guest_name = q.asker_name and " + ATTRIBUTION + " = 'ON_RECORD' then q.guest_name end";

    List<OwnQuestion> own(DialogueId dialogue, byte[] device) {
        return database.sql("select q.id, q.text, q.state, q.hidden from crm_question_device v"
                        + " join crm_question q on q.id = v.question_id where v.dialogue_id = ? and v.device = ?"
                        // As it may be shown: what officers keep to themselves is told nobody by a telephone.
                        + " and q.archived = 0 and q.chosen = 0 and q.readers_of is null order by v.asked_at desc, q.id desc limit "
                        + MOST_OWN)
                .params(Bytes16.of(dialogue), device)
                .query((row, index) -> new OwnQuestion(
                        new QuestionId(Bytes16.uuid(row, "id")),
                        row.getString("text"),
                        told(QuestionState.valueOf(row.getString("state")), row.getBoolean("hidden"))))
                .list();
    }

    private static OwnQuestion.State told(QuestionState state, boolean hidden) {
        return switch (state) {
            case RECEIVED -> OwnQuestion.State.WAITS;
            case APPROVED -> hidden ? OwnQuestion.State.WAITS : OwnQuestion.State.SHOWN;
            case MERGED -> OwnQuestion.State.SHOWN;
            case ASKED, ANSWERED, TAKEN_AWAY, ANSWERED_AFTER -> OwnQuestion.State.ASKED;
            case DECLINED -> OwnQuestion.State.NOT_TAKEN;
        };
    }

    Set<QuestionId> voted(DialogueId dialogue, byte[] device) {
        return marked("crm_question_vote", dialogue, device);
    }

    Set<QuestionId> reported(DialogueId dialogue, byte[] device) {
        return marked("crm_question_report", dialogue, device);
    }

    private Set<QuestionId> marked(String table, DialogueId dialogue, byte[] device) {
        return database
                .sql("select m.question_id from crm_question q join " + table
                        + " m on m.question_id = q.id and m.device = ? where q.dialogue_id = ?")
                .params(device, Bytes16.of(dialogue))
                .query((row, index) -> new QuestionId(Bytes16.uuid(row, "question_id")))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    // ---- what guests do
    // -------------------------------------------------------------------------------------------------------

    /** How many questions of the dialogue wait for somebody to look at them. */
    int waiting(DialogueId dialogue) {
        return number(
                "select count(*) from crm_question where dialogue_id = ? and state = 'RECEIVED' and archived = 0",
                Bytes16.of(dialogue));
    }

    /** How many of those came from there. */
    int waiting(DialogueId dialogue, String column, byte[] value) {
        return number(
                "select count(*) from crm_question_device v join crm_question q on q.id = v.question_id"
                        + " where v.dialogue_id = ? and v." + column
                        + " = ? and q.state = 'RECEIVED' and q.archived = 0",
                Bytes16.of(dialogue),
                value);
    }

    int askedBy(DialogueId dialogue, byte[] device) {
        return number(
                "select count(*) from crm_question_device where dialogue_id = ? and device = ?",
                Bytes16.of(dialogue),
                device);
    }

    private int number(String sql, Object... bound) {
        Integer number = database.sql(sql).params(bound).query(Integer.class).single();
        return number == null ? 0 : number;
    }

    void noteDevice(QuestionId question, DialogueId dialogue, byte[] device, byte[] address, Instant now) {
        database.sql("insert ignore into crm_question_device (question_id, dialogue_id, device, address, asked_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(Bytes16.of(question), Bytes16.of(dialogue), device, address, UtcTime.of(now))
                .update();
    }

    /** @param waiting only while it was not asked yet */
    boolean isShown(QuestionId question, DialogueId dialogue, boolean waiting) {
        return number(
                        "select count(*) from " + QUESTIONS + " where q.id = ? and q.dialogue_id = ? and " + SHOWN
                                + (waiting ? " and q.state = 'APPROVED'" : ""),
                        Bytes16.of(question),
                        Bytes16.of(dialogue))
                > 0;
    }

    /**
     * Notes a vote, or takes it back, and counts it in the row of the question, whose version stays: nobody who edits it is in the way of those who vote.
     *
     * @return whether anything changed
     */
    boolean vote(QuestionId question, byte[] device, boolean wanted) {
        int changed = wanted
                ? database.sql("insert ignore into crm_question_vote (question_id, device) values (?, ?)")
                        .params(Bytes16.of(question), device)
                        .update()
                : database.sql("delete from crm_question_vote where question_id = ? and device = ?")
                        .params(Bytes16.of(question), device)
                        .update();
        if (changed > 0) {
            database.sql("update crm_question set votes = votes + ? where id = ?")
                    .params(wanted ? 1 : -1, Bytes16.of(question))
                    .update();
        }
        return changed > 0;
    }

    boolean report(QuestionId question, byte[] device) {
        return database.sql(
                                "insert ignore into crm_question_report (question_id, device, settled) values (?, ?, false)")
                        .params(Bytes16.of(question), device)
                        .update()
                > 0;
    }

    Map<QuestionId, Integer> reports(DialogueId dialogue) {
        Map<QuestionId, Integer> reports = new HashMap<>();
        database.sql("select r.question_id, count(*) as number from crm_question q"
                        + " join crm_question_report r on r.question_id = q.id and r.settled = 0"
                        + " where q.dialogue_id = ? group by r.question_id")
                .param(Bytes16.of(dialogue))
                .query(row -> {
                    reports.put(new QuestionId(Bytes16.uuid(row, "question_id")), row.getInt("number"));
                });
        return reports;
    }

    boolean settleReports(QuestionId question, DialogueId dialogue) {
        return database.sql("update crm_question_report r join crm_question q on q.id = r.question_id set r.settled = 1"
                                + " where r.question_id = ? and q.dialogue_id = ? and r.settled = 0")
                        .params(Bytes16.of(question), Bytes16.of(dialogue))
                        .update()
                > 0;
    }

    /** Forgets which devices asked, voted and reported in dialogues that ended before; what they did is counted already. */
    void forgetDevices(Instant before) {
        for (String table : List.of("crm_question_vote", "crm_question_report", "crm_question_device")) {
            database.sql("delete m from " + table + " m join crm_question q on q.id = m.question_id"
                            + " join crm_dialogue d on d.id = q.dialogue_id where d.ends_at < ?")
                    .param(UtcTime.of(before))
                    .update();
        }
    }

    // ---- what changed
    // -------------------------------------------------------------------------------------------------------

    /** @return whether there is a hall */
    boolean raise(DialogueId dialogue) {
        return database.sql("update crm_question_hall set revision = revision + 1 where dialogue_id = ?")
                        .param(Bytes16.of(dialogue))
                        .update()
                > 0;
    }

    Map<DialogueId, Long> revisions(Collection<DialogueId> dialogues) {
        Map<DialogueId, Long> revisions = new HashMap<>();
        if (!dialogues.isEmpty()) {
            database.sql("select dialogue_id, revision from crm_question_hall where dialogue_id in ("
                            + ScopedQuery.marks(dialogues.size()) + ")")
                    .params(Bytes16.of(dialogues))
                    .query(row -> {
                        revisions.put(new DialogueId(Bytes16.uuid(row, "dialogue_id")), row.getLong("revision"));
                    });
        }
        return revisions;
    }
}
