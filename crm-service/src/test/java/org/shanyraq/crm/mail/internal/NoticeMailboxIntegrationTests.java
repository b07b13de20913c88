package org.shanyraq.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.mail.CalendarTaker;
import org.shanyraq.crm.mail.IncomingCalendar;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.StrayNotice;
import org.shanyraq.crm.mail.StrayNotices;
import org.shanyraq.crm.mail.SuppressionQuery;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.mail.SuppressionView;
import org.shanyraq.crm.shared.Paging;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessResourceException;

/** What comes back, read from a real mailbox. The notices are fictional. */
class NoticeMailboxIntegrationTests extends MailScene {

    private static final String IDA = "ida@guests.example";

    @Autowired
    NoticeDesk desk;

    @Autowired
    StrayNotices notices;

    @Autowired
    CalendarTexts reading;

    private boolean taking = true;
    private boolean failing;

    /** What calendars sent, as somebody takes it who does as told. */
    private final List<IncomingCalendar> calendars = new CopyOnWriteArrayList<>();

    private final CalendarTaker taker = calendar -> {
        calendars.add(calendar);
        if (failing) {
            throw new TransientDataAccessResourceException("no database");
        }
        return taking;
    };
    private GreenMail server;
    private GreenMailUser bounces;
    private NoticeMailbox mailbox;

