package org.shanyraq.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.mail.MailQuery;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailSummary;
import org.shanyraq.crm.mail.SeenMail;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.TestDatabase;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fault 12: the invitations of a thousand guests, put into the queue by an application that is killed in the middle of it, and sent by two that are
 * killed again and again at any moment. No guest is lost, and who gets a mail twice is one whose mail was said to be uncertain, under the same
 * Message-ID.
 */
class MailKilledIntegrationTests extends MailScene {

    private static final int GUESTS = 1_000;
    private static final int KILLS = 30;
    private static final int KILLS_WHILE_QUEUEING = 3;

    /** Printed, so that a failure can be looked at again. */
    private final long seed = System.nanoTime();

    @Autowired
    Contacts contacts;

    @Autowired
    Dialogues dialogues;

    @Autowired
    Invitations invitations;

    @Autowired
    Sendings sendings;

    private final String unique = UnusualNames.next();

    @Test
    void whoeverIsKilledWhileSendingInvitationsLosesNoGuestAndDoublesNoMailUnsaid() throws Exception {
        Random random = new Random(seed);
        DialogueId dialogue = inviting();
        approve(dialogue);
        for (int kill = 0; kill < KILLS_WHILE_QUEUEING && mailsOf(dialogue) == 0; kill++) {
            killWhileQueueing(dialogue, random.nextInt(GUESTS));
            assertThat(mailsOf(dialogue)).as("queued as a whole or not at all").isIn(0, GUESTS);
            assertThat(guests(dialogue, "INVITED")).isEqualTo(mailsOf(dialogue));
        }
        if (mailsOf(dialogue) == 0) {
            assertThat(guests(dialogue, "APPROVED")).isEqualTo(GUESTS);
            SendingDetails details = SendingDetails.now(TemplateKind.INVITATION);
            as(
                    protocol(),
                    () -> sendings.send(
                            dialogue,
                            details,
                            sendings.recipients(dialogue, details).mark(),
                            Set.of()));
        }
        assertThat(guests(dialogue, "INVITED")).isEqualTo(GUESTS);
        Set<String> uncertain = new HashSet<>();
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            // Slow enough that most guests wait while applications start.
            smtp.nanosBeforeAnswer = TimeUnit.MILLISECONDS.toNanos(400);
            Process[] two = {launch(smtp.port()), launch(smtp.port())};
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    int victim = kill % 2;
                    int before = smtp.taken().size();
                    // Once somebody sends again, at any moment of that.
                    await().atMost(Duration.ofMinutes(1))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> smtp.taken().size() > before || open() == 0);
                    two[victim].waitFor(random.nextInt(2_000), TimeUnit.MILLISECONDS);
                    two[victim].destroyForcibly().waitFor();
                    two[victim] = launch(smtp.port());
                }
                assertThat(open()).as("mails left when the last one was killed").isPositive();
                smtp.nanosBeforeAnswer = 0;
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> open() == 0);
                tell();
                assertThat(guests(dialogue, "INVITED")).isEqualTo(GUESTS);
                assertThat(written(dialogue, "SENT") + written(dialogue, "UNCERTAIN"))
                        .as("each guest has a mail or an uncertain one, seed " + seed)
                        .isEqualTo(GUESTS);
                settle(uncertain);
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> open() == 0);
            } finally {
                for (Process each : two) {
                    each.destroyForcibly().waitFor();
                }
            }
            Map<String, List<String>> got = new HashMap<>();
            smtp.taken().forEach(taken -> got.computeIfAbsent(taken.recipient(), nobody -> new ArrayList<>())
                    .add(taken.messageId()));
            assertThat(got).as("seed " + seed).hasSize(GUESTS);
            got.forEach((recipient, ids) -> {
                assertThat(new HashSet<>(ids)).as("Message-IDs of " + recipient).hasSize(1);
                if (ids.size() > 1) {
                    assertThat(uncertain).as("mails that came twice").contains(recipient);
                    assertThat(ids).hasSizeLessThanOrEqualTo(2);
                }
            });
            Officer officer = protocol();
            assertThat(as(officer, () -> mails.figures()).get(MailState.SENT)).isEqualTo(GUESTS);
            tell();
            assertThat(written(dialogue, "SENT")).isEqualTo(GUESTS);
        }
    }

    // ---- guests

    private DialogueId inviting() {
        Instant start = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.HOURS);
        DialogueView drafted = as(
                protocol(),
                () -> dialogues.create(Plans.evening("Killed " + unique, start).details()));
        return as(protocol(), () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
    }

    private void approve(DialogueId dialogue) {
        for (int i = 0; i < GUESTS / 100; i++) {
            List<ContactDetails> some = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                some.add(People.named("Guest" + i + "x" + j, unique)
                        .with(People.email("guest" + i + "x" + j + "@" + unique.toLowerCase(Locale.ROOT) + ".example"))
                        .details());
            }
            List<ContactId> registered = as(officers.manager("mail"), () -> contacts.registerAll(some)).stream()
                    .map(ContactView::id)
                    .toList();
            as(protocol(), () -> invitations.propose(dialogue, registered));
        }
        as(
                officers.manager("mail"),
                () -> invitations.approveAll(
                        dialogue, invitations.guestList(dialogue).decidable().mark()));
    }

    /** Kills an application that queues invitations when more than so many are in the database and not all are committed. */
    private void killWhileQueueing(DialogueId dialogue, int many) throws Exception {
        Process queueing = process("mail", dialogue.toString());
        try (Connection dirty =
                DriverManager.getConnection(TestDatabase.url(), TestDatabase.username(), TestDatabase.password())) {
            dirty.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            JdbcClient uncommitted = JdbcClient.create(new SingleConnectionDataSource(dirty, true));
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> uncommitted
                                            .sql("select count(*) from crm_mail")
                                            .query(Integer.class)
                                            .single()
                                    > many
                            || !queueing.isAlive());
        } finally {
            queueing.destroyForcibly().waitFor();
        }
        // The database undoes what was begun once it notices that nobody is there any more.
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> database.sql("select count(*) from crm_dialogue where id = ? for update skip locked")
                                .param(Bytes16.of(dialogue))
                                .query(Integer.class)
                                .single()
                        == 1);
    }

    private int mailsOf(DialogueId dialogue) {
        return database.sql(
                        "select count(*) from crm_mail m join crm_invitation i on i.id = m.subject_id where i.dialogue_id = ?")
                .param(Bytes16.of(dialogue))
                .query(Integer.class)
                .single();
    }

    private int guests(DialogueId dialogue, String state) {
        return database.sql("select count(*) from crm_invitation where dialogue_id = ? and state = ?")
                .params(Bytes16.of(dialogue), state)
                .query(Integer.class)
                .single();
    }

    /** How many guests have a mail of which that is known. */
    private int written(DialogueId dialogue, String state) {
        return database.sql(
                        "select count(distinct i.id) from crm_invitation i join crm_invitation_mail m on m.invitation_id = i.id"
                                + " where i.dialogue_id = ? and m.state = ?")
                .params(Bytes16.of(dialogue), state)
                .query(Integer.class)
                .single();
    }

    private void tell() {
        while (told.tell() > 0) {
            // Until all ends are told.
        }
    }

    private int open() {
        return database.sql("select count(*) from crm_mail where state in ('WAITING', 'SENDING')")
                .query(Integer.class)
                .single();
    }

    /** What the officer does with all that is uncertain: sends it again. */
    private void settle(Set<String> uncertain) {
        Officer officer = protocol();
        List<SeenMail> again = new ArrayList<>();
        for (MailSummary mail : as(officer, () -> mails.list(MailQuery.ALL.in(MailState.UNCERTAIN), Paging.first(100))
                .items())) {
            uncertain.add(String.valueOf(mail.address()));
            again.add(new SeenMail(mail.id(), mail.version()));
        }
        assertThat(as(officer, () -> mails.sendAgain(again))).isEqualTo(again.size());
    }

    private Process launch(int port) throws IOException {
        return process(Integer.toString(port));
    }

    private static Process process(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx320m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SendingProcess.class.getName(),
                TestDatabase.url(),
                TestDatabase.username(),
                TestDatabase.password()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/mail-killed.log")))
                .start();
    }
}
