package org.shanyraq.crm.mail.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.SuppressionId;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The addresses that get no mails of a mission, as those see them who send. */
class SuppressionList {

    private final JdbcClient database;

    SuppressionList(JdbcClient database) {
        this.database = database;
    }

    /** Why the recipient of a mail gets none of its mission. */
    Set<SuppressionReason> reasonsFor(Mail mail) {
        List<SuppressionReason> found = database.sql(
                        "select reason from crm_mail_suppression where mission_id = ? and recipient = ?")
                .params(Bytes16.of(mail.mission()), Recipients.key(mail.to()))
                .query((row, index) -> SuppressionReason.valueOf(row.getString("reason")))
                .list();
        return found.isEmpty() ? Set.of() : EnumSet.copyOf(found);
    }

    /** Who was said to get no mails, why, and by whom. */
    record Said(
            MissionId mission,
            byte[] recipient,
            @Nullable String address,
            SuppressionReason reason,
            @Nullable String remark,
            @Nullable String by,
            @Nullable MailId mail,
            Sensitivity sensitivity) {

        static Said of(MailAddress address, SuppressionReason reason, @Nullable String remark, Mail mail) {
            return new Said(
                    mail.mission(),
                    Recipients.key(address),
                    address.address(),
                    reason,
                    remark,
                    null,
                    mail.id(),
                    mail.sensitivity());
        }
    }

    /** Adds a reason. One that is there is left as it is. The id is that of the new row, if there is one. */
    Optional<SuppressionId> add(Said said) {
        SuppressionId id = new SuppressionId(Ids.next());
        database.sql(
                        "insert into crm_mail_suppression (id, mission_id, recipient, address, reason, remark, by_name, mail_id,"
                                + " sensitivity, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, " + MailQueue.NOW
                                + ") on duplicate key update id = id")
                .params(Values.of(
                        Bytes16.of(id),
                        Bytes16.of(said.mission()),
                        said.recipient(),
                        said.address(),
                        said.reason().name(),
                        said.remark(),
                        said.by(),
                        said.mail() == null ? null : Bytes16.of(said.mail()),
                        said.sensitivity().level()))
                .update();
        boolean fresh = database.sql("select count(*) from crm_mail_suppression where id = ?")
                        .param(Bytes16.of(id))
                        .query(Integer.class)
                        .single()
                > 0;
        return fresh ? Optional.of(id) : Optional.empty();
    }
}
