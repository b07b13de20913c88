package org.shanyraq.crm.audit.internal;

import jakarta.persistence.EntityManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.dao.support.PersistenceExceptionTranslator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;

/**
 * Collects the entries of a transaction and appends them to the chain of their mission as the last thing before the commit:
 * the lock on the head of the chain, which puts writers in a row, is held for no longer than that.
 */
class ChainedAuditTrail implements AuditTrail {

    private static final String INSERT = """
            insert into crm_audit_entry (mission_id, number, at, actor_id, actor_name, actor_kind, kind, record_id, within_id,
              sensitivity, action, cause, changes, previous, hash, about_id, readers_of)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final PersistenceExceptionTranslator TRANSLATOR = new HibernateJpaDialect();

    private static final int VERIFY_STRETCH = 1000;

    /** Looks of one officer at one record within this time are one look. */
    private static final Duration LOOK = Duration.ofMinutes(15);

    private final Access access;
    private final JdbcClient database;
    private final PresentSensitivities present;
    private final JdbcTemplate batches;
    private final EntityManager entities;
    private final Clock clock;

    /** The missions whose chain this instance has found begun, or begun itself. */
    private final Set<UUID> begun = ConcurrentHashMap.newKeySet();

    private static final ThreadLocal<@Nullable String> CAUSE = new ThreadLocal<>();

    ChainedAuditTrail(Access access, JdbcTemplate jdbc, EntityManager entities, Clock clock) {
        this.access = access;
        this.database = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.present = new PresentSensitivities(jdbc);
        this.entities = entities;
        this.clock = clock;
    }

    @Override
    public void record(AuditSubject subject, AuditAction action, @Nullable Record before, @Nullable Record after) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an audit entry belongs to the transaction of the change");
        }
        List<FieldChange> changes = Differences.between(before, after);
        if (changes.isEmpty() && action == AuditAction.CHANGED) {
            return;
        }
        pending().add(new Pending(subject, action, access.officer(), clock.instant(), CAUSE.get(), changes));
    }

    @Override
    public void viewed(AuditSubject subject) {
        Officer officer = access.officer();
        // What the system reads, for a mail or a page of a guest, nobody looks at.
        if (subject.sensitivity() != Sensitivity.CONFIDENTIAL || officer.kind() == Officer.Kind.SYSTEM) {
            return;
        }
        boolean noted = database.sql("""
                        select 1 from crm_audit_entry
                        where record_id = ? and action = ? and actor_id = ? and at > ? limit 1""")
                .params(
                        Bytes16.of(subject.id()),
                        AuditAction.VIEWED.name(),
                        Bytes16.of(officer.id()),
                        UtcTime.of(clock.instant().minus(LOOK)))
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!noted) {
            record(subject, AuditAction.VIEWED, null, null);
        }
    }

    @Override
    public <T> T causedBy(String text, Supplier<T> work) {
        String before = CAUSE.get();
        CAUSE.set(text);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CAUSE.remove();
            } else {
                CAUSE.set(before);
            }
        }
    }

    private List<Pending> pending() {
        Appending appending = (Appending) TransactionSynchronizationManager.getResource(this);
        if (appending == null) {
            appending = new Appending();
            TransactionSynchronizationManager.bindResource(this, appending);
            TransactionSynchronizationManager.registerSynchronization(appending);
        }
        return appending.entries;
    }

    private record Pending(
            AuditSubject subject,
            AuditAction action,
            Officer actor,
            Instant at,
            @Nullable String cause,
            List<FieldChange> changes) {}

    /** Appends at the end of the transaction. */
    private final class Appending implements TransactionSynchronization {

        private final List<Pending> entries = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            writeAggregates();
            Map<UUID, List<Pending>> chains = new TreeMap<>();
            entries.forEach(
                    entry -> chains.computeIfAbsent(entry.subject().mission().value(), mission -> new ArrayList<>())
                            .add(entry));
            chains.forEach(ChainedAuditTrail.this::append);
        }

        /** All other locks are taken before the one on the chain, so that nobody waits for us while we hold it. */
        private void writeAggregates() {
            try {
                entities.flush();
            } catch (RuntimeException refused) {
                throw DataAccessUtils.translateIfNecessary(refused, TRANSLATOR);
            }
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResourceIfPossible(ChainedAuditTrail.this);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(ChainedAuditTrail.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ChainedAuditTrail.this, this);
        }
    }

    private void append(UUID mission, List<Pending> entries) {
        byte[] missionBytes = Bytes16.of(mission);
        if (begun.add(mission)) {
            begin(missionBytes);
        }
        Head head = locked(missionBytes).orElseGet(() -> {
            begin(missionBytes);
            return locked(missionBytes).orElseThrow();
        });
        long number = head.length();
        byte[] previous = head.hash();
        List<PresentSensitivities.Seen> seen = present.note(entries.stream()
                .map(entry -> new PresentSensitivities.Act(entry.subject(), entry.action()))
                .toList());
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Pending pending = entries.get(i);
            AuditSubject subject = pending.subject();
            ChainedEntry entry = new ChainedEntry(
                    mission,
                    ++number,
                    UtcTime.of(pending.at()),
                    pending.actor().id().value(),
                    pending.actor().name(),
                    pending.actor().kind().name(),
                    subject.kind(),
                    subject.id().value(),
                    subject.within() == null ? null : subject.within().value(),
                    seen.get(i).sensitivity(),
                    pending.action().name(),
                    pending.cause(),
                    JsonText.write(pending.changes()),
                    previous);
            previous = entry.hash();
            rows.add(row(entry, previous, subject.about(), seen.get(i).readersOf()));
        }
        batches.batchUpdate(INSERT, rows);
        database.sql("update crm_audit_chain set length = ?, head = ? where mission_id = ?")
                .params(number, previous, missionBytes)
                .update();
    }

    /** Taken in this order no two writers can wait for each other: the update locks a row that another one just made. */
    private void begin(byte[] mission) {
        boolean begun = database.sql("select 1 from crm_audit_chain where mission_id = ?")
                .param(mission)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!begun) {
            database.sql("""
                            insert into crm_audit_chain (mission_id, length, head) values (?, 0, ?)
                            on duplicate key update length = length""").params(mission, ChainedEntry.START).update();
        }
    }

    private Optional<Head> locked(byte[] mission) {
        return database.sql("select length, head from crm_audit_chain where mission_id = ? for update")
                .param(mission)
                .query((row, index) -> new Head(row.getLong("length"), row.getBytes("head")))
                .optional();
    }

    private record Head(long length, byte[] hash) {}

    private static @Nullable Object[] row(
            ChainedEntry entry, byte[] hash, @Nullable EntityId about, @Nullable UUID readersOf) {
        return new @Nullable Object[] {
            Bytes16.of(entry.mission()),
            entry.number(),
            entry.at(),
            Bytes16.of(entry.actor()),
            entry.actorName(),
            entry.actorKind(),
            entry.kind(),
            Bytes16.of(entry.record()),
            entry.within() == null ? null : Bytes16.of(entry.within()),
            entry.sensitivity(),
            entry.action(),
            entry.cause(),
            entry.changes(),
            entry.previous(),
            hash,
            about == null ? null : Bytes16.of(about),
            readersOf == null ? null : Bytes16.of(readersOf)
        };
    }

    @Override
    @Transactional(readOnly = true)
    public Slice<AuditEntry> historyOf(EntityId id, AccessScope scope, Paging paging) {
        return history(id.value(), scope)
                .slice(database, paging, (row, index) -> entry(row), entry -> List.of(Long.toString(entry.number())));
    }

    @Override
    @Transactional(readOnly = true)
    public List<AuditEntry> changesOf(
            UUID id, Collection<String> kinds, @Nullable Long below, int most, AccessScope scope) {
        return history(id, scope)
                .and("a.kind in (" + ScopedQuery.marks(kinds.size()) + ")", kinds.toArray())
                .andIf(below != null, "a.number < ?", below)
                .limit(most)
                .list(database, (row, index) -> entry(row));
    }

    private static ScopedQuery history(UUID id, AccessScope scope) {
        return visible(scope)
                .anyHas(List.of("a.record_id", "a.within_id"), Bytes16.of(id))
                .and("a.action <> ?", AuditAction.VIEWED.name())
                .separately()
                .orderBy(Key.number("a.number", true));
    }

    /** The entries {@code a} that the scope reaches, each by itself and by the records that it tells of as those are now. */
    static ScopedQuery visible(AccessScope scope) {
        return ScopedQuery.select("a.*")
                .from(
                        "crm_audit_entry a left join crm_audit_record r on r.record_id = coalesce(a.within_id, a.record_id)"
                                + " left join crm_audit_record t on t.record_id = a.about_id")
                .within(scope, "a")
                .and(
                        "coalesce(r.sensitivity, 0) <= ? and coalesce(t.sensitivity, 0) <= ?",
                        scope.clearance().level(),
                        scope.clearance().level())
                .andReader(scope, "a.readers_of")
                .andReader(scope, "r.readers_of")
                .andReader(scope, "t.readers_of");
    }

    static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                UtcTime.instant(row, "at"),
                row.getString("kind"),
                Bytes16.uuid(row, "record_id"),
                row.getString("actor_name"),
                new OfficerId(Bytes16.uuid(row, "actor_id")),
                Officer.Kind.valueOf(row.getString("actor_kind")),
                AuditAction.valueOf(row.getString("action")),
                row.getString("cause"),
                JsonText.read(row.getString("changes"), new TypeReference<List<FieldChange>>() {}));
    }

    @Override
    @Transactional(readOnly = true)
    public List<ChainHead> heads(Collection<MissionId> missions) {
        if (missions.isEmpty()) {
            return List.of();
        }
        return database.sql("select mission_id, length, head from crm_audit_chain where mission_id in ("
                        + ScopedQuery.marks(missions.size()) + ") order by mission_id")
                .params(new ArrayList<Object>(Bytes16.of(missions)))
                .query((row, index) -> new ChainHead(
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        row.getLong("length"),
                        hex(row.getBytes("head"))))
                .list();
    }

    @Override
    public Verification verify(MissionId mission, @Nullable ChainHead noted) {
        List<ChainHead> heads = noted == null ? List.of() : List.of(noted);
        Stretch found = next(ChainHead.beginning(mission), heads, VERIFY_STRETCH);
        while (!found.over()) {
            found = next(found.reached(), heads, VERIFY_STRETCH);
        }
        return new Verification(found.reached().length(), found.firstBad());
    }

    @Override
    @Transactional(readOnly = true)
    public Stretch verify(ChainHead reached, Collection<ChainHead> noted, int most) {
        return next(reached, noted, most);
    }

    private Stretch next(ChainHead from, Collection<ChainHead> noted, int most) {
        byte[] mission = Bytes16.of(from.mission());
        Head head = end(mission);
        List<Kept> stretch = database.sql(
                        "select * from crm_audit_entry where mission_id = ? and number > ? order by number limit ?")
                .params(mission, from.length(), most)
                .query((row, index) -> kept(row))
                .list();
        ChainHead reached = from;
        for (Kept kept : stretch) {
            if (!follows(kept, reached) || contradicts(kept, noted)) {
                return new Stretch(reached, head.length(), true, reached.length() + 1);
            }
            reached = new ChainHead(from.mission(), kept.entry().number(), hex(kept.hash()));
        }
        if (stretch.size() == most) {
            return new Stretch(reached, head.length(), false, null);
        }
        long checked = reached.length();
        if (checked > head.length()) {
            // Where a transaction sees what others commit meanwhile, the end has moved with the entries.
            Head moved = end(mission);
            if (moved.length() > head.length()) {
                return new Stretch(reached, moved.length(), false, null);
            }
        }
        boolean whole = checked == head.length()
                && reached.hash().equals(hex(head.hash()))
                && noted.stream().allMatch(one -> one.length() <= checked);
        return new Stretch(reached, head.length(), true, whole ? null : checked + 1);
    }

    private Head end(byte[] mission) {
        return database.sql("select length, head from crm_audit_chain where mission_id = ?")
                .param(mission)
                .query((row, index) -> new Head(row.getLong("length"), row.getBytes("head")))
                .optional()
                .orElse(new Head(0, ChainedEntry.START));
    }

    private static boolean follows(Kept kept, ChainHead reached) {
        ChainedEntry entry = kept.entry();
        return entry.number() == reached.length() + 1
                && hex(entry.previous()).equals(reached.hash())
                && Arrays.equals(entry.hash(), kept.hash());
    }

    private static boolean contradicts(Kept kept, Collection<ChainHead> noted) {
        return noted.stream()
                .anyMatch(one ->
                        one.length() == kept.entry().number() && !one.hash().equalsIgnoreCase(hex(kept.hash())));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private record Kept(ChainedEntry entry, byte[] hash) {}

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                new ChainedEntry(
                        Bytes16.uuid(row, "mission_id"),
                        row.getLong("number"),
                        row.getObject("at", LocalDateTime.class),
                        Bytes16.uuid(row, "actor_id"),
                        row.getString("actor_name"),
                        row.getString("actor_kind"),
                        row.getString("kind"),
                        Bytes16.uuid(row, "record_id"),
                        Bytes16.uuidOrNull(row, "within_id"),
                        row.getInt("sensitivity"),
                        row.getString("action"),
                        row.getString("cause"),
                        row.getString("changes"),
                        row.getBytes("previous")),
                row.getBytes("hash"));
    }
}
