package org.shanyraq.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailQuery;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailSummary;
import org.shanyraq.crm.mail.MailView;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.mail.SeenMail;
import org.shanyraq.crm.mail.SuppressionQuery;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.mail.SuppressionView;
import org.shanyraq.crm.mail.Unsubscriptions;
import org.shanyraq.crm.mail.internal.MailQueue.Handing;
import org.shanyraq.crm.mail.internal.MailQueue.Reply;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.testing.RowsRead;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox as a table: what is put in once, claimed by one, and seen by those who may. */
class OutboxIntegrationTests extends MailScene {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Reply TAKEN = new Reply("sent", "250 taken");

    @Autowired
    AuditTrail audit;

    @Autowired
    MailRetention retention;

    @Autowired
    Unsubscriptions unsubscriptions;

    private ClaimedMail claim(UUID worker) {
        return queue.claim(worker, LEASE).orElseThrow();
    }

    // ---- putting in

    @Test
    void aMailIsPutInOnceHoweverOftenItIsAskedFor() {
        MailDraft draft = draft("ida@guests.example");
        MailDraft sameInCapitals = new MailDraft(
                draft.mission(),
                draft.kind(),
                draft.subject(),
                draft.occurrence(),
                MailAddress.of("IDA@Guests.example"),
                Sensitivity.PUBLIC,
                null,
                "en");
        MailDraft reminder = new MailDraft(
                draft.mission(),
                draft.kind(),
                draft.subject(),
                "reminder",
                draft.to(),
                draft.sensitivity(),
                null,
                "fr");

        assertThat(put(draft, draft("olga@guests.example"))).isEqualTo(2);
        assertThat(put(draft, sameInCapitals, reminder)).isEqualTo(1);

        sendAway("ida@guests.example");
        assertThat(put(draft)).as("also when it was sent long ago").isZero();
    }

    private void sendAway(String address) {
        database.sql("update crm_mail set state = 'SENT', due_at = null where address = ?")
                .param(address)
                .update();
    }

    @Test
    void twoOfficersWhoSendAtOnceSendOnce() throws Exception {
        List<MailDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            drafts.add(draft("guest" + i + "@guests.example"));
        }
        // As facades and jobs do, which begin again when the database gives one of two up.
        assertThat(atOnce(2, number -> Contention.again(() -> inTransaction(() -> outbox.put(drafts)))).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(20);
    }

