package org.shanyraq.crm.calendar.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** The calendar address of an officer as a browser makes it and a calendar program fetches it: threats P6 and Z1. */
class CalendarPagesIntegrationTests {

    private static final Pattern ADDRESS = Pattern.compile("id=\"address\"[^>]*>([^<]+)<");
    private static final String SOME = "/crm/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics";

    private final HttpBrowser program = new HttpBrowser(RunningCrm.address());

    @Test
    void aPrivateAddressIsShownOnceAndGivesTheCalendarWithoutASignIn() {
        String theme = "Feed " + System.nanoTime();
        dialogue(theme, "restricted");
        HttpBrowser browser = signedIn("diplomat");

        String address = made(browser);

        assertThat(address).matches(Pattern.quote(RunningCrm.address()) + "/crm/calendar/[A-Za-z0-9_-]{32}\\.ics");
        assertThat(browser.get("/crm/me/calendar").body())
                .doesNotContain(address)
                .contains("not yet")
                .doesNotContain("??", "crm.calendar.");
        HttpResponse<String> calendar = program.get(address);
        assertThat(calendar.statusCode()).isEqualTo(200);
        assertThat(calendar.body())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("METHOD:PUBLISH", "SUMMARY:" + theme, "CLASS:CONFIDENTIAL", "STATUS:TENTATIVE")
                .contains("X-WR-CALNAME:Dialogues")
                .contains(RunningCrm.address() + "/crm/dialogues/");
        assertThat(browser.get("/crm/me/calendar").body()).doesNotContain("not yet");
        assertThat(program.get(made(signedIn("viewer"))).body()).doesNotContain(theme);
    }

    @Test
    void aProgramKeepsWhatDidNotChangeAndNobodyElseKeepsAnything() {
        String address = made(signedIn("protocol"));
        HttpResponse<String> calendar = program.get(address);
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("Content-Type", "text/calendar;charset=UTF-8");
        wanted.put("Cache-Control", "private, no-cache");
        wanted.put("Referrer-Policy", "no-referrer");
        wanted.put("X-Robots-Tag", "noindex, nofollow");
        wanted.put("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        wanted.forEach((name, value) ->
                assertThat(calendar.headers().allValues(name)).as(name).containsExactly(value));
        assertThat(calendar.headers().allValues("Set-Cookie")).isEmpty();
        String tag = calendar.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = program.get(address, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<String> head = program.call("HEAD", address);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag")).contains(tag);

        dialogue("Feed " + System.nanoTime(), "internal");
        assertThat(program.get(address, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressThatIsNoneAnymoreAnswersLikeOneThatNeverWas() {
        HttpBrowser browser = signedIn("manager");
        String first = made(browser);
        String second = made(browser);
        HttpResponse<String> page =
                browser.follow(browser.post("/crm/me/calendar/withdraw", Map.of(), "X-CSRF-TOKEN", csrf(browser)));
        assertThat(page.body()).contains("The address is withdrawn");

        HttpResponse<String> none = program.get(SOME);
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).isEmpty();
        for (String gone :
                List.of(first, second, "/crm/calendar/x.ics", "/crm/calendar/" + "x".repeat(4_000) + ".ics")) {
            for (HttpBrowser whoever : List.of(program, browser)) {
                HttpResponse<String> answer = whoever.get(gone);
                assertThat(answer.statusCode()).as(gone).isEqualTo(404);
                assertThat(answer.body()).isEmpty();
                assertThat(plain(answer.headers())).isEqualTo(plain(none.headers()));
            }
        }
        assertThat(none.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(none.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void anAddressIsOnlyForFetching() {
        String address = made(signedIn("hq"));

        for (String method : List.of("POST", "PUT", "DELETE", "PROPFIND", "OPTIONS")) {
            assertThat(program.call(method, address).statusCode()).as(method).isIn(302, 400, 401, 403, 405);
        }
        assertThat(program.get(address).statusCode()).isEqualTo(200);
        assertThat(program.get("/crm/me/calendar").statusCode()).isEqualTo(302);
    }

    @Test
    void theSecretIsNotLoggedWhenTheCalendarCannotBeRead() {
        String address = made(signedIn("privacy"));
        RunningCrm.database()
                .sql("rename table crm_calendar_feed to crm_calendar_feed_away")
                .update();
        try {
            assertThat(program.get(address).statusCode()).isEqualTo(500);
        } finally {
            RunningCrm.database()
                    .sql("rename table crm_calendar_feed_away to crm_calendar_feed")
                    .update();
        }
        String secret = address.replaceAll(".*/|\\.ics", "");
        assertThat(RunningCrm.shared().log()).contains("/crm/calendar/…").doesNotContain(secret);
        assertThat(program.get(address).statusCode()).isEqualTo(200);
    }

    private static void dialogue(String theme, String sensitivity) {
        Instant begins = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(30, ChronoUnit.DAYS);
        ApiCalls.Answer made = RunningCrm.apiAs("manager")
                .post(
                        "/dialogues",
                        Map.of(
                                "theme",
                                Map.of("en", theme),
                                "format",
                                "online",
                                "startsAt",
                                begins.toString(),
                                "endsAt",
                                begins.plus(2, ChronoUnit.HOURS).toString(),
                                "zone",
                                "Asia/Almaty",
                                "sensitivity",
                                sensitivity));
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    }

    private static HttpBrowser signedIn(String user) {
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        browser.signIn(user);
        return browser;
    }

    private static String made(HttpBrowser browser) {
        HttpResponse<String> page = browser.post("/crm/me/calendar/renew", Map.of(), "X-CSRF-TOKEN", csrf(browser));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
        Matcher address = ADDRESS.matcher(page.body());
        assertThat(address.find()).as(page.body()).isTrue();
        return address.group(1);
    }

    private static String csrf(HttpBrowser browser) {
        return browser.csrf("/crm/me/calendar");
    }

    private static Map<String, List<String>> plain(HttpHeaders headers) {
        Map<String, List<String>> plain = new TreeMap<>(headers.map());
        plain.remove("date");
        return plain;
    }
}
