package org.shanyraq.crm.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.audit.AuditQuery;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.RowsRead;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows N1, N3; threats S1, C9. */
@ServiceTest
class AuditTrailIntegrationTests extends OfficerScene {

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditLog log;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient database;

    private record Sample(
            LocalizedText title,
            List<String> tags,
            @Nullable Integer seats) {}

    private record SampleId(UUID value) implements EntityId {}

    @Test
    void keepsOldAndNewValuePerField() {
        Officer officer = officers.manager("audit-a");
        AuditSubject subject = subject(officer, Sensitivity.INTERNAL);
        write(officer, subject, AuditAction.CREATED, null, sample("Old", 3, "a"));
        write(officer, subject, AuditAction.CHANGED, sample("Old", 3, "a"), sample("New", null, "a", "b"));

        List<AuditEntry> history =
                trail.historyOf(subject.id(), officer.scope(), Paging.first(10)).items();

        assertThat(history).extracting(AuditEntry::action).containsExactly(AuditAction.CHANGED, AuditAction.CREATED);
        assertThat(history.get(0).changes())
                .containsExactlyInAnyOrder(
                        new FieldChange("title.en", "Old", "New"),
                        new FieldChange("seats", "3", null),
                        new FieldChange("tags[1]", null, "b"));
        assertThat(history.get(0).actor()).isEqualTo(officer.name());
    }

    @Test
    void notesNothingWhenNothingChanged() {
        Officer officer = officers.manager("audit-b");
        AuditSubject subject = subject(officer, Sensitivity.INTERNAL);
        write(officer, subject, AuditAction.CHANGED, sample("Same", 1), sample("Same", 1));

        assertThat(trail.historyOf(subject.id(), officer.scope(), Paging.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void isNotKeptWhenTheChangeIsNot() {
        Officer officer = officers.manager("audit-c");
        AuditSubject subject = subject(officer, Sensitivity.INTERNAL);
        access.runAs(officer, () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            trail.record(subject, AuditAction.CREATED, null, sample("Gone", 1));
            status.setRollbackOnly();
        }));

        assertThat(trail.historyOf(subject.id(), officer.scope(), Paging.first(10))
                        .items())
                .isEmpty();
        assertThat(trail.verify(mission(officer)).firstBad()).isNull();
    }

    @Test
    void isHiddenFromOtherMissionsAndLowerClearance() {
        Officer manager = officers.manager("audit-d");
        AuditSubject subject = subject(manager, Sensitivity.CONFIDENTIAL);
        write(manager, subject, AuditAction.CREATED, null, sample("Secret", 1));

        assertThat(history(subject, officers.viewer("audit-d").scope())).isEmpty();
        assertThat(history(subject, officers.manager("audit-e").scope())).isEmpty();
        assertThat(history(subject, manager.scope())).hasSize(1);
    }

    @Test
    void needsAnOfficerAndATransaction() {
        Officer officer = officers.manager("audit-f");
        AuditSubject subject = subject(officer, Sensitivity.INTERNAL);
        assertThatThrownBy(() ->
                        access.runAs(officer, () -> trail.record(subject, AuditAction.CREATED, null, sample("x", 1))))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new TransactionTemplate(transactions)
                        .executeWithoutResult(
                                status -> trail.record(subject, AuditAction.CREATED, null, sample("x", 1))))
                .isInstanceOf(MissingScopeException.class);
    }

