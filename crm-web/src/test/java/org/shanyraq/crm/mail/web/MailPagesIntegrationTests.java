package org.shanyraq.crm.mail.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Mails as officers see them in a browser and over the API, and the page at which readers unsubscribe; threats P1, P3, P6, P7, P8. */
class MailPagesIntegrationTests {

    private final String word = "r" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void nobodyGuessedYet() {
        RunningCrm.shared();
        RunningCrm.database().sql("delete from crm_failed_visit").update();
    }

    private static HttpBrowser signedIn(String user) {
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        browser.signIn(user);
        return browser;
    }

    private String address(String name) {
        return name + "@" + word + ".example";
    }

    private static String stateOf(UUID mail) {
        return RunningCrm.database()
                .sql("select state from crm_mail where id = ?")
                .param(MailRows.bytes(mail))
                .query(String.class)
                .single();
    }

    private static long suppressions(String address) {
        return RunningCrm.database()
                .sql("select count(*) from crm_mail_suppression where address = ?")
                .param(address)
                .query(Long.class)
                .single();
    }

    // ---- officers

    @Test
    void protocolSeesWhatBecameOfMailsAndSettlesThem() {
        UUID failed = MailRows.mail(address("failed"), MailState.FAILED, Sensitivity.INTERNAL);
        UUID uncertain = MailRows.mail(address("uncertain"), MailState.UNCERTAIN, Sensitivity.INTERNAL);
        UUID hidden = MailRows.mail(address("hidden"), MailState.FAILED, Sensitivity.CONFIDENTIAL);
        HttpBrowser protocol = signedIn("protocol");

        String list = protocol.get("/crm/mails?text=" + word).body();
        assertThat(list)
                .contains(address("failed"), address("uncertain"), "/crm/mails/" + failed)
                .contains("?state=FAILED")
                .doesNotContain(address("hidden"))
                .doesNotContain("<b>Sample</b>")
                .doesNotContain("crm.mail.", "??");
        String one = protocol.get("/crm/mails/" + uncertain).body();
        assertThat(one)
                .contains(address("uncertain"), "no such &lt;i&gt;mailbox&lt;/i&gt;", "Message-ID")
                .doesNotContain("crm.mail.", "??");
        assertThat(protocol.get("/crm/mails/" + hidden).statusCode()).isEqualTo(404);
        assertThat(signedIn("manager").get("/crm/mails/" + hidden).statusCode()).isEqualTo(200);

        String csrf = protocol.csrf("/crm/me");
        HttpResponse<String> sent =
                protocol.post("/crm/mails/mark-sent", Map.of("mail", uncertain + ":4"), "X-CSRF-TOKEN", csrf);
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(stateOf(uncertain)).isEqualTo("SENT");
        assertThat(protocol.follow(sent).body()).contains("alert-success").doesNotContain("crm.mail.");
        protocol.post("/crm/mails/give-up?text=" + word, Map.of("mail", failed + ":3"), "X-CSRF-TOKEN", csrf);
        assertThat(stateOf(failed)).as("changed since it was seen").isEqualTo("FAILED");
        protocol.post("/crm/mails/give-up?text=" + word, Map.of("mail", failed + ":4"), "X-CSRF-TOKEN", csrf);
        assertThat(stateOf(failed)).isEqualTo("WITHDRAWN");
        assertThat(protocol.post("/crm/mails/give-up", Map.of("mail", hidden + ":4"), "X-CSRF-TOKEN", csrf)
                        .statusCode())
                .isEqualTo(404);
        assertThat(protocol.post("/crm/mails/give-up", Map.of("mail", "nonsense"), "X-CSRF-TOKEN", csrf)
                        .statusCode())
                .isEqualTo(400);
        assertThat(protocol.post("/crm/mails/give-up", Map.of(), "X-CSRF-TOKEN", csrf)
                        .statusCode())
                .isEqualTo(303);
        assertThat(stateOf(hidden)).isEqualTo("FAILED");
        assertThat(protocol.get("/crm/audit").statusCode()).isEqualTo(403);
        assertThat(signedIn("manager").get("/crm/audit?kind=MAIL").body())
                .contains("crm-history-changes")
                .doesNotContain("crm.mail.", "crm.audit.kind");
    }

