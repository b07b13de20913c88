package org.shanyraq.crm.capture.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.capture.CaptureChoice;
import org.shanyraq.crm.capture.CaptureDraft;
import org.shanyraq.crm.capture.CaptureId;
import org.shanyraq.crm.capture.Captured;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was made of lines, and lines that are not finished. */
class CaptureTable {

    private static final String NOBODY = "-";

    private final JdbcClient database;

    CaptureTable(JdbcClient database) {
        this.database = database;
    }

    /** A record that a line made, in the version that it had then. */
    record Made(RecordRef record, long version) {}

    /**
     * What a line made.
     *
     * @param said {@link #said} of it
     * @param undone whether it was taken back
     */
    record Saved(Captured captured, String said, boolean undone) {}

    /** Tells lines with what was chosen in them apart. */
    static String said(String line, List<CaptureChoice> choices) {
        return Sha256.hex(line.strip() + "\n" + text(choices));
    }

    /**
     * What the officer's line with that token made.
     *
     * @param latest whether what others wrote since the transaction began counts
     */
    Optional<Saved> find(OfficerId officer, UUID token, boolean latest) {
        return database.sql(
                        "select id, interaction_id, people, follow_ups, commitments, said, undone_at from crm_capture"
                                + " where officer_id = ? and token = ?" + (latest ? " for update" : ""))
                .params(Bytes16.of(officer), Bytes16.of(token))
                .query((row, index) -> new Saved(
                        new Captured(
                                new CaptureId(Bytes16.uuid(row, "id")),
                                new InteractionId(Bytes16.uuid(row, "interaction_id")),
                                row.getInt("people"),
                                row.getInt("follow_ups"),
                                row.getInt("commitments")),
                        row.getString("said"),
                        row.getObject("undone_at") != null))
                .optional();
    }

    /** @return false when the token was used already; whoever uses it at the same time is waited for */
    boolean begin(CaptureId id, OfficerId officer, UUID token, String said, MissionId mission, Instant now) {
        try {
            database.sql(
                            "insert into crm_capture (id, officer_id, token, said, mission_id, people, follow_ups, commitments, made_at)"
                                    + " values (?, ?, ?, ?, ?, 0, 0, 0, ?)")
                    .params(
                            Bytes16.of(id),
                            Bytes16.of(officer),
                            Bytes16.of(token),
                            said,
                            Bytes16.of(mission),
                            UtcTime.of(now))
                    .update();
            return true;
        } catch (DuplicateKeyException there) {
            return false;
        }
    }

    void end(Captured made, List<Made> records) {
        database.sql(
                        "update crm_capture set interaction_id = ?, people = ?, follow_ups = ?, commitments = ? where id = ?")
                .params(
                        Bytes16.of(made.interaction()),
                        made.people(),
                        made.followUps(),
                        made.commitments(),
                        Bytes16.of(made.id()))
                .update();
        for (int i = 0; i < records.size(); i++) {
            Made one = records.get(i);
            database.sql(
                            "insert into crm_capture_record (capture_id, position, kind, record_id, version) values (?, ?, ?, ?, ?)")
                    .params(
                            Bytes16.of(made.id()),
                            i,
                            one.record().kind(),
                            Bytes16.of(one.record().id()),
                            one.version())
                    .update();
        }
    }

    /** Whether it was undone, if it is the officer's; nobody else undoes it meanwhile. */
    Optional<Boolean> undone(CaptureId id, OfficerId officer) {
        return database.sql("select undone_at from crm_capture where id = ? and officer_id = ? for update")
                .params(Bytes16.of(id), Bytes16.of(officer))
                .query((row, index) -> row.getObject(1) != null)
                .optional();
    }

    List<Made> records(CaptureId id) {
        return database.sql(
                        "select kind, record_id, version from crm_capture_record where capture_id = ? order by position")
                .param(Bytes16.of(id))
                .query((row, index) -> new Made(
                        new RecordRef(row.getString("kind"), Bytes16.uuid(row, "record_id")), row.getLong("version")))
                .list();
    }

    /** Whether anything but what that line made has to do with the contact by now, whoever may see it. */
    boolean isUsedElsewhere(CaptureId id, UUID contact) {
        String here = " not in (select m.record_id from crm_capture_record m where m.capture_id = ?)";
        return database.sql(
                        "select exists (select 1 from crm_interaction_participant p where p.contact_id = ? and p.interaction_id"
                                + here
                                + ") or exists (select 1 from crm_follow_up_link l where l.contact_id = ? and l.follow_up_id"
                                + here
                                + ") or exists (select 1 from crm_commitment_link l where l.contact_id = ? and l.commitment_id"
                                + here
                                + ")")
                .params(
                        Bytes16.of(contact),
                        Bytes16.of(id),
                        Bytes16.of(contact),
                        Bytes16.of(id),
                        Bytes16.of(contact),
                        Bytes16.of(id))
                .query(Boolean.class)
                .single();
    }

    void markUndone(CaptureId id, Instant now) {
        database.sql("update crm_capture set undone_at = ? where id = ?")
                .params(UtcTime.of(now), Bytes16.of(id))
                .update();
    }

    @Nullable
    CaptureDraft draft(OfficerId officer, Instant since) {
        return database.sql("select line, choices from crm_capture_draft where officer_id = ? and changed_at >= ?")
                .params(Bytes16.of(officer), UtcTime.of(since))
                .query((row, index) -> new CaptureDraft(row.getString("line"), choices(row.getString("choices"))))
                .optional()
                .orElse(null);
    }

    private static List<CaptureChoice> choices(String text) {
        return text.lines()
                .map(line -> line.split(" ", 3))
                .map(parts -> new CaptureChoice(
                        parts[2], parts[0].equals(NOBODY) ? null : new RecordRef(parts[0], UUID.fromString(parts[1]))))
                .toList();
    }

    private static String text(List<CaptureChoice> choices) {
        return choices.stream()
                .map(choice -> {
                    RecordRef record = choice.record();
                    return (record == null ? NOBODY + " -" : record.kind() + " " + record.id()) + " "
                            + choice.name().replaceAll("\\s+", " ");
                })
                .collect(Collectors.joining("\n"));
    }

    void keepDraft(OfficerId officer, CaptureDraft draft, boolean handedOver, Instant now) {
        database.sql(
                        "insert into crm_capture_draft (officer_id, line, choices, handed_over, changed_at) values (?, ?, ?, ?, ?)"
                                + " on duplicate key update line = values(line), choices = values(choices),"
                                + " handed_over = values(handed_over), changed_at = values(changed_at)")
                .params(Bytes16.of(officer), draft.line(), text(draft.choices()), handedOver, UtcTime.of(now))
                .update();
    }

    /** Forgets the officer's line if a form took it over. */
    void forgetHandedOver(OfficerId officer) {
        database.sql("delete from crm_capture_draft where officer_id = ? and handed_over = 1")
                .param(Bytes16.of(officer))
                .update();
    }

    /** Forgets the officer's, and those of others that are older than that. */
    void forgetDrafts(OfficerId officer, Instant before) {
        database.sql("delete from crm_capture_draft where officer_id = ?")
                .param(Bytes16.of(officer))
                .update();
        database.sql("delete from crm_capture_draft where changed_at < ? limit 100")
                .param(UtcTime.of(before))
                .update();
    }
}