    @Test
    void formsOneChainWithoutGapsWhenManyWriteAtOnce() throws Exception {
        Officer officer = officers.manager("audit-g");
        ExecutorService pool = Executors.newFixedThreadPool(20);
        long before = trail.verify(mission(officer)).entries();
        try {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int number = i;
                writers.add(() -> {
                    write(
                            officer,
                            subject(officer, Sensitivity.INTERNAL),
                            AuditAction.CREATED,
                            null,
                            sample("w" + number, 1));
                    return true;
                });
            }
            for (Future<Boolean> written : pool.invokeAll(writers)) {
                assertThat(written.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }

        assertThat(trail.verify(mission(officer))).isEqualTo(new AuditTrail.Verification(before + 100, null));
    }

    @Test
    void namesTheFirstEntryThatWasTamperedWith() {
        Officer officer = officers.manager("audit-h");
        for (int i = 0; i < 5; i++) {
            write(officer, subject(officer, Sensitivity.INTERNAL), AuditAction.CREATED, null, sample("n" + i, i));
        }
        byte[] mission = Bytes16.of(mission(officer));
        long last = trail.verify(mission(officer)).entries();

        database.sql("update crm_audit_entry set actor_name = 'Somebody else' where mission_id = ? and number = ?")
                .params(mission, last - 2)
                .update();
        assertThat(trail.verify(mission(officer)).firstBad()).isEqualTo(last - 2);
        database.sql("update crm_audit_entry set actor_name = ? where mission_id = ? and number = ?")
                .params(officer.name(), mission, last - 2)
                .update();
        assertThat(trail.verify(mission(officer)).firstBad()).isNull();

        database.sql("delete from crm_audit_entry where mission_id = ? and number = ?")
                .params(mission, last)
                .update();
        assertThat(trail.verify(mission(officer)).firstBad()).isEqualTo(last);
    }

    @Test
    void aChainIsCheckedStretchByStretchFromWhereTheLastOneEnded() {
        Officer officer = officers.manager("audit-r");
        access.runAs(officer, () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            for (int i = 0; i < 7; i++) {
                trail.record(subject(officer, Sensitivity.INTERNAL), AuditAction.CREATED, null, sample("n" + i, i));
            }
        }));
        ChainHead end = trail.heads(officer.missions()).get(0);

        AuditTrail.Stretch first = trail.verify(ChainHead.beginning(end.mission()), List.of(end), 5);
        assertThat(first.reached().length()).isEqualTo(5);
        assertThat(first.length()).isEqualTo(end.length());
        assertThat(first.over()).isFalse();
        AuditTrail.Stretch rest = trail.verify(first.reached(), List.of(end), 100_000);
        assertThat(rest).isEqualTo(new AuditTrail.Stretch(end, end.length(), true, null));
        assertThat(trail.verify(end, List.of(end), 5)).isEqualTo(rest);