    @BeforeEach
    void aMailbox() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        bounces = server.setUser("bounces@mission.example", "bounces", "secret");
        mailbox = mailbox(server.getImap().getPort());
    }

    private NoticeMailbox mailbox(int port) {
        MailProperties sending = settings(25);
        MailProperties properties = new MailProperties(
                true,
                sending.host(),
                sending.port(),
                null,
                null,
                sending.from(),
                null,
                null,
                sending.security(),
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                1,
                Duration.ofSeconds(1),
                3,
                List.of(),
                Duration.ofDays(400),
                new MailProperties.Bounces(
                        "127.0.0.1",
                        port,
                        "bounces",
                        "secret",
                        "INBOX",
                        MailProperties.Security.NONE,
                        Duration.ofMinutes(2),
                        null));
        return new NoticeMailbox(properties, null, desk, () -> Stream.of(taker), Clock.systemUTC());
    }

    @AfterEach
    void noMailbox() {
        server.stop();
    }

    /** Delivers the notice of that name, made out for that Message-ID. */
    private void deliver(String name, String messageId) throws Exception {
        deliver(name, messageId, text -> text);
    }

    private void deliver(String name, String messageId, UnaryOperator<String> change) throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/mail/" + name))) {
            String text = change.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .replace("{message-id}", messageId)
                    .replace("\n", "\r\n");
            bounces.deliver(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private String sent(String address) {
        put(draft(address));
        database.sql(
                        "update crm_mail set state = 'SENT', due_at = null, attempt = 1, ended_at = utc_timestamp(6) where address = ?")
                .param(address)
                .update();
        return mailTo(address).messageId();
    }

    private List<StrayNotice> strays() {
        return as(protocol(), () -> notices.list(Paging.first(50)).items());
    }

    private List<SuppressionReason> suppressedFor() {
        return as(protocol(), () -> suppressions.list(SuppressionQuery.ALL, Paging.first(50)).items().stream()
                .map(SuppressionView::reason)
                .toList());
    }

    private long unread() throws Exception {
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> {
                    try {
                        return !message.isSet(Flags.Flag.SEEN);
                    } catch (MessagingException failure) {
                        throw new AssertionError(failure);
                    }
                })
                .count();
    }

    @Test
    void whatCannotBeDeliveredIsBouncedAndItsAddressGetsNoMoreMails() throws Exception {
        deliver("undeliverable.eml", sent(IDA));
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.BOUNCED);
        assertThat(mailTo(IDA).attempts().get(0).reply()).contains("5.1.1").contains("no such mailbox");
        assertThat(suppressedFor()).containsExactly(SuppressionReason.BOUNCED);
        told.tell();
        assertThat(owner.told()).extracting(TrialOwner.Told::state).containsExactly(MailState.BOUNCED);
        assertThat(unread()).isZero();

        mailbox.read();
        assertThat(strays()).as("what was read is not read again").isEmpty();
    }

    @Test
    void theSecondNoticeOfTheSameMailIsNoted() throws Exception {
        String id = sent(IDA);
        deliver("undeliverable.eml", id);
        deliver("undeliverable-whole.eml", id);
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.BOUNCED);
        assertThat(strays()).extracting(StrayNotice::reason).containsExactly("again");
    }

    // A server that gave up after days says "failed" with the status of its last try.
    @Test
    void whatWasGivenUpAfterDaysIsBouncedAndTheAddressIsNotAtFault() throws Exception {
        deliver("given-up.eml", sent(IDA));
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.BOUNCED);
        assertThat(suppressedFor()).isEmpty();
    }

    // The same rule as when a server says so at once.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.2.2 | smtp; 552 5.2.2 Mailbox full                                | false
            5.2.1 | smtp; 550 5.2.1 Mailbox disabled for a while                | false
            5.3.4 | smtp; 552 5.3.4 Message too big for this system             | false
            5.6.1 | smtp; 554 5.6.1 Media not supported                         | false
            5.7.1 | smtp; 550 5.7.1 User unknown to our policy                  | false
            5.4.7 | smtp; 451 4.4.7 message expired                             | false
            5.0.0 | smtp; 554 Message looks like spam                           | false
            5.1.8 | smtp; 550 5.1.8 Bad address of the sender                   | false
            4.4.7 | smtp; 550 5.1.1 User unknown                                | false
            5.1.1 | smtp; 550 5.1.1 No such user                                | true
            5.0.0 | smtp; 550 5.1.1 No such user                                | true
            5.0.0 | smtp; 550 Unknown user                                      | true
            5.1.2 | smtp; 550 Host not found                                    | true
            5.1.10| smtp; 556 5.1.10 Null MX                                    | true
            """)
    void onlyAnAddressThatIsNoneGetsNoMoreMails(String status, String said, boolean none) throws Exception {
        deliver("undeliverable.eml", sent(IDA), text -> text.replaceAll("(?m)^Status: .*$", "Status: " + status)
                .replaceAll("(?m)^Diagnostic-Code: .*(\\n[ \t].*)*$", "Diagnostic-Code: " + said));
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.BOUNCED);
        assertThat(suppressedFor().contains(SuppressionReason.BOUNCED)).isEqualTo(none);
    }

    @Test
    void aDelayIsNotedAndEndsNothing() throws Exception {
        deliver("delayed.eml", sent(IDA));
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
        assertThat(suppressedFor()).isEmpty();
        assertThat(strays()).extracting(StrayNotice::reason).containsExactly("delayed");
        assertThat(strays().get(0).summary()).contains("4.2.2");
    }

    @Test
    void anAbsenceIsNotedAndEndsNothing() throws Exception {
        deliver("absence.eml", sent(IDA));
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
        assertThat(strays()).extracting(StrayNotice::reason).containsExactly("automatic");
    }

    @Test
    void aComplaintEndsMailsToItsAddress() throws Exception {
        deliver("complaint.eml", sent(IDA));
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
        assertThat(suppressedFor()).containsExactly(SuppressionReason.COMPLAINT);
    }

    @Test
    void aNoticeThatKnowsNoSecretOfOursSuppressesNobody() throws Exception {
        String id = sent(IDA);
        String guessed = id.replaceAll("\\.[0-9a-f]{32}@", "." + "0".repeat(32) + "@");
        assertThat(guessed).isNotEqualTo(id);
        deliver("undeliverable.eml", guessed);
        deliver("undeliverable.eml", "<1234@somewhere.example>");
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
        assertThat(suppressedFor()).isEmpty();
        assertThat(strays()).as("what it says is shown to nobody").isEmpty();
        assertThat(as(officers.administrator("mail"), () -> notices.unknown())).isEqualTo(2);
        assertThat(unread()).isZero();
    }

    @Test
    void whatCannotBeReadIsSetAsideAndHoldsNothingUp() throws Exception {
        String id = sent(IDA);
        deliver("garbled.eml", id);
        deliver("nested.eml", id);
        deliver("undeliverable.eml", id);
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.BOUNCED);
        assertThat(unread()).isZero();
        assertThat(as(officers.administrator("mail"), () -> notices.unknown())).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aNoticeThatComesWhileTheMailIsBeingSentIsReadAgainLater() throws Exception {
        deliver("undeliverable.eml", sent(IDA));
        database.sql("update crm_mail set state = 'SENDING'").update();
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENDING);
        database.sql("update crm_mail set state = 'SENT'").update();
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.BOUNCED);
    }

    @Test
    void anUnsubscriptionIsNotWeakenedByABounce() throws Exception {
        String id = sent(IDA);
        suppressed.add(
                SuppressionList.Said.of(new MailAddress(IDA, null), SuppressionReason.UNSUBSCRIBED, null, mail()));
        deliver("undeliverable.eml", id);
        mailbox.read();
        assertThat(suppressedFor())
                .containsExactlyInAnyOrder(SuppressionReason.UNSUBSCRIBED, SuppressionReason.BOUNCED);
    }

    private Mail mail() {
        return database.sql("select * from crm_mail limit 1")
                .query((row, index) -> MailQueue.mail(row))
                .single();
    }

    @Test
    void aBounceOfAHiddenMailIsHidden() throws Exception {
        put(draft(IDA, Sensitivity.CONFIDENTIAL));
        database.sql("update crm_mail set state = 'SENT', due_at = null").update();
        deliver("undeliverable.eml", mailTo(IDA).messageId());
        deliver("delayed.eml", mailTo(IDA).messageId());
        mailbox.read();
        assertThat(suppressedFor()).isEmpty();
        assertThat(strays()).isEmpty();
        assertThat(as(officers.manager("mail"), () -> suppressions.count(SuppressionQuery.ALL)))
                .isEqualTo(1);
    }

    @Test
    void oneInstanceReadsAtATime() {
        assertThat(queue.takeTurn("notices", Duration.ofMinutes(10))).isTrue();
        assertThat(queue.takeTurn("notices", Duration.ofMinutes(10))).isFalse();
        queue.endTurn("notices", Duration.ZERO);
        assertThat(queue.takeTurn("notices", Duration.ofMinutes(10))).isTrue();
    }

    // ---- what breaks off

    // To fetch a message marks it on many servers: whatever broke off then was never read again.
    @Test
    void aNoticeWhoseFetchingBreaksOffIsReadNextTime() throws Exception {
        deliver("undeliverable.eml", sent(IDA));
        try (CutOffProxy proxy = new CutOffProxy(server.getImap().getPort(), "BODY")) {
            mailbox(proxy.port()).read();
            assertThat(proxy.cuts()).isPositive();
        }
        assertThat(stateOf(IDA)).isEqualTo(MailState.SENT);
        assertThat(unread()).isEqualTo(1);
        assertThat(as(officers.administrator("mail"), () -> notices.unknown())).isZero();
        mailbox.read();
        assertThat(stateOf(IDA)).isEqualTo(MailState.BOUNCED);
        assertThat(unread()).isZero();
    }

    // Kept first, marked then: what breaks off in between is read twice and is one.
    @Test
    void aNoticeThatIsKeptAndCouldNotBeMarkedIsOneWhenItIsReadAgain() throws Exception {
        deliver("delayed.eml", sent(IDA));
        try (CutOffProxy proxy = new CutOffProxy(server.getImap().getPort(), "STORE")) {
            mailbox(proxy.port()).read();
            assertThat(proxy.cuts()).isPositive();
        }
        assertThat(strays()).hasSize(1);
        mailbox.read();
        assertThat(strays()).hasSize(1);
        assertThat(unread()).isZero();
    }

    // ---- answers of calendars

    private static final String ANSWER = """
            From: "Ida Sample" <Ida@guests.example>
            To: bounces@mission.example
            Subject: Accepted: Water dialogue
            Date: Thu, 26 Nov 2026 10:00:00 +0000
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="b"

            --b
            Content-Type: text/plain; charset=UTF-8

            Ida Sample has accepted.
            --b
            Content-Type: {type}

            BEGIN:VCALENDAR
            METHOD:REPLY
            END:VCALENDAR
            --b--
            """;

    private void deliverText(String text) throws Exception {
        bounces.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    private void deliverAnswer(String type) throws Exception {
        deliverText(ANSWER.replace("{type}", type));
    }

    @Test
    void theAnswerOfACalendarIsHandedOnHoweverItIsPacked() throws Exception {
        deliverAnswer("text/calendar; charset=UTF-8; method=REPLY");
        deliverAnswer("TEXT/Calendar; METHOD=counter");
        deliverAnswer("application/ics; name=\"answer.ics\"");
        deliverAnswer("application/octet-stream; name=\"Answer.ICS\"");
        mailbox.read();
        assertThat(calendars).hasSize(4).allSatisfy(calendar -> {
            assertThat(calendar.sender()).isEqualTo(IDA);
            assertThat(calendar.automatic()).isFalse();
            assertThat(new String(calendar.texts().get(0), StandardCharsets.UTF_8))
                    .contains("METHOD:REPLY");
        });
        assertThat(calendars).extracting(IncomingCalendar::answers).containsExactly(true, true, false, false);
        assertThat(unread()).isZero();
        mailbox.read();
        assertThat(calendars).as("read once").hasSize(4);
    }

    @Test
    void whatIsNoAnswerOfACalendarIsNotHandedOn() throws Exception {
        deliverAnswer("text/calendar; method=REQUEST");
        deliverAnswer("text/plain");
        // What somebody passes on is not their answer, and what came back is not either.
        deliverText(ANSWER.replace("multipart/alternative", "multipart/report; report-type=delivery-status")
                .replace("{type}", "text/calendar; method=REPLY"));
        deliver("absence.eml", sent(IDA));
        mailbox.read();
        assertThat(calendars).isEmpty();
        assertThat(unread()).isZero();
        assertThat(strays()).extracting(StrayNotice::reason).containsExactly("automatic");
    }

    // A calendar's own mail is generated by a machine and is an answer all the same; a reply by a machine is none.
    @Test
    void whoAnswersForItsReaderIsToldFromACalendarThatWritesForItsOwner() throws Exception {
        String answer = ANSWER.replace("{type}", "text/calendar; method=REPLY");
        deliverText("Auto-Submitted: auto-generated\n" + answer);
        deliverText("Auto-Submitted: Auto-Replied (vacation)\n" + answer);
        deliverText(answer.replace("From: ", "From: eve@elsewhere.example, "));
        deliverText(answer.replace("<Ida@guests.example>", "<Ida@@guests>"));
        mailbox.read();
        assertThat(calendars).extracting(IncomingCalendar::automatic).containsExactly(false, true, false, false);
        assertThat(calendars).extracting(IncomingCalendar::sender).containsExactly(IDA, IDA, null, null);
    }

    // By the clock of our own server, which writes above all others; not by that of whoever sends.
    @Test
    void anAnswerCameWhenTheServerOfTheMailboxSaysSoAndNotLaterThanNow() throws Exception {
        String answer = ANSWER.replace("{type}", "text/calendar; method=REPLY");
        String forged = "Received: from x by y; Thu, 1 Jan 2099 00:00:00 +0000\n";
        deliverText(
                "Received: from a by our.example\n for <b>; Thu, 26 Nov 2026 11:00:00 +0100 (CET)\n" + forged + answer);
        deliverText(forged + answer);
        deliverText("Received: somehow\n" + answer);
        Instant before = Instant.now();
        mailbox.read();
        assertThat(calendars).hasSize(3);
        assertThat(calendars.get(0).arrivedAt()).isEqualTo(Instant.parse("2026-11-26T10:00:00Z"));
        assertThat(calendars.get(1).arrivedAt()).isBetween(before, Instant.now());
        assertThat(calendars.get(2).arrivedAt()).isBetween(before, Instant.now());
    }

    @Test
    void anAnswerThatCannotBeKeptNowStaysUnreadAndOneThatIsNobodysIsFlagged() throws Exception {
        deliverAnswer("text/calendar; method=REPLY");
        failing = true;
        mailbox.read();
        assertThat(unread()).isEqualTo(1);
        failing = false;
        taking = false;
        mailbox.read();
        assertThat(calendars).hasSize(2);
        assertThat(unread()).isZero();
        assertThat(server.getReceivedMessages()[0].isSet(Flags.Flag.FLAGGED)).isTrue();
        assertThat(as(officers.administrator("mail"), () -> notices.unknown())).isEqualTo(1);
    }

    @Test
    void anAnswerWithEndlesslyManyPartsHoldsNothingUp() throws Exception {
        StringBuilder many = new StringBuilder(
                ANSWER.replace("{type}", "text/calendar; method=REPLY").replace("--b--\n", ""));
        for (int i = 0; i < 200; i++) {
            many.append("--b\nContent-Type: text/plain\n\nx\n");
        }
        deliverText(many + "--b--\n");
        deliverText(ANSWER.replace("{type}", "text/calendar; method=REPLY")
                .replace("METHOD:REPLY", "X-LONG:" + "x".repeat(600_000)));
        mailbox.read();
        assertThat(calendars).hasSize(1);
        assertThat(calendars.get(0).texts().get(0)).hasSizeLessThan(300_000);
        assertThat(unread()).isZero();
    }

    // Real mails and calendars, where there are any: whatever they hold, none is lost and none is taken for an answer
    // to us.
    @Test
    void realMailsAndCalendarsOfOthersAreReadAndNoneIsAnAnswer() throws Exception {
        List<Path> mails = samples("email");
        for (Path sample : mails) {
            bounces.deliver(new MimeMessage(
                    Session.getInstance(new Properties()), new ByteArrayInputStream(Files.readAllBytes(sample))));
        }
        List<Path> texts = samples("ics");
        for (Path sample : texts) {
            deliverText(ANSWER.replace("{type}", "text/calendar")
                    .replace(
                            "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR",
                            Files.readString(sample, StandardCharsets.ISO_8859_1)
                                    .replace("\r\n", "\n")));
        }
        mailbox.read();
        assertThat(unread()).isZero();
        assertThat(suppressedFor()).isEmpty();
        assertThat(calendars).hasSize(texts.size()).allSatisfy(calendar -> assertThat(
                        reading.reply(calendar.texts().get(0)))
                .isEmpty());
        assertThat(mails).isNotEmpty();
    }

    /** The shared public samples; the test is skipped where they are absent. */
    private static List<Path> samples(String kind) throws IOException {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolveSibling("shared").resolve("data").resolve(kind);
            if (Files.isDirectory(data)) {
                try (Stream<Path> all = Files.walk(data)) {
                    return all.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("LICENSE"))
                            .sorted()
                            .toList();
                }
            }
        }
        System.out.println("WARN NOT TESTED, NoticeMailboxIntegrationTests: the folder ../shared/data/" + kind
                + " with public sample files is not here");
        return Assumptions.abort("no samples");
    }
}