    @Test
    void withoutATransactionNothingIsPutInOrTakenBack() {
        assertThatThrownBy(() -> outbox.put(List.of(draft("ida@guests.example"))))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> outbox.withdraw(TrialOwner.KIND, UUID.randomUUID()))
                .isInstanceOf(IllegalTransactionStateException.class);
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            outbox.put(List.of(draft("ida@guests.example")));
            status.setRollbackOnly();
        });
        assertThat(queue.claim(UUID.randomUUID(), LEASE)).isEmpty();
    }

    // ---- claiming

    @Test
    void eachMailIsClaimedByOneWorker() throws Exception {
        for (int i = 0; i < 40; i++) {
            put(draft("guest" + i + "@guests.example"));
        }
        List<List<MailId>> claimed = atOnce(2, number -> {
            List<MailId> mine = new ArrayList<>();
            UUID worker = UUID.randomUUID();
            for (Optional<ClaimedMail> next = queue.claim(worker, LEASE);
                    next.isPresent();
                    next = queue.claim(worker, LEASE)) {
                mine.add(next.get().mail().id());
            }
            return mine;
        });
        Set<MailId> different = new HashSet<>();
        claimed.forEach(different::addAll);
        assertThat(claimed.get(0).size() + claimed.get(1).size()).isEqualTo(40);
        assertThat(different).hasSize(40);
    }

    @Test
    void aMailForLaterWaitsByTheClockOfTheDatabase() {
        MailDraft later = new MailDraft(
                mission(),
                TrialOwner.KIND,
                UUID.randomUUID(),
                "first",
                MailAddress.of("ida@guests.example"),
                Sensitivity.INTERNAL,
                Instant.now().plus(Duration.ofHours(1)),
                "en");
        put(later);
        assertThat(queue.claim(UUID.randomUUID(), LEASE)).isEmpty();
        makeDue();
        assertThat(queue.claim(UUID.randomUUID(), LEASE)).isPresent();
    }

    @Test
    void anAttemptThatBreaksOffBeforeTheMarkIsMadeAgain() {
        put(draft("ida@guests.example"));
        ClaimedMail lost = claim(UUID.randomUUID());
        assertThat(queue.sweep()).as("while the lease lasts").isZero();
        endLeases();
        assertThat(queue.sweep()).isEqualTo(1);
        assertThat(stateOf("ida@guests.example")).isEqualTo(MailState.WAITING);
        assertThat(mailTo("ida@guests.example").attempts().get(0).outcome()).isEqualTo("lost");

        ClaimedMail again = claim(UUID.randomUUID());
        assertThat(again.mail().id()).isEqualTo(lost.mail().id());
        assertThat(again.mark().messageId("x.example")).isEqualTo(lost.mark().messageId("x.example"));
    }

    @Test
    void anAttemptThatBreaksOffAfterTheMarkIsUncertainAndNotMadeAgain() {
        put(draft("ida@guests.example"));
        UUID worker = UUID.randomUUID();
        ClaimedMail lost = claim(worker);
        assertThat(queue.handOver(lost, worker, LEASE, null, 9)).isEqualTo(Handing.GO);
        endLeases();
        queue.sweep();
        assertThat(stateOf("ida@guests.example")).isEqualTo(MailState.UNCERTAIN);
        makeDue();
        assertThat(queue.claim(UUID.randomUUID(), LEASE)).isEmpty();
        told.tell();
        assertThat(owner.told()).extracting(TrialOwner.Told::state).containsExactly(MailState.UNCERTAIN);
    }

    @Test
    void whoLostTheLeaseHandsNothingOverAndOverwritesNothing() {
        put(draft("ida@guests.example"));
        UUID slow = UUID.randomUUID();
        ClaimedMail stale = claim(slow);
        endLeases();
        assertThat(queue.handOver(stale, slow, LEASE, null, 9)).isEqualTo(Handing.NOT_ANY_MORE);
        queue.sweep();
        UUID quick = UUID.randomUUID();
        ClaimedMail fresh = claim(quick);
        assertThat(queue.end(stale, slow, MailState.FAILED, "crm.mail.reason.refused", TAKEN))
                .isFalse();
        assertThat(queue.handOver(fresh, quick, LEASE, null, 9)).isEqualTo(Handing.GO);
        assertThat(queue.end(fresh, quick, MailState.SENT, null, TAKEN)).isTrue();
        assertThat(stateOf("ida@guests.example")).isEqualTo(MailState.SENT);
    }

    @Test
    void aServerThatAnswersAfterTheLeaseStillTellsThatItHasTheMail() {
        put(draft("ida@guests.example"));
        UUID worker = UUID.randomUUID();
        ClaimedMail claimed = claim(worker);
        queue.handOver(claimed, worker, LEASE, null, 9);
        endLeases();
        queue.sweep();
        assertThat(queue.end(claimed, worker, MailState.SENT, null, TAKEN)).isTrue();
        assertThat(stateOf("ida@guests.example")).isEqualTo(MailState.SENT);
    }

    @Test
    void aClaimWalksNoMailThatEnded() {
        put(draft("ida@guests.example"));
        byte[] one = database.sql("select id from crm_mail")
                .query((row, index) -> row.getBytes("id"))
                .single();
        // Twelve times twice as many.
        database.sql("update crm_mail set state = 'SENT', due_at = null where id = ?")
                .param(one)
                .update();
        for (int i = 0; i < 12; i++) {
            database.sql("""
                            insert into crm_mail (id, version, mission_id, created_at, changed_at, kind, subject_id, occurrence, recipient,
                              address, name, sensitivity, language, state, secret, attempt, failures, handing_over, stopped, ended_at,
                              told_in_vain)
                            select unhex(left(sha2(concat(hex(id), ?), 256), 32)), 3, mission_id, created_at, changed_at, kind,
                              unhex(left(sha2(concat(hex(id), ?), 256), 32)), occurrence, recipient, address, name, sensitivity, language, state, secret, 1,
                              0, true, false, created_at, 0 from crm_mail""").params(i, -i - 1).update();
        }
        put(draft("olga@guests.example"));
        RowsRead reads = new RowsRead(database, new TransactionTemplate(manager));
        long read = reads.by(() -> database.sql(MailQueue.DUE)
                .query((row, index) -> row.getBytes("id"))
                .list());
        assertThat(read).as("of more than 4,000 mails that ended").isLessThan(10);
        String plan = database.sql("explain format=json " + MailQueue.DUE)
                .query(String.class)
                .single();
        assertThat(plan).contains("crm_mail_due");
        assertThat(claim(UUID.randomUUID()).mail().to().address()).isEqualTo("olga@guests.example");
        anEmptyOutbox();
    }

    @Test
    void aMailThatCannotBeReadAnyMoreStandsBeforeNobody() {
        put(draft("ida@guests.example"));
        database.sql("update crm_mail set address = 'no address', due_at = timestampadd(day, -1, due_at)")
                .update();
        put(draft("olga@guests.example"));
        assertThat(claim(UUID.randomUUID()).mail().to().address()).isEqualTo("olga@guests.example");
        assertThat(as(protocol(), () -> mails.figures()).get(MailState.FAILED)).isEqualTo(1);
        // Whoever waits for it is told, and an officer sees why.
        MailSummary failed = as(protocol(), () -> mails.list(MailQuery.ALL.in(MailState.FAILED), Paging.first(9)))
                .items()
                .get(0);
        assertThat(failed.reason()).isEqualTo("crm.mail.reason.unreadable");
        assertThat(as(protocol(), () -> mails.get(failed.id())).attempts())
                .extracting(MailView.Attempt::outcome)
                .containsExactly("unreadable");
        told.tell();
        assertThat(owner.told())
                .extracting(now -> now.mail().id(), TrialOwner.Told::state, TrialOwner.Told::reason)
                .containsExactly(tuple(failed.id(), MailState.FAILED, "crm.mail.reason.unreadable"));
        told.tell();
        assertThat(owner.told()).as("once").hasSize(1);
    }

    // The page of mails is as quick with millions of them: figures go along an index as far as is counted, a part of a
    // name
    // is looked for among the latest, a whole address by its index.
    @Test
    void figuresAndSearchesWalkNoMoreMailsThanIsSaid() {
        put(draft("ida@guests.example"));
        database.sql("update crm_mail set state = 'SENT', due_at = null").update();
        for (int i = 0; i < 11; i++) {
            database.sql("""
                            insert into crm_mail (id, version, mission_id, created_at, changed_at, kind, subject_id, occurrence, recipient,
                              address, name, sensitivity, language, state, secret, attempt, failures, handing_over, stopped, ended_at,
                              told_in_vain)
                            select unhex(left(sha2(concat(hex(id), ?), 256), 32)), 3, mission_id, created_at, changed_at, kind,
                              unhex(left(sha2(concat(hex(id), ?), 256), 32)), occurrence, unhex(sha2(concat(hex(id), ?), 256)), address, name,
                              sensitivity, language, state, secret, 1, 0, true, false, created_at, 0 from crm_mail""").params(i, -i - 1, i).update();
        }
        put(draft("olga@guests.example"));
        MailReader few = new MailReader(database, settings(25), 100, 50);
        AccessScope scope = as(protocol(), () -> access.scope());
        RowsRead reads = new RowsRead(database, new TransactionTemplate(manager));
        long figures = reads.by(() -> few.figures(scope));
        assertThat(figures).as("eight states, of which one has more than 2,000").isLessThan(250);
        assertThat(few.figures(scope)).containsEntry(MailState.SENT, 100L).containsEntry(MailState.WAITING, 1L);
        long part = reads.by(() -> few.list(new MailQuery(null, null, "nobody", null), scope, Paging.first(50)));
        assertThat(part).as("of 2,000 mails the latest 50").isLessThan(250);
        long whole = reads.by(
                () -> few.list(new MailQuery(null, null, "Olga@guests.example", null), scope, Paging.first(50)));
        assertThat(whole).isLessThan(20);
        assertThat(few.list(new MailQuery(null, null, "Olga@guests.example", null), scope, Paging.first(50))
                        .items())
                .extracting(MailSummary::address)
                .containsExactly("olga@guests.example");
        assertThat(few.list(new MailQuery(null, null, "olga", null), scope, Paging.first(50))
                        .items())
                .hasSizeLessThanOrEqualTo(1);
        String plan = database.sql(
                        "explain format=json select count(*) from (select m.id from crm_mail m where m.mission_id = ?"
                                + " and m.sensitivity <= 2 and m.state = 'FAILED' limit 100) counted")
                .param(Bytes16.of(mission()))
                .query(String.class)
                .single();
        // Either leads to the mails of a state, of which none is read but those; which one is the optimizer's choice.
        assertThat(plan).containsPattern("crm_mail_(counted|state)");
        anEmptyOutbox();
    }

    @Test
    void withoutAServerThePageSaysWhyMailsWait() {
        assertThat(as(protocol(), () -> mails.sending()).working()).isFalse();
        assertThat(as(protocol(), () -> mails.sending()).reason()).isEqualTo("crm.mail.sending.no-host");
        assertThat(as(protocol(), () -> mails.kinds()))
                .containsExactly("follow-up-digest", "invitation", "question-answer", TrialOwner.KIND);
    }

    // ---- taking back

    @Test
    void whatIsTakenBackIsNotSent() {
        MailDraft waiting = draft("ida@guests.example");
        put(waiting);
        assertThat(inTransaction(() -> outbox.withdraw(TrialOwner.KIND, waiting.subject())))
                .isEqualTo(1);
        assertThat(stateOf("ida@guests.example")).isEqualTo(MailState.WITHDRAWN);
        assertThat(queue.claim(UUID.randomUUID(), LEASE)).isEmpty();
    }

    @Test
    void whatIsTakenBackWhileItIsBeingSentIsStoppedBeforeTheMark() {
        MailDraft draft = draft("ida@guests.example");
        put(draft);
        UUID worker = UUID.randomUUID();
        ClaimedMail claimed = claim(worker);
        assertThat(inTransaction(() -> outbox.withdraw(TrialOwner.KIND, draft.subject())))
                .isEqualTo(1);
        assertThat(queue.handOver(claimed, worker, LEASE, null, 9)).isEqualTo(Handing.NOT_ANY_MORE);
        queue.postpone(
                claimed,
                worker,
                Duration.ZERO,
                MailQueue.Counted.NOT,
                "crm.mail.reason.later",
                new Reply("stopped", null));
        assertThat(stateOf("ida@guests.example")).isEqualTo(MailState.WITHDRAWN);
    }

    @Test
    void endedMailsForgetWhereTheyWentAfterTheTimeThatIsSet() {
        put(draft("old@guests.example"), draft("new@guests.example"), draft("waiting@guests.example"));
        database.sql(
                        "update crm_mail set state = 'SENT', due_at = null, ended_at = timestampadd(day, -401, utc_timestamp(6))"
                                + " where address like 'old%'")
                .update();
        database.sql(
                        "update crm_mail set state = 'SENT', due_at = null, ended_at = timestampadd(day, -399, utc_timestamp(6))"
                                + " where address like 'new%'")
                .update();
        retention.run();
        assertThat(database.sql("select address from crm_mail where address is not null order by address")
                        .query(String.class)
                        .list())
                .containsExactly("new@guests.example", "waiting@guests.example");
        assertThat(as(protocol(), () -> mails.figures()).get(MailState.SENT))
                .as("the mail itself stays in the figures")
                .isEqualTo(2);
    }

    // ---- who sees what

    @Test
    void whatLiesOutsideTheScopeIsInNoListAndNoFigure() {
        put(draft("open@guests.example"), draft("hidden@guests.example", Sensitivity.CONFIDENTIAL));
        MailId hidden = mailTo("hidden@guests.example").summary().id();
        suppressed.add(SuppressionList.Said.of(
                MailAddress.of("hidden@guests.example"),
                SuppressionReason.BOUNCED,
                null,
                queue.claim(UUID.randomUUID(), LEASE).stream()
                        .map(ClaimedMail::mail)
                        .map(mail -> new Mail(
                                hidden,
                                mail.mission(),
                                mail.kind(),
                                mail.subject(),
                                mail.occurrence(),
                                mail.to(),
                                Sensitivity.CONFIDENTIAL,
                                "en",
                                1))
                        .findFirst()
                        .orElseThrow()));
        database.sql(
                        "insert into crm_mail_notice (id, notice, received_at, reason, mail_id) values (?, ?, utc_timestamp(6), 'delayed', ?)")
                .params(Bytes16.of(UUID.randomUUID()), new byte[32], Bytes16.of(hidden))
                .update();

        Officer restricted = officers.protocol("mail");
        assertThat(seenBy(restricted)).containsExactly("open@guests.example");
        assertThat(total(restricted)).isEqualTo(1);
        assertThat(as(restricted, () -> suppressions.count(SuppressionQuery.ALL)))
                .isZero();
        assertThat(as(restricted, () -> notices.list(Paging.first(10)).items())).isEmpty();
        assertThatThrownBy(() -> as(restricted, () -> mails.get(hidden))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> as(restricted, () -> mails.giveUp(List.of(new SeenMail(hidden, 0)))))
                .isInstanceOf(NotFoundException.class);

        Officer cleared = officers.manager("mail");
        assertThat(seenBy(cleared)).containsExactlyInAnyOrder("open@guests.example", "hidden@guests.example");
        assertThat(total(cleared)).isEqualTo(2);
        assertThat(as(cleared, () -> suppressions.count(SuppressionQuery.ALL))).isEqualTo(1);
        assertThat(as(cleared, () -> notices.list(Paging.first(10)).items())).hasSize(1);

        Officer elsewhere = officers.manager("mail-elsewhere");
        assertThat(seenBy(elsewhere)).isEmpty();
        assertThat(total(elsewhere)).isZero();
        assertThatThrownBy(() -> as(elsewhere, () -> mails.get(hidden))).isInstanceOf(NotFoundException.class);
    }

    @Autowired
    StrayNoticeService notices;

    private List<String> seenBy(Officer officer) {
        return as(officer, () -> mails.list(MailQuery.ALL, Paging.first(50)).items().stream()
                .map(mail -> String.valueOf(mail.address()))
                .toList());
    }

    private long total(Officer officer) {
        long figures = as(officer, () -> mails.figures().values().stream()
                .mapToLong(Long::longValue)
                .sum());
        assertThat(as(officer, () -> mails.count(MailQuery.ALL))).isEqualTo(figures);
        return figures;
    }

    @Test
    void onlyProtocolAndManagersHandleMails() {
        for (Role role : Role.values()) {
            Officer officer = officers.officer(role, "mail", Sensitivity.INTERNAL);
            boolean may = role == Role.PROTOCOL || role == Role.MANAGER;
            assertThat(officer.may(Right.HANDLE_MAILS)).as(role.code()).isEqualTo(may);
        }
        assertThatThrownBy(() -> as(officers.diplomat("mail"), () -> mails.figures()))
                .isInstanceOf(NotPermittedException.class);
    }

    @Test
    void mailsAreFoundByRecipientKindAndStateFromPageToPage() {
        for (int i = 0; i < 5; i++) {
            put(draft("guest" + i + "@guests.example"));
        }
        put(draft("100%_sure@guests.example"));
        sendAway("guest3@guests.example");
        Officer officer = protocol();
        var first = as(officer, () -> mails.list(new MailQuery(null, null, "guest", null), Paging.first(2)));
        var second =
                as(officer, () -> mails.list(new MailQuery(null, null, "guest", null), new Paging(first.next(), 2)));
        assertThat(first.items())
                .extracting(mail -> mail.address())
                .containsExactly("100%_sure@guests.example", "guest4@guests.example");
        assertThat(second.items())
                .extracting(mail -> mail.address())
                .containsExactly("guest3@guests.example", "guest2@guests.example");
        assertThat(as(officer, () -> mails.count(new MailQuery(null, null, "%_", null))))
                .isEqualTo(1);
        assertThat(as(officer, () -> mails.count(new MailQuery(null, null, "ida sample", null))))
                .isEqualTo(6);
        assertThat(as(officer, () -> mails.count(MailQuery.ALL.in(MailState.SENT))))
                .isEqualTo(1);
        assertThat(as(officer, () -> mails.count(new MailQuery(null, "other", null, null))))
                .isZero();
    }

    // ---- deciding

    private void fail(String address, MailState state) {
        database.sql("update crm_mail set state = ?, due_at = null, ended_at = utc_timestamp(6) where address = ?")
                .params(state.name(), address)
                .update();
    }

    @Test
    void officersSettleWhatIsInDoubtAndTheOwnerIsTold() {
        put(draft("sent@guests.example"), draft("given-up@guests.example"), draft("again@guests.example"));
        fail("sent@guests.example", MailState.UNCERTAIN);
        fail("given-up@guests.example", MailState.FAILED);
        fail("again@guests.example", MailState.UNCERTAIN);
        Officer officer = protocol();

        assertThat(as(officer, () -> mails.markSent(List.of(seen("sent@guests.example")))))
                .isEqualTo(1);
        assertThat(as(officer, () -> mails.giveUp(List.of(seen("given-up@guests.example")))))
                .isEqualTo(1);
        assertThat(as(officer, () -> mails.sendAgain(List.of(seen("again@guests.example")))))
                .isEqualTo(1);
        assertThat(as(officer, () -> mails.markSent(List.of(seen("sent@guests.example")))))
                .as("already")
                .isZero();
        told.tell();
        assertThat(owner.told())
                .extracting(TrialOwner.Told::state)
                .containsExactlyInAnyOrder(MailState.SENT, MailState.WITHDRAWN);
        assertThat(stateOf("again@guests.example")).isEqualTo(MailState.WAITING);

        List<AuditEntry> history = as(officer, () -> audit.historyOf(
                        mailTo("sent@guests.example").summary().id(), officer.scope(), Paging.first(10))
                .items());
        assertThat(history).hasSize(1);
        assertThat(history.get(0).changes())
                .anySatisfy(change -> assertThat(change.after()).isEqualTo("SENT"));
    }

    @Test
    void anActIsDoneToAllOrToNone() {
        put(draft("one@guests.example"), draft("two@guests.example"), draft("three@guests.example"));
        fail("one@guests.example", MailState.FAILED);
        fail("two@guests.example", MailState.SENT);
        fail("three@guests.example", MailState.FAILED);
        Officer officer = protocol();
        assertThatThrownBy(() -> as(
                        officer, () -> mails.giveUp(List.of(seen("one@guests.example"), seen("two@guests.example")))))
                .isInstanceOf(ConflictException.class);
        assertThat(stateOf("one@guests.example")).isEqualTo(MailState.FAILED);

        SeenMail stale = new SeenMail(seen("three@guests.example").id(), 7);
        assertThatThrownBy(() -> as(officer, () -> mails.sendAgain(List.of(seen("one@guests.example"), stale))))
                .isInstanceOf(ConflictException.class);
        assertThat(stateOf("one@guests.example")).isEqualTo(MailState.FAILED);
        assertThatThrownBy(() -> as(officer, () -> mails.giveUp(Collections.nCopies(101, seen("one@guests.example")))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void twoOfficersWhoSendTheSameAgainAtOnceSendItOnceMore() throws Exception {
        put(draft("ida@guests.example"));
        fail("ida@guests.example", MailState.FAILED);
        SeenMail seen = seen("ida@guests.example");
        List<Officer> two = List.of(protocol(), officers.manager("mail"));
        List<Integer> done = atOnce(2, number -> as(two.get(number), () -> mails.sendAgain(List.of(seen))));
        assertThat(done).containsExactlyInAnyOrder(0, 1);
        claim(UUID.randomUUID());
        assertThat(queue.claim(UUID.randomUUID(), LEASE)).isEmpty();
    }

    @Test
    void aCorrectedAddressIsUsedAndTheOldOneDoesNotStopIt() {
        put(draft("old@guests.example"));
        String before = mailTo("old@guests.example").messageId();
        fail("old@guests.example", MailState.BOUNCED);
        ClaimedMail none = new ClaimedMail(
                new Mail(
                        seen("old@guests.example").id(),
                        mission(),
                        TrialOwner.KIND,
                        UUID.randomUUID(),
                        "first",
                        MailAddress.of("old@guests.example"),
                        Sensitivity.INTERNAL,
                        "en",
                        1),
                0,
                0,
                new byte[16],
                false,
                false);
        suppressed.add(SuppressionList.Said.of(none.mail().to(), SuppressionReason.BOUNCED, null, none.mail()));
        owner.present = mail -> Optional.of(new MailAddress("new@guests.example", "Ida Sample"));

        database.sql("insert into crm_mail_unsubscription (token, mail_id) values (?, ?)")
                .params(
                        SecretTokens.hash(UnsubscriptionService.PURPOSE, "of-the-old-one"),
                        Bytes16.of(seen("old@guests.example").id()))
                .update();
        assertThat(unsubscriptions.languageOf("of-the-old-one")).isPresent();

        as(protocol(), () -> mails.sendAgain(List.of(seen("old@guests.example"))));

        ClaimedMail claimed = claim(UUID.randomUUID());
        assertThat(claimed.mail().to().address()).isEqualTo("new@guests.example");
        assertThat(unsubscriptions.languageOf("of-the-old-one"))
                .as("whoever has the old mailbox does not speak for the new one")
                .isEmpty();
        assertThat(suppressed.reasonsFor(claimed.mail())).isEmpty();
        assertThat(mailTo("new@guests.example").messageId())
                .as("a notice about the old address says nothing of the new")
                .isNotEqualTo(before);
    }

    // The address of today goes with the sensitivity of today.
    @Test
    void whoBecameMoreSensitiveSinceIsWrittenToAgainOutOfTheSightOfOthers() {
        put(draft("old@guests.example"));
        fail("old@guests.example", MailState.BOUNCED);
        SeenMail seen = seen("old@guests.example");
        owner.present = mail -> Optional.of(MailAddress.of("new@guests.example"));
        owner.sensitivity = mail -> Sensitivity.CONFIDENTIAL;
        as(officers.manager("mail"), () -> mails.sendAgain(List.of(seen)));
        assertThatThrownBy(() -> as(protocol(), () -> mails.get(seen.id()))).isInstanceOf(NotFoundException.class);
        MailSummary again =
                as(officers.manager("mail"), () -> mails.get(seen.id())).summary();
        assertThat(again.address()).isEqualTo("new@guests.example");
        assertThat(again.sensitivity()).isEqualTo(Sensitivity.CONFIDENTIAL);
    }

    @Test
    void whoGetsNoMailsIsToldBeforeAnyIsWritten() {
        as(protocol(), () -> {
            suppressions.add("ida@guests.example", null, Sensitivity.INTERNAL);
            return true;
        });
        assertThat(outbox.barred(
                        mission(),
                        List.of(MailAddress.of("Ida@guests.example"), MailAddress.of("olga@guests.example")),
                        false))
                .containsExactly(Map.entry("ida@guests.example", Outbox.Bar.SUPPRESSED));
        assertThat(outbox.barred(mission(), List.of(), true)).isEmpty();
        assertThat(outbox.barred(
                        Objects.requireNonNull(
                                officers.protocol("mail-elsewhere").home()),
                        List.of(MailAddress.of("ida@guests.example")),
                        true))
                .isEmpty();
    }

    @Test
    void whoOnlyUnsubscribedGetsTheMailsThatCannotBeUnsubscribedFrom() {
        put(draft("ida@guests.example"));
        Mail mail = database.sql("select * from crm_mail limit 1")
                .query((row, index) -> MailQueue.mail(row))
                .single();
        MailAddress ida = MailAddress.of("ida@guests.example");
        suppressed.add(SuppressionList.Said.of(ida, SuppressionReason.UNSUBSCRIBED, null, mail));
        assertThat(outbox.barred(mission(), List.of(ida), true)).containsOnlyKeys("ida@guests.example");
        assertThat(outbox.barred(mission(), List.of(ida), false)).isEmpty();
        suppressed.add(SuppressionList.Said.of(ida, SuppressionReason.BOUNCED, null, mail));
        assertThat(outbox.barred(mission(), List.of(ida), false)).containsOnlyKeys("ida@guests.example");
    }

    @Test
    void anAddressOutsideTheDomainsThatGetMailsIsToldBeforeAnyIsWritten() {
        MailOutbox trials = new MailOutbox(
                database,
                settings("127.0.0.1", 25, MailProperties.Security.NONE, 3, List.of("guests.example")),
                () -> {});
        assertThat(trials.barred(
                        mission(),
                        List.of(MailAddress.of("ida@guests.example"), MailAddress.of("Olga@elsewhere.example")),
                        false))
                .containsExactly(Map.entry("olga@elsewhere.example", Outbox.Bar.OUTSIDE));
    }

    @Test
    void theMailsOfOneOccurrenceAreTakenBackAndThoseOnTheirWayAreStopped() {
        MailDraft ida = draft("ida@guests.example");
        MailDraft olga = draft("olga@guests.example");
        MailDraft gone = draft("gone@guests.example");
        MailDraft other = new MailDraft(
                ida.mission(), ida.kind(), ida.subject(), "second", ida.to(), ida.sensitivity(), null, "fr");
        put(ida, olga, gone, other);
        database.sql("update crm_mail set state = 'SENDING', due_at = null, handing_over = address like 'gone%'"
                        + " where address like 'olga%' or address like 'gone%'")
                .update();
        assertThat(inTransaction(() -> outbox.withdraw(
                        mission(), TrialOwner.KIND, List.of(ida.subject(), olga.subject(), gone.subject()), "first")))
                .containsExactlyInAnyOrder(ida.subject(), olga.subject());
        assertThat(database.sql("select concat(address, ' ', occurrence, ' ', state, ' ', stopped) from crm_mail")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "ida@guests.example first WITHDRAWN 1",
                        "ida@guests.example second WAITING 0",
                        "olga@guests.example first SENDING 1",
                        "gone@guests.example first SENDING 1");
    }

    @Test
    void toTheSameAddressAMailKeepsItsMessageId() {
        put(draft("ida@guests.example"));
        String before = mailTo("ida@guests.example").messageId();
        fail("ida@guests.example", MailState.UNCERTAIN);
        as(protocol(), () -> mails.sendAgain(List.of(seen("ida@guests.example"))));
        assertThat(mailTo("ida@guests.example").messageId()).isEqualTo(before);
    }

    @Test
    void aCorrectedAddressThatHasTheMailAlreadyIsRefused() {
        MailDraft first = draft("old@guests.example");
        put(
                first,
                new MailDraft(
                        first.mission(),
                        first.kind(),
                        first.subject(),
                        first.occurrence(),
                        MailAddress.of("new@guests.example"),
                        first.sensitivity(),
                        null,
                        "en"));
        fail("old@guests.example", MailState.FAILED);
        owner.present = mail -> Optional.of(MailAddress.of("new@guests.example"));
        assertThatThrownBy(() -> as(protocol(), () -> mails.sendAgain(List.of(seen("old@guests.example")))))
                .isInstanceOf(ConflictException.class);
        assertThat(stateOf("old@guests.example")).isEqualTo(MailState.FAILED);
    }

    // ---- who gets none

    @Test
    void anAddressIsSuppressedOnceForEachReasonAndLiftedWithAWord() {
        Officer officer = protocol();
        put(draft("ida@guests.example"));
        ClaimedMail mail = claim(UUID.randomUUID());
        suppressed.add(SuppressionList.Said.of(mail.mail().to(), SuppressionReason.UNSUBSCRIBED, null, mail.mail()));
        suppressed.add(SuppressionList.Said.of(mail.mail().to(), SuppressionReason.BOUNCED, "550", mail.mail()));
        suppressed.add(SuppressionList.Said.of(mail.mail().to(), SuppressionReason.BOUNCED, "551", mail.mail()));
        as(officer, () -> {
            suppressions.add("Ida@Guests.example", "asked by telephone", Sensitivity.INTERNAL);
            suppressions.add("ida@guests.example", "once more", Sensitivity.INTERNAL);
            return true;
        });
        List<SuppressionView> all = as(
                officer,
                () -> suppressions.list(SuppressionQuery.ALL, Paging.first(10)).items());
        assertThat(all)
                .extracting(SuppressionView::reason)
                .containsExactlyInAnyOrder(
                        SuppressionReason.UNSUBSCRIBED, SuppressionReason.BOUNCED, SuppressionReason.BY_HAND);
        assertThat(all)
                .filteredOn(one -> one.reason() == SuppressionReason.BOUNCED)
                .extracting(SuppressionView::remark)
                .containsExactly("550");

        SuppressionView bounced = all.stream()
                .filter(one -> one.reason() == SuppressionReason.BOUNCED)
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> as(officer, () -> {
                    suppressions.lift(bounced.id(), " ");
                    return true;
                }))
                .isInstanceOf(InvalidInputException.class);
        as(officer, () -> {
            suppressions.lift(bounced.id(), "the mailbox is back");
            return true;
        });
        assertThat(suppressed.reasonsFor(mail.mail()))
                .containsExactlyInAnyOrder(SuppressionReason.UNSUBSCRIBED, SuppressionReason.BY_HAND);
        assertThatThrownBy(() -> as(officer, () -> {
                    suppressions.lift(bounced.id(), "once more");
                    return true;
                }))
                .isInstanceOf(NotFoundException.class);
    }

    // ---- owners

    @Test
    void anOwnerThatFailsToListenIsToldAgainAndKeepsNobodyElseFromBeingTold() {
        put(draft("bad@guests.example"), draft("good@guests.example"));
        fail("bad@guests.example", MailState.FAILED);
        fail("good@guests.example", MailState.FAILED);
        database.sql("update crm_mail set tell_at = utc_timestamp(6)").update();
        owner.onTold = now -> {
            if (now.mail().to().address().startsWith("bad")) {
                throw new AssertionError("not in the mood");
            }
        };
        told.tell();
        assertThat(owner.told()).extracting(now -> now.mail().to().address()).containsExactly("good@guests.example");
        assertThat(told.tell()).as("not at once again").isZero();

        owner.onTold = now -> {};
        database.sql("update crm_mail set tell_at = utc_timestamp(6) where tell_at is not null")
                .update();
        told.tell();
        assertThat(owner.told())
                .extracting(now -> now.mail().to().address())
                .containsExactly("good@guests.example", "bad@guests.example");
        assertThat(told.tell()).isZero();
    }

    @Test
    void anOwnerIsToldInATransactionWhoseFailureUndoesWhatItWrote() {
        put(draft("ida@guests.example"));
        fail("ida@guests.example", MailState.FAILED);
        database.sql("update crm_mail set tell_at = utc_timestamp(6)").update();
        owner.onTold = now -> {
            database.sql("update crm_mail set name = 'half done'").update();
            throw new IllegalStateException("broken");
        };
        told.tell();
        assertThat(mailTo("ida@guests.example").summary().name()).isEqualTo("Ida Sample");
    }

    // ---- two at once

    private interface Numbered<T> {
        T with(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int many, Numbered<T> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                Callable<T> one = () -> {
                    start.await();
                    return work.with(number);
                };
                running.add(threads.submit(one));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> one : running) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
