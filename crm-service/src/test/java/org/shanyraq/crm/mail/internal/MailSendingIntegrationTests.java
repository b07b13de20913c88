package org.shanyraq.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.CalendarPart;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.MailView;
import org.shanyraq.crm.mail.SendingStatus;
import org.shanyraq.crm.mail.SuppressionQuery;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.mail.SuppressionView;
import org.shanyraq.crm.mail.Unsubscriptions;
import org.shanyraq.crm.shared.Paging;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What becomes of mails at servers of all tempers, and what their recipients get. */
class MailSendingIntegrationTests extends MailScene {

    private static final String IDA = "ida@guests.example";
    private static final String OLGA = "olga@guests.example";

    @Autowired
    Unsubscriptions unsubscriptions;

    @Autowired
    MailReader reader;

    private ScriptedSmtp smtp;
    private MailSending sending;

    @BeforeEach
    void aServer() throws Exception {
        smtp = new ScriptedSmtp();
        sending = sending(settings(smtp.port()));
    }

    @AfterEach
    void noServer() throws Exception {
        smtp.close();
    }

    private String outcome(String address) {
        return mailTo(address).attempts().get(0).outcome();
    }

    /** Whether sending is paused, as the page says it. */
    private SendingStatus status() {
        return new MailReader(database, settings(smtp.port())).sending();
    }

    private void endPause() {
        database.sql("update crm_mail_pause set until = utc_timestamp(6)").update();
    }

    // ---- what servers say

    @Test
    void mailsAreSentOverOneConnectionAndTheirOwnerIsTold() {
        put(draft(IDA), draft(OLGA));
        sendAll(sending);
        assertThat(smtp.recipients()).containsExactlyInAnyOrder(IDA, OLGA);
        assertThat(smtp.connections()).isEqualTo(1);
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
        MailView.Attempt attempt = mailTo(IDA).attempts().get(0);
        assertThat(attempt.outcome()).isEqualTo("sent");
        assertThat(attempt.reply()).contains("250 taken");
        told.tell();
        assertThat(owner.told()).extracting(TrialOwner.Told::state).containsOnly(MailState.SENT);
        assertThat(owner.told()).hasSize(2);
    }

    @Test
    void aGuestWhoIsRefusedStopsNoOther() {
        put(draft(IDA), draft("gone@guests.example"), draft(OLGA));
        smtp.onRecipient = recipient -> recipient.startsWith("gone") ? "550 5.1.1 no such mailbox" : "250 ok";
        sendAll(sending);
        assertThat(smtp.recipients()).containsExactlyInAnyOrder(IDA, OLGA);
        assertThat(stateOf("gone@guests.example")).isEqualTo(MailState.FAILED);
        assertThat(mailTo("gone@guests.example").summary().reason()).isEqualTo("crm.mail.reason.no-recipient");
        assertThat(mailTo("gone@guests.example").attempts().get(0).reply()).contains("no such mailbox");
        assertThat(status().working()).isTrue();
    }

    @Test
    void aGreylistingIsTriedAgainAfterFiveMinutesUnderTheSameMessageId() {
        AtomicInteger asked = new AtomicInteger();
        smtp.onRecipient = recipient -> asked.incrementAndGet() == 1 ? "451 4.7.1 come back later" : "250 ok";
        put(draft(IDA));
        String id = mailTo(IDA).messageId();
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        assertThat(outcome(IDA)).isEqualTo("later");
        assertThat(secondsUntilDue(IDA)).isBetween(290L, 380L);
        makeDue();
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
        assertThat(smtp.taken().get(0).messageId()).isEqualTo(id);
        assertThat(mailTo(IDA).attempts()).hasSize(2);
    }

    private long secondsUntilDue(String address) {
        Long seconds = database.sql(
                        "select timestampdiff(second, utc_timestamp(6), due_at) from crm_mail where address = ?")
                .param(address)
                .query(Long.class)
                .single();
        return seconds == null ? -1 : seconds;
    }

