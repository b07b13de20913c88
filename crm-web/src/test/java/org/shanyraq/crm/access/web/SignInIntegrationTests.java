package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/** Threats A1, A2, A7, A11 to A13, A16 to A18 and H1, H2 and H4, on two instances with one database and a real Keycloak. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIntegrationTests {

    private static final String SESSION = "CRM_SESSION";

    private CrmServer one;
    private CrmServer two;

    @BeforeAll
    void start() {
        LocalApplication.Parts parts = RunningCrm.parts("signin");
        one = RunningCrm.start(parts);
        two = RunningCrm.start(parts);
    }

    @AfterAll
    void stop() {
        one.close();
        two.close();
    }

    @Test
    void whoSignsInComesBackToWhereTheyWereGoing() {
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.get("/crm/jobs?cursor=");
        HttpResponse<String> page = browser.signIn("viewer");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/crm");
        assertThat(page.body()).contains("crm-menu");
    }

    @Test
    void aSessionOfOneInstanceIsASessionOfTheOther() {
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.signIn("viewer");
        HttpBrowser other = new HttpBrowser(two.address());
        other.setCookie(SESSION, browser.cookie(SESSION));
        assertThat(other.get("/crm/me").statusCode()).isEqualTo(200);
    }

    @Test
    void a1TheSessionIdChangesWithTheSignIn() {
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.get("/crm/me");
        String before = browser.cookie(SESSION);
        assertThat(before).isNotEmpty();
        browser.signIn("viewer");
        assertThat(browser.cookie(SESSION)).isNotEqualTo(before);
        HttpBrowser thief = new HttpBrowser(one.address());
        thief.setCookie(SESSION, before);
        assertThat(thief.get("/crm/me").statusCode()).isEqualTo(302);
    }

    @Test
    void a2TheWayBackFromKeycloakCanBeUsedOnceAndInOneBrowser() {
        HttpBrowser other = new HttpBrowser(one.address());
        HttpResponse<String> answer = other.get("/crm/login/oauth2/code/keycloak?code=abc&state=xyz");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(other.get("/crm/me").statusCode()).isEqualTo(302);
    }

    @Test
    void a7ASignOutElsewhereEndsTheSessionOnEveryInstance() throws InterruptedException {
        // Keycloak tells the instance that was added last.
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.signIn("hq");
        assertThat(browser.get("/crm/me").statusCode()).isEqualTo(200);
        KeycloakForTests.admin().signOut("hq");
        int status = 200;
        for (int i = 0; i < 50 && status == 200; i++) {
            status = browser.get("/crm/me").statusCode();
            Thread.sleep(100);
        }
        assertThat(status).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/crm?redirect=//evil.example",
                "/crm?continue=https:evil.example",
                "/crm/jobs?next=/%5Cevil.example",
                "/crm/me?url=%09//evil.example"
            })
    void a11NobodyIsSentElsewhereAfterTheSignIn(String path) {
        HttpBrowser browser = new HttpBrowser(one.address());
        HttpResponse<String> first = browser.get(path);
        assertThat(HttpBrowser.location(first)).isEqualTo("/crm/oauth2/authorization/keycloak");
        HttpResponse<String> page = browser.signIn("viewer");
        assertThat(page.uri().toString()).startsWith(one.address() + "/crm");
    }

    @Test
    void a12TheApiTakesNoSessionAndPagesTakeNoToken() {
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.signIn("manager");
        assertThat(browser.get("/crm/api/v1/contacts").statusCode()).isEqualTo(401);
        String token = KeycloakForTests.admin().scriptToken();
        HttpBrowser other = new HttpBrowser(one.address());
        assertThat(other.get("/crm/me", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(302);
        assertThat(other.get("/crm/api/v1/nothing?access_token=" + token, "Authorization", "Bearer " + token)
                        .statusCode())
                .isBetween(400, 404);
    }

    @Test
    void a13AFormWithoutItsTokenIsRefused() {
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.signIn("viewer");
        HttpBrowser other = new HttpBrowser(one.address());
        other.signIn("diplomat");
        Map<String, String> fields = new HashMap<>(Map.of("language", "fr", "theme", ""));
        assertThat(browser.post("/crm/me", fields).statusCode()).isEqualTo(403);
        fields.put("_csrf", other.csrf("/crm/me"));
        assertThat(browser.post("/crm/me", fields).statusCode()).isEqualTo(403);
        fields.put("_csrf", browser.csrf("/crm/me"));
        fields.put("language", "");
        assertThat(browser.post("/crm/me", fields).statusCode()).isEqualTo(303);
    }

    @Test
    void a16AScriptWithoutSessionIsToldToLoadThePageAnew() {
        HttpResponse<String> answer = new HttpBrowser(one.address()).get("/crm/jobs/recent", "HX-Request", "true");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("HX-Refresh")).contains("true");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/health",
                "/actuator;x=/env",
                "/actuator/",
                "/Actuator/env",
                "/%61ctuator/env",
                "/crm/actuator/env"
            })
    void a17NothingOfTheManagementIsOnTheMainPort(String path) {
        assertThat(new HttpBrowser(one.address()).get(path).statusCode()).isIn(302, 400, 401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/crm//me", "/crm/me;a=1", "/crm/%2e/me", "/CRM/me", "/crm/me%2f"})
    void a18WaysAroundThePathDoNotOpenIt(String path) {
        assertThat(new HttpBrowser(one.address()).get(path).statusCode()).isIn(302, 400, 404);
    }

    @Test
    void h1EveryAnswerCarriesTheSecurityHeaders() {
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.signIn("viewer");
        for (String path : new String[] {
            "/crm", "/crm/me", "/crm/nothing", "/crm/signed-out", "/crm//x", "/crm/api/v1/x", "/crm/jobs?cursor=bad"
        }) {
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(path)
                    .singleElement()
                    .asString()
                    .startsWith("default-src 'none'; script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void h4TheSignOutEndsTheSessionAndClearsWhatTheBrowserKept() {
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.signIn("protocol");
        String session = browser.cookie(SESSION);
        HttpResponse<String> answer = browser.post("/crm/logout", Map.of("_csrf", browser.csrf("/crm/me")));
        assertThat(HttpBrowser.location(answer)).startsWith(KeycloakForTests.issuer());
        assertThat(answer.headers().firstValue("Clear-Site-Data")).isPresent();
        browser.setCookie(SESSION, session);
        assertThat(browser.get("/crm/me").statusCode()).isEqualTo(302);
    }

    @Test
    void theSessionCookieIsKeptFromScripts() {
        HttpResponse<String> answer = new HttpBrowser(one.address()).get("/crm/me");
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith(SESSION + "=")
                .contains("HttpOnly")
                .contains("SameSite=Lax");
    }
}