    @Test
    void whoHandlesNoMailsSeesNoneAndNeitherDoOtherMissions() {
        MailRows.mail(address("ida"), MailState.FAILED, Sensitivity.PUBLIC);
        HttpBrowser diplomat = signedIn("diplomat");
        assertThat(diplomat.get("/crm/mails").statusCode()).isEqualTo(403);
        assertThat(diplomat.get("/crm").body()).doesNotContain("\"/crm/mails\"");
        HttpBrowser elsewhere = signedIn("manager-gva");
        assertThat(elsewhere.get("/crm/mails?text=" + word).body()).doesNotContain(address("ida"));
        ApiCalls api = RunningCrm.apiAs("manager-gva");
        assertThat(api.get("/mails?text=" + word).body().path("items").size()).isZero();
        assertThat(RunningCrm.apiAs("manager")
                        .get("/mails?text=" + word)
                        .body()
                        .path("items")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void theApiSendsAgainAndCountsWhatItLists() {
        UUID failed = MailRows.mail(address("ida"), MailState.FAILED, Sensitivity.INTERNAL);
        ApiCalls api = RunningCrm.apiAs("protocol");
        long before = api.get("/mails/figures").body().path("failed").asLong(-1);
        assertThat(before).isPositive();
        ApiCalls.Answer again =
                api.post("/mails/send-again", Map.of("mails", List.of(Map.of("id", failed.toString(), "version", 4))));
        assertThat(again.status()).as("%s", again.body()).isEqualTo(200);
        assertThat(again.body().path("changed").asInt()).isEqualTo(1);
        assertThat(api.get("/mails/figures").body().path("failed").asLong(-1)).isEqualTo(before - 1);
        // Its owner knows of no such mail, and takes it back as soon as a worker asks.
        await().atMost(Duration.ofSeconds(30)).until(() -> api.get("/mails/" + failed)
                .body()
                .at("/summary/state")
                .asString()
                .equals("withdrawn"));
        assertThat(api.get("/mails/sending").body().path("working").asBoolean(false))
                .isTrue();
        UUID other = MailRows.mail(address("olga"), MailState.FAILED, Sensitivity.INTERNAL);
        assertThat(api.post("/mails/give-up", Map.of("mails", List.of(Map.of("id", other.toString(), "version", 3))))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void anAddressIsSuppressedAndLiftedByHand() {
        HttpBrowser protocol = signedIn("protocol");
        String csrf = protocol.csrf("/crm/me");
        HttpResponse<String> wrong = protocol.post(
                "/crm/mails/suppressions",
                Map.of("address", "no address", "remark", "", "sensitivity", "INTERNAL"),
                "X-CSRF-TOKEN",
                csrf);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("is-invalid").doesNotContain("crm.mail.error");
        assertThat(protocol.post(
                                "/crm/mails/suppressions",
                                Map.of("address", address("ida"), "remark", "by letter", "sensitivity", "INTERNAL"),
                                "X-CSRF-TOKEN",
                                csrf)
                        .statusCode())
                .isEqualTo(303);
        String page = protocol.get("/crm/mails/suppressions?text=" + word).body();
        assertThat(page).contains(address("ida"), "by letter").doesNotContain("crm.mail.", "??");
        String lift = page.substring(page.indexOf("/crm/mails/suppressions/"), page.indexOf("/lift"));
        protocol.post(lift + "/lift", Map.of("why", " "), "X-CSRF-TOKEN", csrf);
        assertThat(suppressions(address("ida"))).isEqualTo(1);
        protocol.post(lift + "/lift", Map.of("why", "asked to come back"), "X-CSRF-TOKEN", csrf);
        assertThat(suppressions(address("ida"))).isZero();
        assertThat(protocol.get("/crm/mails/notices").body()).doesNotContain("crm.mail.", "??");
    }

    // ---- readers

    private String token(String name) {
        String token = (name + word + "x".repeat(40)).substring(0, 27);
        MailRows.token(MailRows.mail(address(name), MailState.SENT, Sensitivity.CONFIDENTIAL), token);
        return token;
    }

    @Test
    void aLookAtTheLinkChangesNothingWhoeverLooks() {
        String path = "/crm/u/" + token("look");
        HttpBrowser scanner = new HttpBrowser(RunningCrm.address());
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> page = scanner.get(path, "Accept-Language", "ru", "User-Agent", "Link scanner");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .as("in the language of the mail")
                    .contains("lang=\"fr\"", "<button", "method=\"post\"")
                    .doesNotContain(address("look"), "crm.mail.", "??");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(page.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(scanner.call("HEAD", path).statusCode()).isEqualTo(200);
        }
        assertThat(suppressions(address("look"))).isZero();
    }

    @Test
    void aPostUnsubscribesWithoutCookieAndFromAnotherSiteAndAgainChangesNothing() {
        String path = "/crm/u/" + token("post");
        HttpBrowser provider = new HttpBrowser(RunningCrm.address());
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> done = provider.post(
                    path,
                    Map.of("List-Unsubscribe", "One-Click"),
                    "Sec-Fetch-Site",
                    "cross-site",
                    "Origin",
                    "https://mail.example");
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(done.headers().firstValue("Location")).isEmpty();
            assertThat(done.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(suppressions(address("post"))).isEqualTo(1);
        }
    }

    @Test
    void theButtonOfThePageUnsubscribes() {
        String path = "/crm/u/" + token("button");
        assertThat(new HttpBrowser(RunningCrm.address()).post(path, Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(suppressions(address("button"))).isEqualTo(1);
    }

    @Test
    void whoIsSignedInDoesNoMoreThereThanAnybodyAndOtherSitesDoNothingElsewhere() {
        HttpBrowser manager = signedIn("manager");
        HttpResponse<String> page = manager.get("/crm/u/" + token("signed"));
        assertThat(page.body()).doesNotContain("crm-menu-panel").doesNotContain("crm-csrf");
        for (String path : List.of("/crm/mails/give-up", "/crm/u", "/crm/u/a/b", "/crm/u/..%2fmails", "/crm/U/abc")) {
            assertThat(manager.post(path, Map.of(), "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .as(path)
                    .isIn(400, 403);
        }
    }

    @Test
    void aTokenThatIsNoneIsAnsweredAsAnyOther() {
        String good = token("uniform");
        String bad = "y".repeat(27);
        HttpBrowser reader = new HttpBrowser(RunningCrm.address());
        HttpResponse<String> known = reader.get("/crm/u/" + good, "Accept-Language", "fr");
        HttpResponse<String> unknown = reader.get("/crm/u/" + bad, "Accept-Language", "fr");
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(unknown.body().replace(bad, good)).isEqualTo(known.body());
        HttpResponse<String> done = reader.post("/crm/u/" + good, Map.of(), "Accept-Language", "fr");
        HttpResponse<String> notDone = reader.post("/crm/u/" + bad, Map.of(), "Accept-Language", "fr");
        assertThat(notDone.statusCode()).isEqualTo(done.statusCode());
        assertThat(notDone.body().replace(bad, good)).isEqualTo(done.body());
    }

    @Test
    void whoGuessesTooOftenIsSentAwayForAWhile() {
        String good = token("guess");
        HttpBrowser guesser = new HttpBrowser(RunningCrm.address());
        for (int i = 0; i < 30; i++) {
            assertThat(guesser.get("/crm/u/" + ("z" + i + "0".repeat(27)).substring(0, 27))
                            .statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> refused = guesser.post("/crm/u/" + "0".repeat(27), Map.of());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).doesNotContain("crm.mail.");
        assertThat(suppressions(address("guess"))).isZero();
        // Who has a good link behind the same address is not.
        assertThat(guesser.post("/crm/u/" + good, Map.of()).statusCode()).isEqualTo(200);
        assertThat(suppressions(address("guess"))).isEqualTo(1);
        RunningCrm.database()
                .sql("update crm_failed_visit set ends_at = timestampadd(second, -1, utc_timestamp(6))")
                .update();
        assertThat(guesser.get("/crm/u/" + "0".repeat(27)).statusCode()).isEqualTo(200);
    }

    @Test
    void theTokenStandsInNoLog() throws IOException {
        String token = token("log");
        HttpBrowser reader = new HttpBrowser(RunningCrm.address());
        reader.get("/crm/u/" + token);
        // Something fails there, which is logged.
        RunningCrm.database()
                .sql("rename table crm_mail_unsubscription to crm_mail_unsubscription_away")
                .update();
        try {
            assertThat(reader.get("/crm/u/" + token).statusCode()).isGreaterThanOrEqualTo(500);
        } finally {
            RunningCrm.database()
                    .sql("rename table crm_mail_unsubscription_away to crm_mail_unsubscription")
                    .update();
        }
        assertThat(RunningCrm.shared().log()).contains("/crm/u/…").doesNotContain(token);
    }
}
