package org.shanyraq.crm.mail.internal;

import java.util.List;
import org.shanyraq.crm.job.NightlyWork;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Forgets where mails went that ended long ago, and what was counted on days that are over. */
class MailRetention implements NightlyWork {

    private static final int AT_ONCE = 200;

    private final JdbcClient database;
    private final TransactionOperations transactions;
    private final MailProperties properties;

    MailRetention(JdbcClient database, TransactionOperations transactions, MailProperties properties) {
        this.database = database;
        this.transactions = transactions;
        this.properties = properties;
    }

    @Override
    public String kind() {
        return "mail-retention";
    }

    @Override
    public void run() {
        database.sql("delete from crm_mail_day where day < utc_date()").update();
        while (some() == AT_ONCE) {
            // Each stretch is a transaction of its own.
        }
        database.sql("delete from crm_mail_notice where mail_id is null and received_at < " + longAgo())
                .param(-MailQueue.micros(properties.keep()))
                .update();
    }

    private int some() {
        Integer forgotten = transactions.execute(status -> {
            // Whoever has not been told yet still has to be told of whom.
            List<byte[]> old = database.sql("select id from crm_mail where ended_at < " + longAgo()
                            + " and tell_at is null limit " + AT_ONCE + " for update skip locked")
                    .param(-MailQueue.micros(properties.keep()))
                    .query((row, index) -> row.getBytes("id"))
                    .list();
            old.forEach(id -> MailOutbox.forget(database, id));
            return old.size();
        });
        return forgotten == null ? 0 : forgotten;
    }

    private static String longAgo() {
        return MailQueue.in();
    }
}