    @Test
    void theTimeBetweenAttemptsDoublesAndIsNeverTheSame() {
        Set<Duration> first = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Duration pause = MailSending.retry(0);
            assertThat(pause).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(7));
            first.add(pause);
        }
        assertThat(first).hasSizeGreaterThan(10);
        assertThat(MailSending.retry(1)).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(13));
        assertThat(MailSending.retry(40)).isBetween(Duration.ofHours(12), Duration.ofHours(15));
    }

    @Test
    void aMailThatIsNotTakenForThreeDaysIsGivenUp() {
        smtp.onRecipient = always("450 4.2.2 mailbox full");
        put(draft(IDA));
        sendAll(sending);
        database.sql("update crm_mail set failing_since = timestampadd(hour, -71, utc_timestamp(6))")
                .update();
        makeDue();
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        database.sql("update crm_mail set failing_since = timestampadd(hour, -73, utc_timestamp(6))")
                .update();
        makeDue();
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.FAILED);
        assertThat(mailTo(IDA).summary().reason()).isEqualTo("crm.mail.reason.too-long");
    }

    // Fault 11: the recipient is gone for good, so nobody is written to there any more, as after a notice that came
    // back.
    @Test
    void anAddressThatThereIsNotGetsNoMoreMailsAndOneThatIsUnwelcomeDoes() {
        Map<String, Boolean> refusals = Map.of(
                "550 5.1.1 <ida@guests.example>: Recipient address rejected: User unknown", true,
                "550 5.1.10 null MX", true,
                "550 No such user here", true,
                "553 mailbox not found", true,
                "550 5.7.1 message refused by policy", false,
                "552 5.2.2 mailbox is full", false,
                "554 rejected as spam", false);
        refusals.forEach((refusal, gone) -> {
            anEmptyOutbox();
            smtp.onRecipient = always(refusal);
            put(draft(IDA));
            sendAll(sending);
            assertThat(stateOf(IDA)).as(refusal).isEqualTo(MailState.FAILED);
            List<SuppressionView> suppressed = as(
                            protocol(), () -> suppressions.list(SuppressionQuery.ALL, Paging.first(9)))
                    .items();
            assertThat(suppressed).as(refusal).hasSize(gone ? 1 : 0);
            assertThat(suppressed).as(refusal).allSatisfy(one -> {
                assertThat(one.reason()).isEqualTo(SuppressionReason.BOUNCED);
                assertThat(one.remark()).isNotBlank();
                assertThat(one.mail()).isEqualTo(mailTo(IDA).summary().id());
            });
            assertThat(mailTo(IDA).summary().reason())
                    .isEqualTo("crm.mail.reason." + (gone ? "no-recipient" : "refused"));
        });
        smtp.onRecipient = always("550 5.1.1 User unknown");
        anEmptyOutbox();
        put(draft(IDA));
        sendAll(sending);
        put(draft(IDA));
        sendAll(sending);
        assertThat(as(protocol(), () -> mails.figures()).get(MailState.SUPPRESSED))
                .isEqualTo(1);
    }

    // One guest whom our server does not pass mails on to is no reason to send none to the others, nor to try for ever.
    @Test
    void aRecipientWhomTheServerPassesNothingOnToStopsNoOtherAndIsGivenUpInTheEnd() {
        for (String refusal : List.of(
                "550 5.7.1 <ida@guests.example>: Relay access denied",
                "553 5.7.1 Sender address rejected: not owned by user",
                "530 5.7.0 Authentication required",
                "554 5.7.1 Client host rejected")) {
            anEmptyOutbox();
            smtp.onRecipient = recipient -> recipient.equals(IDA) ? refusal : "250 ok";
            put(draft(IDA), draft(OLGA));
            sendAll(sending);
            assertThat(stateOf(IDA)).as(refusal).isEqualTo(MailState.WAITING);
            assertThat(outcome(IDA)).as(refusal).isEqualTo("not-passed-on");
            assertThat(secondsUntilDue(IDA)).as(refusal).isBetween(290L, 380L);
            assertThat(stateOf(OLGA)).as(refusal).isEqualTo(MailState.SENT);
            assertThat(status().working()).as(refusal).isTrue();
            assertThat(as(protocol(), () -> suppressions.count(SuppressionQuery.ALL)))
                    .isZero();
            database.sql("update crm_mail set failing_since = timestampadd(hour, -73, utc_timestamp(6))"
                            + " where failing_since is not null")
                    .update();
            makeDue();
            sendAll(sending);
            assertThat(stateOf(IDA)).as(refusal).isEqualTo(MailState.FAILED);
        }
    }

    @Test
    void aServerThatPassesNothingOnToAnybodyPausesTheOthersAndCostsNoGuestAMail() {
        smtp.onRecipient = always("554 5.7.1 Relay access denied");
        for (int i = 0; i < 7; i++) {
            put(draft("guest" + i + "@guests.example"));
        }
        sendAll(sending);
        assertThat(status().reason()).isEqualTo("crm.mail.sending.in-vain");
        assertThat(status().detail()).isNull();
        assertThat(as(protocol(), () -> mails.figures()).get(MailState.WAITING)).isEqualTo(7);
        smtp.onRecipient = always("250 ok");
        endPause();
        makeDue();
        sendAll(sending);
        assertThat(as(protocol(), () -> mails.figures()).get(MailState.SENT)).isEqualTo(7);
        assertThat(status().working()).isTrue();
    }

    @Test
    void aServerThatRefusesTheSenderOrGreetsWithARefusalPausesSending() {
        put(draft(IDA));
        smtp.onSender = "550 5.1.8 sender domain does not exist";
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        assertThat(status().reason()).isEqualTo("crm.mail.sending.refused");
        assertThat(status().detail()).contains("does not exist");

        smtp.onSender = "250 ok";
        smtp.banner = "554 no service here";
        endPause();
        sendAll(sending);
        assertThat(status().reason()).isEqualTo("crm.mail.sending.unreachable");
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        assertThat(outcome(IDA)).isEqualTo("not-us");
    }

    @Test
    void eachPauseIsTwiceAsLongAsTheOneBefore() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        MailSending nowhere = sending(settings(closed));
        put(draft(IDA));
        nowhere.sendNext();
        assertThat(nowhere.sendNext()).as("while it is paused").isFalse();
        assertThat(pauseSeconds()).isBetween(50L, 60L);
        endPause();
        nowhere.sendNext();
        assertThat(pauseSeconds()).isBetween(110L, 120L);
        assertThat(mailTo(IDA).summary().reason()).isEqualTo("crm.mail.reason.paused");
        assertThat(database.sql("select failures from crm_mail")
                        .query(Integer.class)
                        .single())
                .as("a pause is no failure of the mail")
                .isZero();
    }

    private long pauseSeconds() {
        Long seconds = database.sql("select timestampdiff(second, utc_timestamp(6), until) from crm_mail_pause")
                .query(Long.class)
                .single();
        return seconds == null ? -1 : seconds;
    }

    @Test
    void aSlowGreetingIsNotWaitedForForEver() {
        smtp.banner = ScriptedSmtp.STALL;
        put(draft(IDA));
        long begun = System.nanoTime();
        sendAll(sending);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        assertThat(status().reason()).isEqualTo("crm.mail.sending.unreachable");
    }

    @Test
    void aServerThatFallsSilentAfterTheFullStopLeavesTheMailUncertain() {
        smtp.onContent = always(ScriptedSmtp.STALL);
        put(draft(IDA));
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.UNCERTAIN);
        assertThat(outcome(IDA)).isEqualTo("uncertain");
        makeDue();
        assertThat(sending.sendNext()).isFalse();
    }

    @Test
    void aConnectionThatDropsAfterTheFullStopLeavesTheMailUncertainAndOneBeforeItDoesNot() {
        put(draft(IDA));
        smtp.onContent = always(ScriptedSmtp.DROP);
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.UNCERTAIN);

        put(draft(OLGA));
        smtp.onRecipient = always(ScriptedSmtp.DROP);
        sendAll(sending);
        assertThat(stateOf(OLGA)).isEqualTo(MailState.WAITING);
        assertThat(outcome(OLGA)).isEqualTo("broken-off");
    }

    @Test
    void aRefusalAfterTheFullStopIsForThatMail() {
        smtp.onContent = recipient -> recipient.equals(IDA) ? "554 5.6.0 no such content here" : "250 taken";
        put(draft(IDA), draft(OLGA));
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.FAILED);
        assertThat(stateOf(OLGA)).isEqualTo(MailState.SENT);

        smtp.onContent = always("452 4.3.1 no room now");
        put(draft("paul@guests.example"));
        sendAll(sending);
        assertThat(stateOf("paul@guests.example")).isEqualTo(MailState.WAITING);
    }

    @Test
    void fiveMailsInARowThatComeToNothingPauseTheOthers() {
        smtp.onContent = always("554 5.7.1 refused by policy");
        for (int i = 0; i < 7; i++) {
            put(draft("guest" + i + "@guests.example"));
        }
        sendAll(sending);
        assertThat(as(protocol(), () -> mails.figures()).get(MailState.FAILED)).isEqualTo(5);
        assertThat(status().reason()).isEqualTo("crm.mail.sending.in-vain");
    }

    // ---- by themselves

    @Test
    void aMailGoesOutAndItsOwnerIsToldOnceTheTransactionIsCommitted() {
        MailUpkeep upkeep = new MailUpkeep(queue, told, null, Duration.ofMinutes(2));
        MailWorkers workers = new MailWorkers(() -> List.of(sending::sendNext, upkeep), Duration.ofHours(1));
        workers.start();
        try {
            MailOutbox own = new MailOutbox(
                    database,
                    settings("127.0.0.1", smtp.port(), MailProperties.Security.NONE, 3, List.of()),
                    workers::wake);
            inTransaction(() -> own.put(List.of(draft(IDA))));
            await().atMost(Duration.ofSeconds(10)).until(() -> !owner.told().isEmpty());
            assertThat(owner.told().get(0).state()).isEqualTo(MailState.SENT);
        } finally {
            workers.stop();
        }
        assertThat(workers.isRunning()).isFalse();
        assertThat(smtp.recipients()).containsExactly(IDA);
    }

    @Test
    void anOwnerThatRecursesForEverHoldsNobodyUp() {
        owner.text = mail -> mail.to().address().equals(IDA) ? endless(mail) : TrialOwner.plain(mail);
        put(draft(IDA), draft(OLGA));
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        assertThat(stateOf(OLGA)).isEqualTo(MailState.SENT);
    }

    private static Optional<MailText> endless(Mail mail) {
        return mail.attempt() < 0 ? Optional.empty() : endless(mail).map(text -> text);
    }

    // ---- owners

    @Test
    void anOwnerThatCannotWriteIsAskedAgainAndGivenUpAfterFiveTimes() {
        owner.text = mail -> {
            if (mail.to().address().equals(IDA)) {
                throw new AssertionError("no words");
            }
            return TrialOwner.plain(mail);
        };
        put(draft(IDA), draft(OLGA));
        sendAll(sending);
        assertThat(stateOf(OLGA)).isEqualTo(MailState.SENT);
        for (int i = 2; i <= 5; i++) {
            assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
            makeDue();
            sendAll(sending);
        }
        assertThat(stateOf(IDA)).isEqualTo(MailState.FAILED);
        assertThat(mailTo(IDA).summary().reason()).isEqualTo("crm.mail.reason.unwritten");
        assertThat(mailTo(IDA).summary().attempts()).isEqualTo(5);
    }

    @Test
    void aMailThatItsOwnerDoesNotWantAnyMoreIsNotSent() {
        owner.text = mail -> Optional.empty();
        put(draft(IDA));
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.WITHDRAWN);
        assertThat(smtp.connections()).isZero();
    }

    @Test
    void anOwnerSeesTheMailInTheNameOfTheSystemAndOutsideOfAnyTransaction() {
        owner.text = mail -> {
            assertThat(access.officer().kind()).isEqualTo(Officer.Kind.SYSTEM);
            assertThat(access.scope().missions()).containsExactly(mail.mission());
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isFalse();
            return TrialOwner.plain(mail);
        };
        put(draft(IDA));
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
    }

    @Test
    void aMailThatIsTakenBackWhileItIsWrittenIsNotSent() {
        MailDraft draft = draft(IDA);
        owner.text = mail -> {
            inTransaction(() -> outbox.withdraw(TrialOwner.KIND, mail.subject()));
            return TrialOwner.plain(mail);
        };
        put(draft);
        sendAll(sending);
        assertThat(smtp.taken()).isEmpty();
        assertThat(stateOf(IDA)).isEqualTo(MailState.WITHDRAWN);
    }

    @Test
    void mailsOfAnOwnerThatIsNotHereWait() {
        MailDraft known = draft(IDA);
        put(new MailDraft(
                known.mission(),
                "unheard-of",
                UUID.randomUUID(),
                "first",
                known.to(),
                known.sensitivity(),
                null,
                "en"));
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        assertThat(mailTo(IDA).summary().reason()).isEqualTo("crm.mail.reason.no-owner");
    }

    // ---- who gets none

    @Test
    void whoGetsNoMailsGetsNone() {
        put(draft(IDA), draft(OLGA), draft("paul@elsewhere.example"), draft("rita@sub.guests.example"));
        as(protocol(), () -> {
            suppressions.add(IDA, null, Sensitivity.INTERNAL);
            return true;
        });
        sendAll(sending(
                settings("127.0.0.1", smtp.port(), MailProperties.Security.NONE, 3, List.of("guests.example"))));
        assertThat(smtp.recipients()).containsExactlyInAnyOrder(OLGA, "rita@sub.guests.example");
        assertThat(stateOf(IDA)).isEqualTo(MailState.SUPPRESSED);
        assertThat(mailTo("paul@elsewhere.example").summary().reason()).isEqualTo("crm.mail.reason.domain");
        told.tell();
        assertThat(owner.told())
                .filteredOn(now -> now.state() == MailState.SUPPRESSED)
                .hasSize(2);
    }

    @Test
    void anAddressOfAnotherMissionIsNotSuppressed() {
        as(officers.protocol("mail-elsewhere"), () -> {
            suppressions.add(IDA, null, Sensitivity.INTERNAL);
            return true;
        });
        put(draft(IDA));
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
    }

    @Test
    void anAddressGetsSoManyMailsADayAndTheOthersTomorrow() {
        put(draft(IDA), draft(OLGA), draft("IDA@guests.example"), draft(IDA), draft(IDA));
        sendAll(sending);
        assertThat(smtp.recipients())
                .filteredOn(recipient -> recipient.equalsIgnoreCase(IDA))
                .hasSize(3);
        assertThat(smtp.recipients()).contains(OLGA);
        Integer tomorrow = database.sql(
                        "select count(*) from crm_mail where state = 'WAITING' and due_at >= timestampadd(day, 1, utc_date())")
                .query(Integer.class)
                .single();
        assertThat(tomorrow).isEqualTo(1);
        database.sql("update crm_mail_day set day = timestampadd(day, -1, day)").update();
        makeDue();
        sendAll(sending);
        assertThat(smtp.recipients())
                .filteredOn(recipient -> recipient.equalsIgnoreCase(IDA))
                .hasSize(4);
    }

    // Only what arrived, or may have, is what somebody got today.
    @Test
    void whatIsRefusedAfterTheFullStopIsNoneOfTheMailsThatSomebodyGotToday() {
        smtp.onContent = always("451 4.3.0 not now");
        put(draft(IDA));
        for (int i = 0; i < 4; i++) {
            makeDue();
            sendAll(sending);
        }
        assertThat(mailsToday()).isZero();
        smtp.onContent = always("554 5.6.0 no such content here");
        put(draft(IDA));
        makeDue();
        sendAll(sending);
        assertThat(mailsToday()).isZero();
        smtp.onContent = always(ScriptedSmtp.DROP);
        put(draft(IDA));
        sendAll(sending);
        assertThat(mailsToday()).as("it may have arrived").isEqualTo(1);
        smtp.onContent = always("250 taken");
        put(draft(IDA), draft(IDA));
        sendAll(sending);
        assertThat(mailsToday()).isEqualTo(3);
    }

    @Test
    void aTrialOfAnOfficerIsNoneOfTheMailsOfTheDay() {
        smtp.onContent = always("554 5.6.0 no such content here");
        put(draft(IDA), trial());
        sendAll(sending);
        assertThat(mailsToday()).isZero();
        smtp.onContent = always("250 taken");
        put(draft(IDA), draft(IDA), draft(IDA), trial());
        sendAll(sending);
        assertThat(smtp.recipients()).filteredOn(IDA::equals).hasSize(4);
        assertThat(mailsToday()).isEqualTo(3);
        smtp.onContent = always("554 5.6.0 no such content here");
        put(trial());
        sendAll(sending);
        assertThat(mailsToday()).as("what is not counted is not given back").isEqualTo(3);
    }

    private MailDraft trial() {
        MailDraft one = draft(IDA);
        return new MailDraft(
                one.mission(),
                one.kind(),
                one.subject(),
                one.occurrence(),
                one.to(),
                one.sensitivity(),
                null,
                one.language(),
                true);
    }

    private int mailsToday() {
        return database.sql("select coalesce(sum(mails), 0) from crm_mail_day")
                .query(Integer.class)
                .single();
    }

    // Two sorts of failures, each with a bound of its own.
    @Test
    void whatServersPutOffIsNotCountedAgainstWhoWritesTheMail() {
        smtp.onRecipient = always("451 4.7.1 come back later");
        put(draft(IDA));
        for (int i = 0; i < 5; i++) {
            makeDue();
            sendAll(sending);
        }
        owner.text = mail -> {
            throw new IllegalStateException("no words");
        };
        makeDue();
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        assertThat(mailTo(IDA).summary().reason()).isEqualTo("crm.mail.reason.unwritten");
        owner.text = TrialOwner::plain;
        smtp.onRecipient = always("250 ok");
        makeDue();
        sendAll(sending);
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
    }

    @Test
    void whoUnsubscribesGetsOnlyMailsThatCannotBeUnsubscribedFrom() {
        owner.text = mail -> Optional.of(new MailText(
                "News",
                "Text\nTo end these mails: " + MailText.UNSUBSCRIBE_LINK + "\nBye",
                null,
                null,
                null,
                null,
                mail.occurrence().equals("first")));
        put(draft(IDA));
        sendAll(sending);
        String token = tokenIn(smtp.taken().get(0).text());
        assertThat(token).matches("[\\w-]{32}");
        assertThat(smtp.taken().get(0).text()).contains("To end these mails: " + LINK + token);
        assertThat(database.sql("select count(*) from crm_mail_unsubscription where token = ?")
                        .param(token.getBytes(StandardCharsets.US_ASCII))
                        .query(Integer.class)
                        .single())
                .as("the token itself is not kept")
                .isZero();

        assertThat(unsubscriptions.languageOf(token)).contains("fr");
        assertThat(suppressed.reasonsFor(anyMailTo(IDA)))
                .as("looking changes nothing")
                .isEmpty();
        assertThat(unsubscriptions.unsubscribe(token)).contains("fr");
        assertThat(unsubscriptions.unsubscribe(token)).contains("fr");
        assertThat(unsubscriptions.unsubscribe("A".repeat(27))).isEmpty();
        assertThat(suppressed.reasonsFor(anyMailTo(IDA))).containsExactly(SuppressionReason.UNSUBSCRIBED);

        put(draft(IDA));
        sendAll(sending);
        assertThat(smtp.taken()).hasSize(1);
        MailDraft draft = draft(IDA);
        put(new MailDraft(
                draft.mission(), draft.kind(), draft.subject(), "second", draft.to(), draft.sensitivity(), null, "en"));
        sendAll(sending);
        assertThat(smtp.taken()).hasSize(2);
        assertThat(smtp.taken().get(1).text())
                .doesNotContain("List-Unsubscribe")
                .doesNotContain("To end these mails");
    }

    private Mail anyMailTo(String address) {
        return database.sql("select * from crm_mail where address = ? limit 1")
                .param(address)
                .query((row, index) -> MailQueue.mail(row))
                .single();
    }

    private static String tokenIn(String text) {
        int at = text.indexOf(LINK) + LINK.length();
        return text.substring(at, at + 32);
    }

    // ---- what arrives

    @Test
    void aMailArrivesWithAllItsParts() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        try {
            owner.text = mail -> Optional.of(new MailText(
                    "Қош келдіңіз\r\nBcc: everybody@guests.example",
                    "Dear Ida",
                    "<h1>Dear Ida</h1><p onclick='x()'>Come <a href='https://mission.example/x'>here</a>"
                            + "<img src='https://tracker.example/pixel.gif'><script>alert(1)</script></p>",
                    new CalendarPart(
                            CalendarPart.Method.REQUEST,
                            "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Диалог\r\nEND:VCALENDAR\r\n"),
                    "Ambassade\r\nBcc: everybody@guests.example",
                    new MailAddress("protocol@mission.example", "Protocol"),
                    true));
            put(draft(IDA));
            sendAll(sending(settings(server.getSmtp().getPort())));
            MimeMessage got = server.getReceivedMessages()[0];
            assertThat(got.getSubject()).isEqualTo("Қош келдіңіз Bcc: everybody@guests.example");
            assertThat(got.getHeader("Bcc")).isNull();
            assertThat(got.getAllRecipients()).hasSize(1);
            assertThat(got.getMessageID()).isEqualTo(mailTo(IDA).messageId());
            assertThat(((InternetAddress) got.getFrom()[0]).getPersonal())
                    .isEqualTo("Ambassade Bcc: everybody@guests.example");
            assertThat(((InternetAddress) got.getReplyTo()[0]).getAddress()).isEqualTo("protocol@mission.example");
            assertThat(got.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
            assertThat(got.getHeader("List-Unsubscribe", null).replaceAll("\\s", ""))
                    .startsWith("<" + LINK);
            assertThat(got.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");

            MimeMultipart all = (MimeMultipart) got.getContent();
            assertThat(all.getContentType()).startsWith("multipart/mixed");
            MimeMultipart alternatives = (MimeMultipart) all.getBodyPart(0).getContent();
            assertThat(alternatives.getContentType()).startsWith("multipart/alternative");
            assertThat(alternatives.getBodyPart(0).getContent()).isEqualTo("Dear Ida");
            String markup = (String) alternatives.getBodyPart(1).getContent();
            assertThat(markup).contains("<h1>Dear Ida</h1>").contains("https://mission.example/x");
            assertThat(markup)
                    .doesNotContain("tracker")
                    .doesNotContain("script")
                    .doesNotContain("onclick");
            for (BodyPart calendar : List.of(alternatives.getBodyPart(2), all.getBodyPart(1))) {
                assertThat(calendar.getContentType().toLowerCase(Locale.ROOT))
                        .contains("text/calendar")
                        .contains("method=request")
                        .contains("charset=utf-8");
                assertThat(content(calendar)).contains("SUMMARY:Диалог");
            }
            assertThat(all.getBodyPart(1).getFileName()).isEqualTo("invite.ics");
        } finally {
            server.stop();
        }
    }

    private static String content(BodyPart part) throws Exception {
        try (InputStream in = part.getInputStream()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    // ---- encryption

    @Test
    void withStarttlsTheMailGoesOutEncryptedOrNotAtAll(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);

        put(draft(IDA));
        MailProperties required = settings("localhost", smtp.port(), MailProperties.Security.STARTTLS, 3, List.of());
        sendAll(sending(required, context.getSocketFactory()));
        assertThat(smtp.taken()).as("a server that offers no encryption").isEmpty();
        assertThat(stateOf(IDA)).isEqualTo(MailState.WAITING);
        assertThat(status().reason()).isEqualTo("crm.mail.sending.unreachable");

        smtp.tls = context;
        endPause();
        sendAll(sending(required));
        assertThat(smtp.taken()).as("a server that nobody trusts").isEmpty();

        endPause();
        sendAll(sending(required, context.getSocketFactory()));
        assertThat(smtp.recipients()).containsExactly(IDA);
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
    }
}
