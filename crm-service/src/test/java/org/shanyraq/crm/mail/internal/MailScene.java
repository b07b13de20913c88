package org.shanyraq.crm.mail.internal;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailView;
import org.shanyraq.crm.mail.Mails;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.mail.SeenMail;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.mail.UnsubscribeLinks;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What tests of mail begin with: an empty outbox, an owner that does as told, and workers that run only when a test says so. */
@ServiceTest
@Import(MailScene.Owners.class)
@TestPropertySource(properties = {"crm.mail.workers=0", "crm.mail.from=mission@mission.example"})
abstract class MailScene extends OfficerScene {

    static final String LINK = "https://crm.mission.example/crm/u/";

    @TestConfiguration
    static class Owners {

        @Bean
        TrialOwner trialOwner() {
            return new TrialOwner();
        }
    }

    @Autowired
    Outbox outbox;

    @Autowired
    Mails mails;

    @Autowired
    Suppressions suppressions;

    @Autowired
    TrialOwner owner;

    @Autowired
    MailQueue queue;

    @Autowired
    MailOwners owners;

    @Autowired
    SuppressionList suppressed;

    @Autowired
    ToldOwners told;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager manager;

    @BeforeEach
    void anEmptyOutbox() {
        List.of(
                        "crm_mail",
                        "crm_mail_suppression",
                        "crm_mail_day",
                        "crm_mail_pause",
                        "crm_mail_notice",
                        "crm_mail_turn")
                .forEach(table -> database.sql("delete from " + table).update());
        owner.reset();
    }

    Officer protocol() {
        return officers.protocol("mail");
    }

    MissionId mission() {
        return Objects.requireNonNull(protocol().home());
    }

    MailDraft draft(String address) {
        return draft(address, Sensitivity.INTERNAL);
    }

    MailDraft draft(String address, Sensitivity sensitivity) {
        return new MailDraft(
                mission(),
                TrialOwner.KIND,
                UUID.randomUUID(),
                "first",
                new MailAddress(address, "Ida Sample"),
                sensitivity,
                null,
                "fr");
    }

    int put(MailDraft... drafts) {
        return inTransaction(() -> outbox.put(List.of(drafts)));
    }

    <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(new TransactionTemplate(manager).execute(status -> work.get()));
    }

    /** Settings for a server without TLS on that port, with time-outs so short that a test can wait for them. */
    static MailProperties settings(int port) {
        return settings("127.0.0.1", port, MailProperties.Security.NONE, 3, List.of());
    }

    static MailProperties settings(
            String host, int port, MailProperties.Security security, int most, List<String> domains) {
        return new MailProperties(
                true,
                host,
                port,
                null,
                null,
                "mission@mission.example",
                "Mission of Testland",
                null,
                security,
                null,
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofMillis(7_500),
                1,
                Duration.ofSeconds(1),
                most,
                domains,
                Duration.ofDays(400),
                new MailProperties.Bounces(
                        null, null, null, null, "INBOX", MailProperties.Security.NONE, Duration.ofMinutes(2), null));
    }

    MailSending sending(MailProperties properties) {
        return sending(properties, null);
    }

    MailSending sending(MailProperties properties, @Nullable SSLSocketFactory sockets) {
        UnsubscribeLinks links = token -> Optional.of(URI.create(LINK + token));
        return new MailSending(
                queue,
                suppressed,
                owners,
                new MailWriter(properties, Clock.systemUTC()),
                new Relay(properties, sockets),
                links,
                properties);
    }

    /** Has all that is due dealt with. */
    static void sendAll(MailSending sending) {
        while (sending.sendNext()) {
            // Until nothing is due.
        }
        sending.rest();
    }

    /** The only mail to that address. */
    MailView mailTo(String address) {
        return as(
                officers.manager("mail"),
                () -> mails.get(new MailId(Bytes16.uuid(database.sql("select id from crm_mail where address = ?")
                        .param(address)
                        .query((row, index) -> row.getBytes("id"))
                        .single()))));
    }

    MailState stateOf(String address) {
        return mailTo(address).summary().state();
    }

    SeenMail seen(String address) {
        MailView mail = mailTo(address);
        return new SeenMail(mail.summary().id(), mail.summary().version());
    }

    /** Lets as much time pass for what is waited for as the database has to believe. */
    void makeDue() {
        database.sql("update crm_mail set due_at = utc_timestamp(6) where due_at is not null")
                .update();
    }

    void endLeases() {
        database.sql(
                        "update crm_mail set lease_until = timestampadd(second, -1, utc_timestamp(6)) where lease_until is not null")
                .update();
    }

    static <T> UnaryOperator<T> always(T answer) {
        return ignored -> answer;
    }
}
