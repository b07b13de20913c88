package org.shanyraq.crm.mail.internal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes of a notice what it tells of a mail of ours, once, however often it is read. */
class NoticeDesk {

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final SuppressionList suppressions;

    NoticeDesk(JdbcClient database, PlatformTransactionManager manager, SuppressionList suppressions) {
        this.database = database;
        this.transactions = new TransactionTemplate(manager);
        this.suppressions = suppressions;
    }

    /** A notice as it came: {@code key} tells it from others, however often it is fetched. */
    record Arrived(byte[] key, Instant at) {}

    /** The mail that a notice names, locked. */
    private record Named(
            MailId id,
            MissionId mission,
            byte[] recipient,
            @Nullable String address,
            Sensitivity sensitivity,
            MailState state,
            int attempt) {}

    /** False when the mail is being sent at this moment: then the notice is to be read again later. */
    boolean take(Arrived arrived, Notice notice) {
        return Boolean.TRUE.equals(Contention.again(() -> transactions.execute(status -> taken(arrived, notice))));
    }

    private boolean taken(Arrived arrived, Notice notice) {
        Optional<Named> named = notice.mark() == null ? Optional.empty() : named(notice.mark());
        if (named.isEmpty()) {
            setAside(
                    arrived,
                    notice.kind() == Notice.Kind.UNDELIVERABLE
                            ? "unknown"
                            : notice.kind().code(),
                    null,
                    null);
            return true;
        }
        Named mail = named.get();
        if (mail.state() == MailState.SENDING) {
            return false;
        }
        // What servers say holds the address: not of one that was forgotten.
        String remark = mail.address() == null ? null : new MailQueue.Reply("", notice.summary()).text();
        switch (notice.kind()) {
            case UNDELIVERABLE -> undeliverable(arrived, mail, notice.noAddress(), remark);
            case COMPLAINT -> {
                suppress(mail, SuppressionReason.COMPLAINT, null);
                setAside(arrived, notice.kind().code(), mail.id(), null);
            }
            case DELAYED, DELIVERED, AUTOMATIC, OTHER ->
                setAside(arrived, notice.kind().code(), mail.id(), remark);
        }
        return true;
    }

    private Optional<Named> named(MessageMark mark) {
        return database.sql("select * from crm_mail where id = ? and secret = ? for update")
                .params(Bytes16.of(mark.mail()), mark.secret())
                .query((row, index) -> new Named(
                        mark.mail(),
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        row.getBytes("recipient"),
                        row.getString("address"),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        MailState.valueOf(row.getString("state")),
                        row.getInt("attempt")))
                .optional();
    }

    private void undeliverable(Arrived arrived, Named mail, boolean noAddress, @Nullable String remark) {
        if (noAddress) {
            suppress(mail, SuppressionReason.BOUNCED, remark);
        }
        if (mail.state() != MailState.SENT && mail.state() != MailState.UNCERTAIN) {
            // It bounced already, or is on its way again to somewhere: noted, and that is all.
            setAside(arrived, "again", mail.id(), remark);
            return;
        }
        database.sql(
                        "update crm_mail set state = 'BOUNCED', reason = 'crm.mail.reason.bounced', tell_at = if(address is null, null, "
                                + MailQueue.NOW + "), told_in_vain = 0, ended_at = " + MailQueue.NOW
                                + ", version = version + 1, changed_at = " + MailQueue.NOW + " where id = ?")
                .param(Bytes16.of(mail.id()))
                .update();
        database.sql(
                        "insert into crm_mail_attempt (mail_id, number, started_at, ended_at, outcome, reply) values (?, ?, ?, "
                                + MailQueue.NOW + ", 'bounced', ?)")
                .params(Values.of(
                        Bytes16.of(mail.id()),
                        mail.attempt(),
                        UtcTime.of(arrived.at()),
                        mail.address() == null ? null : remark))
                .update();
    }

    private void suppress(Named mail, SuppressionReason reason, @Nullable String remark) {
        if (mail.address() != null) {
            suppressions.add(new SuppressionList.Said(
                    mail.mission(),
                    mail.recipient(),
                    mail.address(),
                    reason,
                    remark,
                    null,
                    mail.id(),
                    mail.sensitivity()));
        }
    }

    /** Notes a notice that ended no mail; nothing of it when the mail is not known, since it may say anything about anybody. */
    void setAside(Arrived arrived, String reason, @Nullable MailId mail, @Nullable String summary) {
        database.sql("insert into crm_mail_notice (id, notice, received_at, reason, mail_id, summary)"
                        + " values (?, ?, ?, ?, ?, ?) on duplicate key update id = id")
                .params(Values.of(
                        Bytes16.of(Ids.next()),
                        arrived.key(),
                        UtcTime.of(arrived.at()),
                        reason,
                        mail == null ? null : Bytes16.of(mail),
                        mail == null ? null : summary))
                .update();
    }
}
