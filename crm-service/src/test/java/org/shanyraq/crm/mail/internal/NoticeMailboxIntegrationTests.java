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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Sensitivity;
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

/** What comes back, read from a real mailbox. The notices are fictional. */
class NoticeMailboxIntegrationTests extends MailScene {

    private static final String IDA = "ida@guests.example";

    @Autowired
    NoticeDesk desk;

    @Autowired
    StrayNotices notices;

    private GreenMail server;
    private GreenMailUser bounces;
    private NoticeMailbox mailbox;

    @BeforeEach
    void aMailbox() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        bounces = server.setUser("bounces@mission.example", "bounces", "secret");
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
                        server.getImap().getPort(),
                        "bounces",
                        "secret",
                        "INBOX",
                        MailProperties.Security.NONE,
                        Duration.ofMinutes(2)));
        mailbox = new NoticeMailbox(properties, null, desk, Clock.systemUTC());
    }

    @AfterEach
    void noMailbox() {
        server.stop();
    }

    /** Delivers the notice of that name, made out for that Message-ID. */
    private void deliver(String name, String messageId) throws Exception {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/mail/" + name))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
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
}
