package org.shanyraq.crm.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissingScopeException;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows N1, N3; threats S1, C9. */
@ServiceTest
class AuditTrailIntegrationTests {

    @Autowired
    AuditTrail trail;

    @Autowired
    Access access;

    @Autowired
    TestOfficers officers;

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
