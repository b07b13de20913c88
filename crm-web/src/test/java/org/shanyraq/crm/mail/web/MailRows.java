package org.shanyraq.crm.mail.web;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.running.RunningCrm;
import org.shanyraq.crm.shared.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fictional mails in the database of the application that the tests share, in states that need a mail server to come about. */
public final class MailRows {

    private MailRows() {}

    /** A mail of the mission {@code bxl}, of which no worker takes notice. */
    public static UUID mail(String address, MailState state, Sensitivity sensitivity) {
        return mail(RunningCrm.database(), address, "Ida <b>Sample</b>", state, sensitivity);
    }

    /** The same in another database. */
    public static UUID mail(
            JdbcClient database, String address, String name, MailState state, Sensitivity sensitivity) {
        UUID id = UUID.randomUUID();
        database.sql(
                        "insert into crm_mail (id, version, mission_id, created_at, changed_at, kind, subject_id, occurrence,"
                                + " recipient, address, name, sensitivity, language, state, reason, secret, attempt, failures,"
                                + " handing_over, handed_over_at, stopped, told_in_vain) select ?, 4, m.id, utc_timestamp(6), utc_timestamp(6),"
                                + " 'invitation', ?, uuid(), ?, ?, ?, ?, 'fr', ?, ?, ?, 1, 1, true, utc_timestamp(6), false, 0"
                                + " from crm_mission m where m.code = 'bxl'")
                .params(
                        bytes(id),
                        bytes(UUID.randomUUID()),
                        Sha256.of(address),
                        address,
                        name,
                        sensitivity.level(),
                        state.name(),
                        "crm.mail.reason.refused",
                        bytes(UUID.randomUUID()))
                .update();
        database.sql(
                        "insert into crm_mail_attempt (mail_id, number, started_at, ended_at, outcome, reply)"
                                + " values (?, 1, utc_timestamp(6), utc_timestamp(6), 'refused', '550 5.1.1 no such <i>mailbox</i>')")
                .param(bytes(id))
                .update();
        return id;
    }

    /** Notes that a notice of the mail came back, and that its address gets no more mails. */
    public static void cameBack(JdbcClient database, UUID mail, String said) {
        database.sql("insert into crm_mail_notice (id, notice, received_at, reason, mail_id, summary)"
                        + " values (?, ?, utc_timestamp(6), 'again', ?, ?)")
                .params(bytes(UUID.randomUUID()), Sha256.of(mail.toString()), bytes(mail), said)
                .update();
        database.sql(
                        "insert into crm_mail_suppression (id, mission_id, recipient, address, reason, remark, mail_id, sensitivity,"
                                + " created_at) select ?, mission_id, recipient, address, 'BOUNCED', ?, id, sensitivity, created_at"
                                + " from crm_mail where id = ?")
                .params(bytes(UUID.randomUUID()), said, bytes(mail))
                .update();
    }

    /** Gives the mail a token to unsubscribe by. */
    public static void token(UUID mail, String token) {
        RunningCrm.database()
                .sql("insert into crm_mail_unsubscription (token, mail_id) values (?, ?)")
                .params(Sha256.of("unsubscribe:" + token), bytes(mail))
                .update();
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
