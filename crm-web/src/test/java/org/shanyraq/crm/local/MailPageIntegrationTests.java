package org.shanyraq.crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.browser.TestBrowser;

@Tag("no-database")
class MailPageIntegrationTests {

    private LocalMail mail;
    private MailPage page;
    private String event = "BEGIN:VCALENDAR";

    @BeforeEach
    void start() throws IOException {
        mail = LocalMail.start();
        page = mail.page(LocalPorts.free());
    }

    @AfterEach
    void stop() {
        page.close();
        mail.close();
    }

    @Test
    void aMailSentOverSmtpIsListedAndShownInEveryScript() throws Exception {
        send("Шақыру · Πρόσκληση", "See https://mission.example/i/abc?x=1&y=2.", "<p>Қош келдіңіз</p>");
        String list = get("").body();
        assertThat(list).contains("Шақыру · Πρόσκληση").contains("to guest@example.org");
        HttpResponse<String> shown = get("mail/guest%40example.org/1");
        assertThat(shown.body())
                .contains("href=\"https://mission.example/i/abc?x=1&amp;y=2\"")
                .contains("<iframe sandbox");
        assertThat(get("mail/guest%40example.org/1/html").body()).contains("Қош келдіңіз");
    }

    @Test
    void whatIsInAMailNeverRuns() throws Exception {
        send("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>");
        HttpResponse<String> list = get("");
        HttpResponse<String> shown = get("mail/guest%40example.org/1");
        HttpResponse<String> html = get("mail/guest%40example.org/1/html");
        assertThat(list.body() + shown.body()).doesNotContain("<script").doesNotContain("<img");
        assertThat(policy(list)).contains("default-src 'none'").doesNotContain("unsafe");
        assertThat(policy(shown)).contains("default-src 'none'").doesNotContain("unsafe");
        assertThat(policy(html)).startsWith("sandbox; default-src 'none'").doesNotContain("allow-scripts");
    }

    @Test
    void anAttachmentIsHandedOutAsAFile() throws Exception {
        send("With a file", "Attached.", "<p>Attached.</p>");
        HttpResponse<String> file = get("mail/guest%40example.org/1/0");
        assertThat(file.body()).isEqualTo("BEGIN:VCALENDAR");
        assertThat(file.headers().firstValue("content-disposition").orElseThrow())
                .isEqualTo("attachment; filename*=UTF-8''invite.ics");
    }

    @Test
    void aMailThatIsNotThereIsSaidSo() throws Exception {
        assertThat(get("mail/guest%40example.org/7").statusCode()).isEqualTo(404);
        assertThat(get("mail/..%2f/1").statusCode()).isEqualTo(404);
    }

    @Test
    void anEventIsAnsweredAsTheCalendarOfTheGuestWould() throws Exception {
        invite();
        assertThat(get("mail/guest%40example.org/1").body()).contains("value=\"DECLINED\"");
        assertThat(answer("answer=DECLINED", page.address().replaceAll("/$", ""))
                        .statusCode())
                .isEqualTo(303);
        assertThat(mail.await(2, 5_000)).isTrue();
        MimeMessage reply = mail.receivedBy("crm@mission.example").get(0).message();
        assertThat(reply.getContentType()).contains("method=REPLY");
        assertThat(reply.getFrom()[0].toString()).isEqualTo("Ida Example <guest@example.org>");
        String said =
                new String(reply.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replaceAll("\r\n[ \t]", "");
        assertThat(said).contains("METHOD:REPLY", "UID:event-7", "SEQUENCE:2", "PARTSTAT=DECLINED");
        assertThat(said).contains("mailto:guest@example.org").doesNotContain("RSVP");
    }

    // A browser says where a form comes from only when the page lets it.
    @Test
    void aBrowserAnswersAsTheCalendarOfTheGuestWould() throws Exception {
        invite();
        try (BrowserContext browser = TestBrowser.open()) {
            Page opened = browser.newPage();
            opened.navigate(page.address() + "mail/guest%40example.org/1");
            opened.locator("button[value=DECLINED]").click();
            assertThat(opened.locator("main").innerText()).contains("Invitation");
        }
        assertThat(mail.await(2, 5_000)).isTrue();
        assertThat(mail.receivedBy("crm@mission.example")).hasSize(1);
    }

    @Test
    void aMailIsAnsweredFromThisPageAloneAndOnlyByWhatAnswersAnEvent() throws Exception {
        send("No event", "Text", "<p>Text</p>");
        assertThat(get("mail/guest%40example.org/1").body()).doesNotContain("<form");
        assertThat(answer("answer=ACCEPTED", page.address().replaceAll("/$", ""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(answer("answer=ACCEPTED", "http://elsewhere.example").statusCode())
                .isEqualTo(403);
        assertThat(mail.receivedBy("crm@mission.example")).isEmpty();
    }

    @Test
    void theMailboxCanBeReadOverImap() throws Exception {
        send("By IMAP", "Text", "<p>Text</p>");
        var session = Session.getInstance(new Properties());
        try (var store = session.getStore("imap")) {
            store.connect("127.0.0.1", mail.imapPort(), "guest@example.org", "anything");
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("By IMAP");
        }
    }

    private void invite() throws Exception {
        event = """
                BEGIN:VCALENDAR
                VERSION:2.0
                METHOD:REQUEST
                BEGIN:VEVENT
                UID:event-7
                SEQUENCE:2
                SUMMARY:A talk
                ORGANIZER:mailto:crm@mission.example
                ATTENDEE;CN=Ida Example;RSVP=TRUE;PARTSTAT=NEEDS-ACTION:mailto:guest@example.org
                END:VEVENT
                END:VCALENDAR
                """;
        send("Invitation", "Come", "<p>Come</p>");
    }

    private void send(String subject, String text, String html) throws Exception {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(mail.smtpPort()));
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("crm@mission.example");
        message.setRecipients(Message.RecipientType.TO, "guest@example.org");
        message.setSubject(subject, "UTF-8");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var rich = new MimeBodyPart();
        rich.setText(html, "UTF-8", "html");
        var calendar = new MimeBodyPart();
        calendar.setContent(event, "text/calendar; charset=utf-8; method=REQUEST");
        calendar.setFileName("invite.ics");
        message.setContent(new MimeMultipart("mixed", plain, rich, calendar));
        Transport.send(message);
        assertThat(mail.await(1, 5_000)).isTrue();
    }

    private HttpResponse<String> answer(String form, String origin) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(page.address() + "mail/guest%40example.org/1/answer"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", origin)
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(page.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String policy(HttpResponse<String> answer) {
        return answer.headers().firstValue("content-security-policy").orElseThrow();
    }
}