        ChainHead other = new ChainHead(end.mission(), 6, end.hash());
        assertThat(trail.verify(first.reached(), List.of(end, other), 100_000))
                .as("a head of earlier that is not in the chain")
                .isEqualTo(new AuditTrail.Stretch(first.reached(), end.length(), true, 6L));
        ChainHead elsewhere = new ChainHead(end.mission(), 5, end.hash());
        assertThat(trail.verify(elsewhere, List.of(), 100_000).firstBad())
                .as("what goes on from another entry than the one that is there")
                .isEqualTo(6);
    }

    // S1: whoever rewrites the whole chain, or puts back an older copy of the database, is found out by a head kept
    // elsewhere
    @Test
    void s1AHeadKeptElsewhereFindsWhatTheChainAloneCannot() {
        Officer manager = officers.manager("audit-i");
        for (int i = 0; i < 3; i++) {
            write(manager, subject(manager, Sensitivity.INTERNAL), AuditAction.CREATED, null, sample("n" + i, i));
        }
        ChainHead noted = as(manager, log::heads).get(0);
        assertThat(trail.verify(noted.mission(), noted).firstBad()).isNull();
        write(manager, subject(manager, Sensitivity.INTERNAL), AuditAction.CREATED, null, sample("later", 1));
        assertThat(trail.verify(noted.mission(), noted).firstBad()).isNull();

        rewriteWithAnotherName(noted.mission(), noted.length());
        assertThat(trail.verify(noted.mission()).firstBad())
                .as("the rewritten chain is whole in itself")
                .isNull();
        assertThat(trail.verify(noted.mission(), noted).firstBad()).isEqualTo(noted.length());
        ChainHead beyond = new ChainHead(noted.mission(), noted.length() + 5, noted.hash());
        assertThat(trail.verify(noted.mission(), beyond).firstBad())
                .as("entries that were there are gone")
                .isEqualTo(noted.length() + 2);
    }

    /** As an attacker would who may write to the database and knows how the hash is made: the recipe of the README, by itself. */
    private void rewriteWithAnotherName(MissionId mission, long number) {
        byte[] previous = new byte[32];
        for (Map<String, Object> row : database.sql(
                        "select * from crm_audit_entry where mission_id = ? order by number")
                .param(Bytes16.of(mission))
                .query()
                .listOfRows()) {
            long at = ((Number) Objects.requireNonNull(row.get("number"))).longValue();
            String actor = at == number ? "Somebody else" : String.valueOf(row.get("actor_name"));
            byte[] within = (byte[]) row.get("within_id");
            Object cause = row.get("cause");
            List<@Nullable String> parts = new ArrayList<>(List.of(
                    mission.toString(),
                    Long.toString(at),
                    timeOf(row),
                    uuid(row, "actor_id"),
                    actor,
                    String.valueOf(row.get("actor_kind")),
                    String.valueOf(row.get("kind")),
                    uuid(row, "record_id")));
            parts.add(within == null ? null : Bytes16.uuid(within).toString());
            parts.add(String.valueOf(row.get("sensitivity")));
            parts.add(String.valueOf(row.get("action")));
            parts.add(cause == null ? null : cause.toString());
            parts.add(String.valueOf(row.get("changes")));
            byte[] hash = hash(parts, previous);
            if (at != number && Arrays.equals(previous, (byte[]) row.get("previous"))) {
                assertThat(hash).as("the recipe fits entry %s", at).isEqualTo((byte[]) row.get("hash"));
            }
            database.sql(
                            "update crm_audit_entry set actor_name = ?, previous = ?, hash = ? where mission_id = ? and number = ?")
                    .params(actor, previous, hash, Bytes16.of(mission), at)
                    .update();
            previous = hash;
        }
        database.sql("update crm_audit_chain set head = ? where mission_id = ?")
                .params(previous, Bytes16.of(mission))
                .update();
    }

    private static String uuid(Map<String, Object> row, String column) {
        return Bytes16.uuid((byte[]) Objects.requireNonNull(row.get(column))).toString();
    }

    private static String timeOf(Map<String, Object> row) {
        Object at = Objects.requireNonNull(row.get("at"));
        return (at instanceof Timestamp stamp ? stamp.toLocalDateTime() : (LocalDateTime) at).toString();
    }

    private static byte[] hash(List<@Nullable String> parts, byte[] previous) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
                digest.update(((part == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes);
            }
            digest.update(previous);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // Z20: the log is for those who watch, in their own missions, up to their clearance
    @Test
    void z20TheLogIsReadByManagersAndPrivacyOfficersOfTheMissionUpToTheirClearance() {
        Officer manager = officers.manager("audit-j");
        Officer privacy = officers.privacyOfficer("audit-j");
        AuditSubject open = subject(manager, Sensitivity.INTERNAL);
        AuditSubject secret = subject(manager, Sensitivity.CONFIDENTIAL);
        write(manager, open, AuditAction.CREATED, null, sample("Open", 1));
        write(manager, secret, AuditAction.CREATED, null, sample("Secret", 1));

        assertThat(records(manager, AuditQuery.ALL))
                .contains(open.id().value(), secret.id().value());
        assertThat(records(privacy, AuditQuery.ALL))
                .contains(open.id().value())
                .doesNotContain(secret.id().value());
        for (Officer other : List.of(
                officers.viewer("audit-j"),
                officers.diplomat("audit-j"),
                officers.protocol("audit-j"),
                officers.administrator("audit-j"),
                officers.headquarters("audit-j"))) {
            assertThatThrownBy(() -> records(other, AuditQuery.ALL)).isInstanceOf(NotPermittedException.class);
            assertThatThrownBy(() -> as(other, log::heads)).isInstanceOf(NotPermittedException.class);
        }
        Officer foreigner = officers.manager("audit-k");
        AuditQuery ofTheirs = new AuditQuery(mission(manager), null, null, null, null, null, null);
        assertThatThrownBy(() -> records(foreigner, ofTheirs)).isInstanceOf(NotFoundException.class);
        assertThat(records(foreigner, AuditQuery.ALL)).doesNotContain(open.id().value());
        assertThat(as(foreigner, log::heads)).extracting(ChainHead::mission).containsOnly(mission(foreigner));
    }

    @Test
    void theLogIsFilteredByEachOfItsCriteria() {
        Officer manager = officers.manager("audit-l");
        Officer diplomat = officers.diplomat("audit-l");
        AuditSubject first = subject(manager, Sensitivity.INTERNAL);
        AuditSubject second = subject(manager, Sensitivity.INTERNAL);
        write(manager, first, AuditAction.CREATED, null, sample("One", 1));
        write(diplomat, first, AuditAction.CHANGED, sample("One", 1), sample("Two", 1));
        write(diplomat, second, AuditAction.ARCHIVED, null, null);
        Instant now = Instant.now();

        assertThat(records(manager, query("sample", null, null, null, null, null)))
                .containsExactly(
                        second.id().value(), first.id().value(), first.id().value());
        assertThat(records(manager, query(null, first.id().value(), null, null, null, null)))
                .hasSize(2);
        assertThat(records(manager, query("sample", null, diplomat.id(), null, null, null)))
                .containsExactly(second.id().value(), first.id().value());
        assertThat(records(manager, query(null, null, null, AuditAction.ARCHIVED, null, null)))
                .containsExactly(second.id().value());
        assertThat(records(manager, query("sample", null, null, null, now.minusSeconds(60), now.plusSeconds(60))))
                .hasSize(3);
        assertThat(records(manager, query("sample", null, null, null, now.plusSeconds(60), null)))
                .isEmpty();
        assertThat(records(manager, query("sample", null, null, null, null, now.minusSeconds(60))))
                .isEmpty();
    }

    // S2
    @Test
    void s2ALookAtAConfidentialRecordIsNotedOnceAQuarterOfAnHour() {
        Officer manager = officers.manager("audit-m");
        AuditSubject secret = subject(manager, Sensitivity.CONFIDENTIAL);
        AuditSubject open = subject(manager, Sensitivity.RESTRICTED);
        for (int i = 0; i < 3; i++) {
            look(manager, secret);
            look(manager, open);
        }
        assertThat(as(
                                manager,
                                () -> log.list(
                                        query(null, null, null, AuditAction.VIEWED, null, null), Paging.first(10)))
                        .items())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.record()).isEqualTo(secret.id().value());
                    assertThat(entry.actorId()).isEqualTo(manager.id());
                });
        assertThat(history(secret, manager.scope())).isEmpty();
    }

    // V9: a limit to named readers leaves out those who watch, now and for what was noted while it stood
    @Test
    void v9EntriesOfALimitedRecordAreForItsReadersAlone() {
        Officer reader = officers.manager("audit-v");
        Officer watcher = officers.headquarters("audit-v");
        AuditSubject open = subject(reader, Sensitivity.INTERNAL);
        AuditSubject limited = open.limitedTo(open.id().value());
        database.sql("insert into crm_reader (record_id, officer_id) values (?, ?)")
                .params(Bytes16.of(open.id()), Bytes16.of(reader.id()))
                .update();
        write(reader, open, AuditAction.CREATED, null, sample("First", 1));
        assertThat(history(open, watcher.scope())).hasSize(1);

        write(reader, limited, AuditAction.CHANGED, sample("First", 1), sample("Second", 1));
        write(reader, part(open), AuditAction.CREATED, null, sample("Part", 1));
        assertThat(history(open, watcher.scope())).isEmpty();
        assertThat(history(part(open), watcher.scope())).isEmpty();
        assertThat(history(open, reader.scope())).hasSize(3);
        Officer other = officers.officer(Role.MANAGER, "audit-v", Sensitivity.RESTRICTED);
        assertThat(records(other, AuditQuery.ALL)).doesNotContain(open.id().value());
        assertThat(records(reader, AuditQuery.ALL)).contains(open.id().value());

        write(reader, open, AuditAction.CHANGED, sample("Second", 1), sample("Third", 1));
        write(reader, open, AuditAction.CHANGED, sample("Third", 1), sample("Fourth", 1));
        assertThat(history(open, watcher.scope()))
                .extracting(entry -> entry.changes().get(0).after())
                .as("what was noted before the limit and after it was gone")
                .containsExactly("Fourth", "First");
        assertThat(history(open, reader.scope())).hasSize(5);
        assertThat(trail.verify(mission(reader)).firstBad()).isNull();
    }

    // Z20: what was noted of a record when more people might see it is hidden with the record
    @Test
    void z20EntriesAreAsHiddenAsTheirRecordIsNowAndAsItWasThen() {
        Officer manager = officers.manager("audit-n");
        Officer privacy = officers.privacyOfficer("audit-n");
        AuditSubject open = subject(manager, Sensitivity.INTERNAL);
        AuditSubject part = part(open);
        write(manager, open, AuditAction.CREATED, null, sample("First", 1));
        write(manager, part, AuditAction.CREATED, null, sample("Part", 1));
        assertThat(numbers(privacy, open)).hasSize(2);

        AuditSubject raised = with(open, Sensitivity.CONFIDENTIAL);
        write(manager, raised, AuditAction.CHANGED, sample("First", 1), sample("Second", 1));
        write(manager, part(raised), AuditAction.CREATED, null, sample("Other part", 1));
        assertThat(numbers(privacy, open)).isEmpty();
        assertThat(history(part, privacy.scope())).isEmpty();
        assertThat(numbers(manager, open)).hasSize(4);

        write(manager, open, AuditAction.CHANGED, sample("Second", 1), sample("Third", 1));
        write(manager, open, AuditAction.CHANGED, sample("Third", 1), sample("Fourth", 1));
        List<Long> all = numbers(manager, open);
        assertThat(numbers(privacy, open))
                .as("without those of the time when it was hidden, and the one that ended it")
                .containsExactly(all.get(0), all.get(1), all.get(5));

        write(manager, open, AuditAction.DELETED, sample("Fourth", 1), null);
        assertThat(numbers(privacy, open))
                .as("a record that is no more counts as the most that it was")
                .isEmpty();
        assertThat(numbers(manager, open)).hasSize(7);
    }

    @Test
    void whatARecordBecameWithinOneTransactionCounts() {
        Officer manager = officers.manager("audit-o");
        Officer privacy = officers.privacyOfficer("audit-o");
        AuditSubject open = subject(manager, Sensitivity.PUBLIC);
        access.runAs(manager, () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            trail.record(open, AuditAction.CREATED, null, sample("One", 1));
            trail.record(with(open, Sensitivity.CONFIDENTIAL), AuditAction.CHANGED, sample("One", 1), sample("Two", 1));
            trail.record(part(open), AuditAction.CREATED, null, sample("Part", 1));
        }));
        assertThat(numbers(privacy, open)).isEmpty();
        assertThat(numbers(manager, open)).hasSize(3);
        assertThat(trail.verify(mission(manager)).firstBad()).isNull();
    }

    @Test
    void aLookAtARecordDoesNotSayWhatItIsNow() {
        Officer manager = officers.manager("audit-p");
        Officer privacy = officers.privacyOfficer("audit-p");
        AuditSubject open = subject(manager, Sensitivity.INTERNAL);
        write(manager, open, AuditAction.CREATED, null, sample("One", 1));
        look(manager, with(open, Sensitivity.CONFIDENTIAL));
        assertThat(numbers(privacy, open)).hasSize(1);
        assertThat(numbers(manager, open)).hasSize(2);
    }

    @Test
    void aPageOfTheLogReadsLittleMoreThanThePage() {
        Officer manager = officers.manager("audit-q");
        Officer privacy = officers.privacyOfficer("audit-q");
        access.runAs(manager, () -> new TransactionTemplate(transactions).executeWithoutResult(status -> {
            for (int i = 0; i < 2_000; i++) {
                AuditSubject subject = subject(manager, Sensitivity.INTERNAL);
                trail.record(subject, AuditAction.CREATED, null, sample("n" + i, i));
                if (i % 3 == 0) {
                    trail.record(part(subject), AuditAction.CREATED, null, sample("p" + i, i));
                }
                if (i % 7 == 0) {
                    trail.record(
                            with(subject, Sensitivity.CONFIDENTIAL),
                            AuditAction.CHANGED,
                            sample("n" + i, i),
                            sample("m" + i, i));
                }
            }
        }));
        RowsRead rows = new RowsRead(database, new TransactionTemplate(transactions));
        for (Officer officer : List.of(manager, privacy)) {
            List<Long> seen = new ArrayList<>();
            String cursor = null;
            for (int page = 0; page < 3; page++) {
                Paging paging = new Paging(cursor, 50);
                assertThat(rows.by(() -> as(officer, () -> log.list(AuditQuery.ALL, paging))))
                        .as("page %d as %s", page, officer.name())
                        .isLessThan(300);
                Slice<AuditEntry> slice = as(officer, () -> log.list(AuditQuery.ALL, paging));
                slice.items().forEach(entry -> seen.add(entry.number()));
                cursor = slice.next();
            }
            assertThat(seen).hasSize(150).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    /** Of the entries of the record in the log, the oldest first. */
    private List<Long> numbers(Officer officer, AuditSubject subject) {
        AuditQuery ofIt = query(null, subject.id().value(), null, null, null, null);
        return as(officer, () -> log.list(ofIt, Paging.first(50))).items().stream()
                .map(AuditEntry::number)
                .sorted()
                .toList();
    }

    private static AuditSubject with(AuditSubject subject, Sensitivity sensitivity) {
        return new AuditSubject(subject.kind(), subject.id(), subject.mission(), sensitivity);
    }

    private static AuditSubject part(AuditSubject whole) {
        return new AuditSubject(
                "sample-part", new SampleId(Ids.next()), whole.mission(), whole.sensitivity(), whole.id());
    }

    private void look(Officer officer, AuditSubject subject) {
        access.runAs(officer, () -> new TransactionTemplate(transactions)
                .executeWithoutResult(status -> trail.viewed(subject)));
    }

    private List<UUID> records(Officer officer, AuditQuery query) {
        return as(officer, () -> log.list(query, Paging.first(100))).items().stream()
                .map(AuditEntry::record)
                .toList();
    }

    private static AuditQuery query(
            @Nullable String kind,
            @Nullable UUID record,
            @Nullable OfficerId actor,
            @Nullable AuditAction action,
            @Nullable Instant from,
            @Nullable Instant until) {
        return new AuditQuery(null, kind, record, actor, action, from, until);
    }

    private List<AuditEntry> history(AuditSubject subject, AccessScope scope) {
        return trail.historyOf(subject.id(), scope, Paging.first(10)).items();
    }

    private void write(
            Officer officer,
            AuditSubject subject,
            AuditAction action,
            @Nullable Sample before,
            @Nullable Sample after) {
        access.runAs(officer, () -> new TransactionTemplate(transactions)
                .executeWithoutResult(status -> trail.record(subject, action, before, after)));
    }

    private static Sample sample(String title, @Nullable Integer seats, String... tags) {
        return new Sample(LocalizedText.of("en", title), List.of(tags), seats);
    }

    private static AuditSubject subject(Officer officer, Sensitivity sensitivity) {
        return new AuditSubject("sample", new SampleId(Ids.next()), mission(officer), sensitivity);
    }

    private static MissionId mission(Officer officer) {
        return officer.missions().iterator().next();
    }
}
