package org.shanyraq.crm.mail.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Transactional(propagation = Propagation.MANDATORY)
class MailOutbox implements Outbox {

    private static final int AT_ONCE = 100;
    private static final int MOST_ASKED = 500;
    private static final int SECRET = 16;
    private static final int KEY = 32;
    private static final String ROW = "(?, 0, ?, " + MailQueue.NOW + ", " + MailQueue.NOW
            + ", ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, ?, greatest(coalesce(?, " + MailQueue.NOW + "), " + MailQueue.NOW
            + "), 0, 0, false, false, 0)";

    private static final Comparator<MailDraft> UNIQUE = Comparator.comparing(
                    (MailDraft draft) -> Bytes16.of(draft.mission()), Arrays::compareUnsigned)
            .thenComparing(MailDraft::kind)
            .thenComparing(draft -> Bytes16.of(draft.subject()), Arrays::compareUnsigned)
            .thenComparing(draft -> Recipients.key(draft.to()), Arrays::compareUnsigned)
            .thenComparing(MailDraft::occurrence);

    private final JdbcClient database;
    private final MailProperties properties;
    private final Runnable wake;

    /** @param wake tells the workers that there is something to do */
    MailOutbox(JdbcClient database, MailProperties properties, Runnable wake) {
        this.database = database;
        this.properties = properties;
        this.wake = wake;
    }

