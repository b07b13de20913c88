package org.shanyraq.crm.mail.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of mails as those see them who send. Each act is one short transaction; all times are the database's, so that instances whose
 * clocks differ agree. Whoever is not the present claimant of a mail changes nothing.
 */
class MailQueue {

    static final String NOW = "utc_timestamp(6)";

    /** Belongs to nobody (RFC 2606). */
    private static final MailAddress UNREADABLE = MailAddress.of("unreadable@address.invalid");

    private static final int REPLY = 500;
    private static final int SWEEP = 100;

    private final JdbcClient database;
    private final TransactionTemplate transactions;

    MailQueue(JdbcClient database, PlatformTransactionManager manager) {
        this.database = database;
        this.transactions = new TransactionTemplate(manager);
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        // Without locks on gaps: putting mails in waits for nobody who claims some.
        this.transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /** When a span has passed from now; binds one value, see {@link #micros}. */
    static String in() {
        return "timestampadd(microsecond, ?, " + NOW + ")";
    }

    static long micros(Duration span) {
        return span.toNanos() / 1_000;
    }

    // ---- claiming

    /** The mail that is due longest, which this worker has for as long as the lease lasts. */
    Optional<ClaimedMail> claim(UUID worker, Duration lease) {
        return again(() -> {
            for (Optional<byte[]> due = due(); due.isPresent(); due = due()) {
                byte[] id = due.get();
                take(id, worker, lease);
                try {
                    return claimed(id);
                } catch (InvalidInputException | IllegalArgumentException unreadable) {
                    // Kept by another version, which knew less of addresses, or more of other things: it must not stand
                    // before all others for ever.
                    fail(id);
                }
            }
            return Optional.empty();
        });
    }

    private void take(byte[] id, UUID worker, Duration lease) {
        database.sql("update crm_mail set state = 'SENDING', due_at = null, reason = null,"
                        + " attempt = attempt + 1, worker = ?, claimed_at = " + NOW + ", lease_until = " + in()
                        + ", handing_over = false, stopped = false, version = version + 1, changed_at = " + NOW
                        + " where id = ?")
                .params(Bytes16.of(worker), micros(lease), id)
                .update();
    }

    /** Ends a mail that cannot be read, and has its owner told, so that somebody sees it. */
    private void fail(byte[] id) {
        database.sql("update crm_mail set state = 'FAILED', reason = 'crm.mail.reason.unreadable', lease_until = null,"
                        + " ended_at = " + NOW + ", tell_at = " + NOW + ", told_in_vain = 0 where id = ?")
                .param(id)
                .update();
        database.sql("insert into crm_mail_attempt (mail_id, number, started_at, ended_at, outcome)"
                        + " select id, attempt, claimed_at, " + NOW + ", 'unreadable' from crm_mail where id = ?")
                .param(id)
                .update();
    }

    /** The id of the mail that is due longest and nobody else is at; none while sending is paused. */
    private Optional<byte[]> due() {
        return isPaused()
                ? Optional.empty()
                : database.sql(DUE).query((row, index) -> row.getBytes("id")).optional();
    }

    /** What a claim begins with; walks nothing but mails that are due. */
    static final String DUE =
            "select id from crm_mail where due_at <= " + NOW + " order by due_at limit 1 for update skip locked";

    private Optional<ClaimedMail> claimed(byte[] id) {
        return database.sql("select * from crm_mail where id = ?")
                .param(id)
                .query((row, index) -> new ClaimedMail(
                        mail(row),
                        row.getInt("failures"),
                        row.getInt("unwritten"),
                        row.getBytes("secret"),
                        row.getBoolean("stopped"),
                        row.getBoolean("trial")))
                .optional();
    }

    /** @throws SQLException also when the address was forgotten */
    static Mail mail(ResultSet row) throws SQLException {
        String address = row.getString("address");
        if (address == null) {
            throw new SQLException("the address of this mail was forgotten");
        }
        return new Mail(
                new MailId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getString("kind"),
                Bytes16.uuid(row, "subject_id"),
                row.getString("occurrence"),
                new MailAddress(address, row.getString("name")),
                Sensitivity.ofLevel(row.getInt("sensitivity")),
                row.getString("language"),
                row.getInt("attempt"));
    }

    /** The mail as its owner is told of it, who knows it by its id: of an address that is none a stand-in takes the place. */
    static Mail told(ResultSet row) throws SQLException {
        try {
            return mail(row);
        } catch (InvalidInputException unreadable) {
            return new Mail(
                    new MailId(Bytes16.uuid(row, "id")),
                    new MissionId(Bytes16.uuid(row, "mission_id")),
                    row.getString("kind"),
                    Bytes16.uuid(row, "subject_id"),
                    row.getString("occurrence"),
                    UNREADABLE,
                    Sensitivity.ofLevel(row.getInt("sensitivity")),
                    row.getString("language"),
                    row.getInt("attempt"));
        }
    }

    // ---- handing over

    /** What is decided at the last moment before a server could take a mail over. */
    enum Handing {
        GO,
        /** Somebody else is at it, or its owner took it back. */
        NOT_ANY_MORE,
        /** Its recipient has got as many mails today as one gets. */
        ENOUGH_TODAY
    }

    /**
     * Notes that from now on the server of ours may have the mail.
     *
     * @param token hash of the token to unsubscribe by, when the mail holds one
     * @param most so many mails of its mission go to its recipient on one day
     */
    Handing handOver(ClaimedMail claimed, UUID worker, Duration lease, byte @Nullable [] token, int most) {
        try {
            return again(() -> marked(claimed, worker, lease, token, most));
        } catch (EnoughToday enough) {
            return Handing.ENOUGH_TODAY;
        }
    }

    private Handing marked(ClaimedMail claimed, UUID worker, Duration lease, byte @Nullable [] token, int most) {
        Mail mail = claimed.mail();
        int marked = database.sql("update crm_mail set handing_over = true, handed_over_at = " + NOW
                        + ", lease_until = " + in() + " where id = ? and worker = ? and attempt = ?"
                        + " and state = 'SENDING' and stopped = 0 and address is not null and lease_until > " + NOW)
                .params(micros(lease), Bytes16.of(mail.id()), Bytes16.of(worker), mail.attempt())
                .update();
        if (marked == 0) {
            return Handing.NOT_ANY_MORE;
        }
        if (!claimed.trial() && countToday(mail) > most) {
            throw new EnoughToday();
        }
        if (token != null) {
            database.sql("insert into crm_mail_unsubscription (token, mail_id) values (?, ?)")
                    .params(token, Bytes16.of(mail.id()))
                    .update();
        }
        return Handing.GO;
    }

    private int countToday(Mail mail) {
        byte[] mission = Bytes16.of(mail.mission());
        byte[] recipient = Recipients.key(mail.to());
        database.sql("insert into crm_mail_day (day, mission_id, recipient, mails) values (utc_date(), ?, ?, 1)"
                        + " on duplicate key update mails = mails + 1")
                .params(mission, recipient)
                .update();
        return today(mail);
    }

    /** How many mails of its mission its recipient has got today. */
    int today(Mail mail) {
        return database.sql(
                        "select mails from crm_mail_day where day = utc_date() and mission_id = ? and recipient = ?")
                .params(Bytes16.of(mail.mission()), Recipients.key(mail.to()))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Takes the mark back with all that came with it. */
    private static final class EnoughToday extends RuntimeException {

        EnoughToday() {
            super("enough mails for one day", null, false, false);
        }
    }

    // ---- finishing

    /** Ends an attempt together with the mail. False when somebody else decided on it meanwhile. */
    boolean end(ClaimedMail claimed, UUID worker, MailState state, @Nullable String reason, Reply reply) {
        return again(() -> {
            boolean done = ended(claimed, worker, state, reason);
            note(claimed, worker, done ? reply : new Reply("late", reply.text()));
            return done;
        });
    }

    private boolean ended(ClaimedMail claimed, UUID worker, MailState state, @Nullable String reason) {
        // A server that answers after the lease has ended still tells what became of the mail.
        String from = state == MailState.SENT ? "state in ('SENDING', 'UNCERTAIN')" : "state = 'SENDING'";
        MailState to = state;
        if (state != MailState.SENT && state != MailState.UNCERTAIN) {
            giveBackToday(claimed, worker);
            if (isStopped(claimed)) {
                to = MailState.WITHDRAWN;
            }
        }
        return database.sql("update crm_mail set state = ?, reason = ?, due_at = null, lease_until = null, ended_at = "
                                + NOW + ", tell_at = if(address is null, null, " + NOW + "), told_in_vain = 0,"
                                + " version = version + 1, changed_at = " + NOW
                                + " where id = ? and worker = ? and attempt = ? and " + from)
                        .params(Values.of(
                                to.name(),
                                to == state ? reason : "crm.mail.reason.withdrawn",
                                Bytes16.of(claimed.mail().id()),
                                Bytes16.of(worker),
                                claimed.mail().attempt()))
                        .update()
                > 0;
    }

    /** A mail that was marked and refused then is none that its recipient has got that day. */
    private void giveBackToday(ClaimedMail claimed, UUID worker) {
        Mail mail = claimed.mail();
        database.sql(
                        "update crm_mail_day d join crm_mail m on d.day = date(m.handed_over_at) and d.mission_id = m.mission_id"
                                + " set d.mails = d.mails - 1 where m.id = ? and m.worker = ? and m.attempt = ? and m.state = 'SENDING'"
                                + " and m.handing_over <> 0 and m.trial = 0 and d.recipient = ? and d.mails > 0")
                .params(Bytes16.of(mail.id()), Bytes16.of(worker), mail.attempt(), Recipients.key(mail.to()))
                .update();
    }

    private boolean isStopped(ClaimedMail claimed) {
        return database.sql("select stopped from crm_mail where id = ? for update")
                .param(Bytes16.of(claimed.mail().id()))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** As what an attempt that came to nothing counts: each sort has its own bound, after which the mail is given up. */
    enum Counted {
        /** The mail is as good as before. */
        NOT(""),
        /** A server did not take it. */
        REFUSED(", failures = failures + 1, failing_since = coalesce(failing_since, " + NOW + ")"),
        /** Its owner could not write it. */
        UNWRITTEN(", unwritten = unwritten + 1");

        private final String sql;

        Counted(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Ends an attempt and has the mail tried again later.
     *
     * @param counted as what it counts
     */
    void postpone(ClaimedMail claimed, UUID worker, Duration pause, Counted counted, String reason, Reply reply) {
        again(() -> {
            giveBackToday(claimed, worker);
            if (isStopped(claimed)) {
                ended(claimed, worker, MailState.WITHDRAWN, "crm.mail.reason.withdrawn");
            } else {
                database.sql("update crm_mail set state = 'WAITING', reason = ?, due_at = " + in()
                                + ", lease_until = null, handing_over = false, version = version + 1, changed_at = "
                                + NOW
                                + counted.sql
                                + " where id = ? and worker = ? and attempt = ? and state = 'SENDING'")
                        .params(
                                reason,
                                micros(pause),
                                Bytes16.of(claimed.mail().id()),
                                Bytes16.of(worker),
                                claimed.mail().attempt())
                        .update();
            }
            note(claimed, worker, reply);
            return true;
        });
    }

    /** Has the mail tried again on the next day of the database. */
    void postponeToTomorrow(ClaimedMail claimed, UUID worker) {
        Long left = database.sql("select timestampdiff(second, " + NOW + ", timestampadd(day, 1, utc_date()))")
                .query(Long.class)
                .single();
        postpone(
                claimed,
                worker,
                Duration.ofSeconds(left == null ? 1 : left + 1),
                Counted.NOT,
                "crm.mail.reason.enough-today",
                new Reply("enough-today", null));
    }

    /** Whether it fails for so long already. */
    boolean failsSince(ClaimedMail claimed, Duration span) {
        return database.sql(
                                "select count(*) from crm_mail where id = ? and failing_since < timestampadd(microsecond, ?, "
                                        + NOW + ")")
                        .params(Bytes16.of(claimed.mail().id()), -micros(span))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * What a server said.
     *
     * @param outcome kebab-case word
     */
    record Reply(String outcome, @Nullable String text) {

        Reply {
            if (text != null) {
                String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
                text = line.length() > REPLY ? line.substring(0, REPLY) : line;
            }
        }
    }

    private void note(ClaimedMail claimed, UUID worker, Reply reply) {
        database.sql("insert into crm_mail_attempt (mail_id, number, started_at, ended_at, outcome, reply)"
                        + " select id, ?, coalesce(claimed_at, " + NOW + "), " + NOW
                        + ", ?, if(address is null, null, ?) from crm_mail where id = ?")
                .params(Values.of(
                        claimed.mail().attempt(),
                        reply.outcome(),
                        reply.text(),
                        Bytes16.of(claimed.mail().id())))
                .update();
    }

    // ---- what others left behind

    /** Looks after attempts whose lease has ended: before the mark they are made again, after it nobody knows. */
    int sweep() {
        return again(() -> {
            List<byte[]> lost = database.sql("select id from crm_mail where lease_until < " + NOW
                            + " order by lease_until limit " + SWEEP + " for update skip locked")
                    .query((row, index) -> row.getBytes("id"))
                    .list();
            for (byte[] id : lost) {
                database.sql("insert into crm_mail_attempt (mail_id, number, started_at, ended_at, outcome)"
                                + " select id, attempt, claimed_at, " + NOW
                                + ", if(handing_over, 'uncertain', 'lost') from crm_mail where id = ?")
                        .param(id)
                        .update();
                // From left to right: what is set first is what the later ones see.
                database.sql("update crm_mail set reason = case when handing_over then 'crm.mail.reason.broken-off'"
                                + " when stopped then 'crm.mail.reason.withdrawn' else null end,"
                                + " due_at = if(handing_over or stopped, null, " + NOW + "),"
                                + " ended_at = if(handing_over or stopped, " + NOW + ", null),"
                                + " tell_at = if((handing_over or stopped) and address is not null, " + NOW
                                + ", null), told_in_vain = 0,"
                                + " state = case when handing_over then 'UNCERTAIN' when stopped then 'WITHDRAWN'"
                                + " else 'WAITING' end,"
                                + " lease_until = null, version = version + 1, changed_at = " + NOW + " where id = ?")
                        .param(id)
                        .update();
            }
            return lost.size();
        });
    }

    // ---- the pause of all sending

    private boolean isPaused() {
        return database.sql("select count(*) from crm_mail_pause where id = 1 and until > " + NOW)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Pauses all sending, each time twice as long as before, unless it is paused already.
     *
     * @param first how long the first pause is
     * @param longest no pause is longer
     */
    void pause(String reason, @Nullable String detail, Duration first, Duration longest) {
        again(() -> {
            database.sql("insert into crm_mail_pause (id, failures, since, until, reason, detail) values (1, 0, " + NOW
                            + ", null, ?, ?) on duplicate key update id = id")
                    .params(Values.of(reason, detail))
                    .update();
            return database.sql("update crm_mail_pause set reason = ?, detail = ?,"
                            + " since = if(failures = 0, " + NOW + ", since),"
                            + " until = timestampadd(microsecond, least(? * pow(2, failures), ?), " + NOW + "),"
                            + " failures = least(failures + 1, 20) where id = 1 and (until is null or until <= " + NOW
                            + ")")
                    .params(Values.of(reason, new Reply("", detail).text(), micros(first), micros(longest)))
                    .update();
        });
    }

    /** The server takes mails again. */
    void goOn() {
        again(() -> database.sql("update crm_mail_pause set failures = 0, until = null, reason = null, detail = null"
                        + " where id = 1 and failures > 0")
                .update());
    }

    // ---- turns

    /** Whether it is this instance's turn to do what one of them does once in a while; not again for as long as told. */
    boolean takeTurn(String name, Duration most) {
        return again(() -> {
            database.sql("insert into crm_mail_turn (name, next_at) values (?, " + NOW
                            + ") on duplicate key update name = name")
                    .param(name)
                    .update();
            return database.sql("update crm_mail_turn set next_at = " + in() + " where name = ? and next_at <= " + NOW)
                            .params(micros(most), name)
                            .update()
                    > 0;
        });
    }

    void endTurn(String name, Duration pause) {
        again(() -> database.sql("update crm_mail_turn set next_at = " + in() + " where name = ?")
                .params(micros(pause), name)
                .update());
    }

    private <T> T again(Supplier<T> work) {
        return Contention.again(() -> {
            T done = transactions.execute(status -> work.get());
            if (done == null) {
                throw new IllegalStateException("nothing came of it");
            }
            return done;
        });
    }
}
