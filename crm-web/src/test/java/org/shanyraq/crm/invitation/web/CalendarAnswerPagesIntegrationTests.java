package org.shanyraq.crm.invitation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** What guests answer in their calendars, from the invitation in their mailbox to the page of officers; row E5, threat P12. */
class CalendarAnswerPagesIntegrationTests {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String word = "c" + Long.toString(System.nanoTime(), 36);
    private final String domain = word + ".example";

    private static HttpBrowser signedIn(String user) {
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        browser.signIn(user);
        return browser;
    }

    private InvitedGuests invited() {
        RunningCrm.shared();
        InvitedGuests guests = new InvitedGuests("Calendars " + word);
        guests.propose("Ida", word, "en", domain);
        guests.propose("Karl", word, "en", domain);
        guests.approveAll();
        guests.invite();
        return guests;
    }

    /** The event as it lies in the guest's mailbox. */
    private String event(String given) throws Exception {
        return InvitedGuests.part(RunningCrm.mailsTo(given + "@" + domain, 1).get(0), "text/calendar");
    }

    private static String uid(String event) {
        Matcher uid = Pattern.compile("UID:(\\S+)").matcher(event);
        assertThat(uid.find()).as(event).isTrue();
        return uid.group(1);
    }

    private void reply(String uid, String attendee, String sender, String answer) throws MessagingException {
        String mail = """
                From: Somebody <%s>
                To: crm@mission.example
                Subject: a reply
                MIME-Version: 1.0
                Content-Type: text/calendar; charset=UTF-8; method=REPLY

                BEGIN:VCALENDAR
                PRODID:-//Sample//Calendar//EN
                VERSION:2.0
                METHOD:REPLY
                BEGIN:VEVENT
                UID:%s
                DTSTAMP:%s
                ATTENDEE;PARTSTAT=%s:mailto:%s
                COMMENT:<script>alert(1)</script>
                END:VEVENT
                END:VCALENDAR
                """.formatted(sender, uid, STAMP.format(Instant.now()), answer, attendee);
        RunningCrm.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    // E5, from end to end: mail out, answer in, seat and waiting list, page and decision.
    @Test
    void whatAGuestAnswersInTheCalendarIsTakenAndWhatSomebodyElseWritesIsDecidedOn() throws Exception {
        InvitedGuests guests = invited();
        String ida = "ida@" + domain;
        String event = event("ida");
        assertThat(event).contains("METHOD:REQUEST", "PARTSTAT=NEEDS-ACTION", "mailto:crm@mission.example");
        reply(uid(event), ida, ida, "ACCEPTED");
        await().atMost(Duration.ofSeconds(60)).until(() -> guests.state("Ida").equals("accepted"));
        reply(uid(event("karl")), "karl@" + domain, "eve@elsewhere.example", "ACCEPTED");

        HttpBrowser protocol = signedIn("protocol");
        String dialogue = guests.dialogue().substring(guests.dialogue().lastIndexOf('/') + 1);
        String path = "/crm/mails/replies?dialogue=" + dialogue;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> protocol.get(path).body().contains("eve@elsewhere.example"));
        assertThat(guests.state("Karl")).isEqualTo("invited");
        String page = protocol.get(path).body();
        assertThat(page)
                .contains("Karl " + word, "karl@" + domain, "&lt;script&gt;")
                .doesNotContain("<script>alert", "crm.invitation.", "??", "Ida " + word);
        assertThat(protocol.get(path + "&state=TAKEN").body()).contains("Ida " + word);

        Matcher id = Pattern.compile("/crm/mails/replies/([0-9a-f-]{36})/take").matcher(page);
        assertThat(id.find()).isTrue();
        String csrf = protocol.csrf("/crm/me");
        HttpResponse<String> done = protocol.post(
                "/crm/mails/replies/" + id.group(1) + "/take", Map.of("version", "1"), "X-CSRF-TOKEN", csrf);
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(protocol.follow(done).body()).contains("alert-success").doesNotContain("crm.invitation.");
        // One seat, which Ida has.
        assertThat(guests.state("Karl")).isEqualTo("waiting");
        assertThat(signedIn("manager").get("/crm/audit?kind=CALENDAR_ANSWER").body())
                .contains("crm-history-changes")
                .doesNotContain("crm.calendar-answer.", "crm.audit.kind");
        assertThat(protocol.get("/crm" + guests.dialogue() + "/history").body())
                .contains("by calendar")
                .doesNotContain("crm.shared.");
    }

    @Test
    void theApiListsAndDecidesAndWhoMayNotWriteToGuestsDoesNot() {
        InvitedGuests guests = invited();
        String dialogue = guests.dialogue().substring(guests.dialogue().lastIndexOf('/') + 1);
        UUID id = ReplyRows.reply(RunningCrm.database(), "Ida " + word, "eve@elsewhere.example", "Yes");
        UUID other = ReplyRows.reply(RunningCrm.database(), "Karl " + word, "eve@elsewhere.example", "Yes");
        ApiCalls api = RunningCrm.apiAs("protocol");
        String list = "/calendar-answers?state=open&dialogue=" + dialogue;
        assertThat(api.get(list).body().path("items").size()).isEqualTo(2);
        ApiCalls.Answer one = api.get("/calendar-answers/" + id);
        assertThat(one.body().path("doubt").asString()).isEqualTo("sender");
        String seen = one.response().headers().firstValue("ETag").orElseThrow();
        assertThat(api.post("/calendar-answers/" + id + "/take", Map.of()).status())
                .isEqualTo(428);
        for (ApiCalls stranger : new ApiCalls[] {RunningCrm.apiAs("manager-gva")}) {
            assertThat(stranger.get("/calendar-answers/" + id).status()).isEqualTo(404);
            assertThat(stranger.get(list).body().path("items").size()).isZero();
            assertThat(stranger.act("/calendar-answers/" + id + "/take", seen).status())
                    .isEqualTo(404);
        }
        assertThat(RunningCrm.apiAs("diplomat").get("/calendar-answers").status())
                .isEqualTo(403);
        assertThat(signedIn("diplomat").get("/crm/mails/replies").statusCode()).isEqualTo(403);

        ApiCalls.Answer taken = api.act("/calendar-answers/" + id + "/take", seen);
        assertThat(taken.status()).as("%s", taken.body()).isEqualTo(200);
        assertThat(taken.body().path("state").asString()).isEqualTo("taken");
        assertThat(guests.state("Ida")).isEqualTo("accepted");
        assertThat(api.act("/calendar-answers/" + id + "/take", seen).status()).isEqualTo(200);
        ApiCalls.Answer aside = api.act("/calendar-answers/" + other + "/set-aside", seen, Map.of("remark", "not his"));
        assertThat(aside.status()).as("%s", aside.body()).isEqualTo(200);
        assertThat(aside.body().path("state").asString()).isEqualTo("set_aside");
        assertThat(api.get(list).body().path("items").size()).isZero();
        assertThat(guests.state("Karl")).isEqualTo("invited");
    }
}