    @Override
    public int put(List<MailDraft> drafts) {
        // In the order of the unique key: two who put the same in at once wait for each other and not each for a part
        // of the other.
        List<MailDraft> ordered = drafts.stream().sorted(UNIQUE).toList();
        int fresh = Portions.of(ordered, AT_ONCE).stream().mapToInt(this::some).sum();
        if (fresh > 0) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wake.run();
                }
            });
        }
        return fresh;
    }

    private int some(List<MailDraft> drafts) {
        List<byte[]> ids = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (MailDraft draft : drafts) {
            byte[] id = Bytes16.of(Ids.next());
            ids.add(id);
            values.add(id);
            values.add(Bytes16.of(draft.mission()));
            values.add(draft.kind());
            values.add(Bytes16.of(draft.subject()));
            values.add(draft.occurrence());
            values.add(Recipients.key(draft.to()));
            values.add(draft.to().address());
            values.add(draft.to().name());
            values.add(draft.sensitivity().level());
            values.add(draft.language());
            values.add(SecretTokens.bytes(SECRET));
            values.add(draft.trial());
            values.add(draft.notBefore() == null ? null : UtcTime.of(draft.notBefore()));
        }
        database.sql(
                        "insert into crm_mail (id, version, mission_id, created_at, changed_at, kind, subject_id, occurrence,"
                                + " recipient, address, name, sensitivity, language, state, secret, trial, due_at, attempt, failures,"
                                + " handing_over, stopped, told_in_vain) values "
                                + String.join(", ", Collections.nCopies(drafts.size(), ROW))
                                + " on duplicate key update crm_mail.id = crm_mail.id")
                .params(values)
                .update();
        Integer fresh = database.sql(
                        "select count(*) from crm_mail where id in (" + ScopedQuery.marks(ids.size()) + ")")
                .params(ids)
                .query(Integer.class)
                .single();
        return fresh == null ? 0 : fresh;
    }

    @Override
    public int withdraw(String kind, UUID subject) {
        byte[] id = Bytes16.of(subject);
        int ended = database.sql("update crm_mail set state = 'WITHDRAWN', reason = 'crm.mail.reason.withdrawn',"
                        + " due_at = null, ended_at = " + MailQueue.NOW + ", tell_at = " + MailQueue.NOW
                        + ", told_in_vain = 0, version = version + 1, changed_at = " + MailQueue.NOW
                        + " where subject_id = ? and kind = ? and state = 'WAITING'")
                .params(id, kind)
                .update();
        int stopping = database.sql("update crm_mail set stopped = true where subject_id = ? and kind = ?"
                        + " and state = 'SENDING' and handing_over = 0")
                .params(id, kind)
                .update();
        // Whoever has just been handed over may come back for another try: not to be sent again then.
        database.sql("update crm_mail set stopped = true where subject_id = ? and kind = ?"
                        + " and state = 'SENDING' and handing_over <> 0")
                .params(id, kind)
                .update();
        return ended + stopping;
    }

    @Override
    public Set<UUID> withdraw(MissionId mission, String kind, Collection<UUID> subjects, String occurrence) {
        Set<UUID> ended = new HashSet<>();
        for (List<UUID> some : Portions.of(List.copyOf(subjects), MOST_ASKED)) {
            List<Object> which = new ArrayList<>(List.of(Bytes16.of(mission), kind, occurrence));
            some.forEach(subject -> which.add(Bytes16.of(subject)));
            String where = " where mission_id = ? and kind = ? and occurrence = ? and subject_id in ("
                    + ScopedQuery.marks(some.size())
                    // Who is just being handed over is stopped too, should a try be made again.
                    + ") and state in ('WAITING', 'SENDING')";
            database.sql("select subject_id from crm_mail" + where + " and handing_over = 0 for update")
                    .params(which)
                    .query((row, index) -> Bytes16.uuid(row, "subject_id"))
                    .list()
                    .forEach(ended::add);
            // From left to right: what is set first is what the later ones see.
            database.sql("update crm_mail set stopped = true,"
                            + " reason = if(state = 'WAITING', 'crm.mail.reason.withdrawn', reason),"
                            + " due_at = if(state = 'WAITING', null, due_at),"
                            + " ended_at = if(state = 'WAITING', " + MailQueue.NOW + ", ended_at),"
                            + " tell_at = if(state = 'WAITING', " + MailQueue.NOW + ", tell_at), told_in_vain = 0,"
                            + " changed_at = " + MailQueue.NOW + ", version = version + 1,"
                            + " state = if(state = 'WAITING', 'WITHDRAWN', state)" + where)
                    .params(which)
                    .update();
        }
        return ended;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, Bar> barred(MissionId mission, Collection<MailAddress> addresses, boolean unsubscribable) {
        Map<String, String> keys = new HashMap<>();
        Map<String, Bar> barred = new HashMap<>();
        for (MailAddress address : addresses) {
            keys.put(HexFormat.of().formatHex(Recipients.key(address)), address.key());
            if (!properties.allows(address)) {
                barred.put(address.key(), Bar.OUTSIDE);
            }
        }
        for (List<String> some : Portions.of(List.copyOf(keys.keySet()), MOST_ASKED)) {
            List<Object> values = new ArrayList<>();
            values.add(Bytes16.of(mission));
            values.add(unsubscribable ? "" : SuppressionReason.UNSUBSCRIBED.name());
            some.forEach(key -> values.add(HexFormat.of().parseHex(key)));
            database.sql(
                            "select distinct recipient from crm_mail_suppression where mission_id = ? and reason <> ? and recipient in ("
                                    + ScopedQuery.marks(some.size()) + ")")
                    .params(values)
                    .query((row, index) -> HexFormat.of().formatHex(row.getBytes(1)))
                    .list()
                    .forEach(key -> barred.put(Objects.requireNonNull(keys.get(key)), Bar.SUPPRESSED));
        }
        return barred;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Set<String> busyToday(MissionId mission, Collection<MailAddress> addresses) {
        Map<String, String> keys = new HashMap<>();
        addresses.forEach(address -> keys.put(HexFormat.of().formatHex(Recipients.key(address)), address.key()));
        Set<String> busy = new HashSet<>();
        for (List<String> some : Portions.of(List.copyOf(keys.keySet()), MOST_ASKED)) {
            List<Object> values = new ArrayList<>();
            values.add(Bytes16.of(mission));
            values.add(properties.mostPerRecipientADay());
            some.forEach(key -> values.add(HexFormat.of().parseHex(key)));
            database.sql(
                            "select recipient from crm_mail_day where day = utc_date() and mission_id = ? and mails * 2 >= ?"
                                    + " and recipient in (" + ScopedQuery.marks(some.size()) + ")")
                    .params(values)
                    .query((row, index) -> HexFormat.of().formatHex(row.getBytes(1)))
                    .list()
                    .forEach(key -> busy.add(Objects.requireNonNull(keys.get(key))));
        }
        return busy;
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<MailAddress> sender() {
        return Optional.ofNullable(properties.from()).map(from -> new MailAddress(from, properties.fromName()));
    }

    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<MailAddress> organiser() {
        String address = properties.bounces().address();
        return address == null ? sender() : Optional.of(new MailAddress(address, properties.fromName()));
    }

    /** Takes all out of a mail that tells where it went, and out of what servers said of it. */
    static void forget(JdbcClient database, byte[] mail) {
        database.sql("update crm_mail set address = null, name = null, recipient = ?, tell_at = null,"
                        + " reason = if(state = 'WAITING', 'crm.mail.reason.withdrawn', reason), due_at = null,"
                        + " stopped = true, ended_at = null, changed_at = " + MailQueue.NOW
                        + ", version = version + 1, state = if(state = 'WAITING', 'WITHDRAWN', state) where id = ?")
                .params(SecretTokens.bytes(KEY), mail)
                .update();
        database.sql("update crm_mail_attempt set reply = null where mail_id = ?")
                .param(mail)
                .update();
        database.sql("update crm_mail_notice set summary = null where mail_id = ?")
                .param(mail)
                .update();
        database.sql("delete from crm_mail_unsubscription where mail_id = ?")
                .param(mail)
                .update();
    }
}
