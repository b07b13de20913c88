package org.shanyraq.crm.mail.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells owners what became of their mails, until they took note of it. */
class ToldOwners {

    private static final Logger LOG = LoggerFactory.getLogger(ToldOwners.class);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final int MOST_DOUBLED = 10;
    private static final int AT_ONCE = 50;

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final MailOwners owners;

    ToldOwners(JdbcClient database, PlatformTransactionManager manager, MailOwners owners) {
        this.database = database;
        this.transactions = new TransactionTemplate(manager);
        this.owners = owners;
    }

    /** An end of which the owner does not know yet. */
    private record Untold(
            Mail mail,
            long version,
            MailState state,
            @Nullable String reason,
            int inVain) {

        static Untold read(ResultSet row) throws SQLException {
            return new Untold(
                    MailQueue.told(row),
                    row.getLong("version"),
                    MailState.valueOf(row.getString("state")),
                    row.getString("reason"),
                    row.getInt("told_in_vain"));
        }
    }

    /** Tells of the ends that are due to be told. Returns how many there were. */
    int tell() {
        List<String> kinds = owners.kinds();
        if (kinds.isEmpty()) {
            return 0;
        }
        // Ends of other kinds are left to instances that know those, or to the day on which their feature is on again.
        List<byte[]> due = database.sql("select id from crm_mail where tell_at <= " + MailQueue.NOW + " and kind in ("
                        + ScopedQuery.marks(kinds.size()) + ") order by tell_at limit " + AT_ONCE)
                .params(kinds)
                .query((row, index) -> row.getBytes("id"))
                .list();
        due.forEach(this::tell);
        return due.size();
    }

    private void tell(byte[] id) {
        try {
            transactions.executeWithoutResult(status -> locked(id).ifPresent(this::told));
        } catch (RuntimeException | Error failure) {
            Grave.rethrow(failure);
            LOG.error("the owner of mail {} took no note of its end", Bytes16.uuid(id), failure);
            transactions.executeWithoutResult(status -> locked(id)
                    .ifPresent(untold ->
                            later(untold, FIRST_RETRY.multipliedBy(1L << Math.min(untold.inVain(), MOST_DOUBLED)))));
        }
    }

    private Optional<Untold> locked(byte[] id) {
        return database.sql("select * from crm_mail where id = ? and tell_at <= " + MailQueue.NOW
                        + " and address is not null for update skip locked")
                .param(id)
                .query((row, index) -> Untold.read(row))
                .optional();
    }

    private void told(Untold untold) {
        MailOwner owner = owners.of(untold.mail()).orElseThrow();
        owners.ask(owner, untold.mail(), asked -> {
            asked.ended(untold.mail(), untold.state(), untold.reason());
            return Boolean.TRUE;
        });
        database.sql("update crm_mail set tell_at = null, told_in_vain = 0 where id = ? and version = ?")
                .params(Bytes16.of(untold.mail().id()), untold.version())
                .update();
    }

    private void later(Untold untold, Duration pause) {
        database.sql("update crm_mail set tell_at = " + MailQueue.in()
                        + ", told_in_vain = told_in_vain + 1 where id = ? and version = ?")
                .params(MailQueue.micros(pause), Bytes16.of(untold.mail().id()), untold.version())
                .update();
    }
}
