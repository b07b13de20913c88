package org.shanyraq.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.MailQuery;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailSummary;
import org.shanyraq.crm.mail.SeenMail;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.testing.TestDatabase;

/**
 * Fault 12: two processes send a thousand mails and are killed again and again at any moment. Each recipient gets the mail, and who gets it
 * twice is one whose mail was said to be uncertain, under the same Message-ID.
 */
class MailKilledIntegrationTests extends MailScene {

    private static final int MAILS = 1_000;
    private static final int KILLS = 30;

    /** Printed, so that a failure can be looked at again. */
    private final long seed = System.nanoTime();

    @Test
    void whoeverIsKilledWhileSendingLosesNoMailAndDoublesNoneUnsaid() throws Exception {
        Random random = new Random(seed);
        List<MailDraft> drafts = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            drafts.add(draft("guest" + i + "@guests.example"));
        }
        assertThat(put(drafts.toArray(MailDraft[]::new))).isEqualTo(MAILS);
        Set<String> uncertain = new HashSet<>();
        try (ScriptedSmtp smtp = new ScriptedSmtp()) {
            smtp.nanosBeforeAnswer = TimeUnit.MILLISECONDS.toNanos(15);
            Process[] two = {launch(smtp.port()), launch(smtp.port())};
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    int victim = kill % 2;
                    int before = smtp.taken().size();
                    // Once somebody sends again, at any moment of that.
                    await().atMost(Duration.ofSeconds(30))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> smtp.taken().size() > before || open() == 0);
                    two[victim].waitFor(random.nextInt(250), TimeUnit.MILLISECONDS);
                    two[victim].destroyForcibly().waitFor();
                    two[victim] = launch(smtp.port());
                }
                assertThat(open()).as("mails left when the last one was killed").isPositive();
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> open() == 0);
                settle(uncertain);
                await().atMost(Duration.ofSeconds(60))
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
            assertThat(got).as("seed " + seed).hasSize(MAILS);
            got.forEach((recipient, ids) -> {
                assertThat(new HashSet<>(ids)).as("Message-IDs of " + recipient).hasSize(1);
                if (ids.size() > 1) {
                    assertThat(uncertain).as("mails that came twice").contains(recipient);
                    assertThat(ids).hasSizeLessThanOrEqualTo(2);
                }
            });
            Officer officer = protocol();
            assertThat(as(officer, () -> mails.figures()).get(MailState.SENT)).isEqualTo(MAILS);
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
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SendingProcess.class.getName(),
                        TestDatabase.url(),
                        TestDatabase.username(),
                        TestDatabase.password(),
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/mail-killed.log")))
                .start();
    }
}
