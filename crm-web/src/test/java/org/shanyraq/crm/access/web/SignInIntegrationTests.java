package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.KeycloakAdmin;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/**
 * Threats A1, A2, A7 to A18, H1, H2 and H4, on two instances with one database and a real Keycloak. A3 to A6 are in
 * {@link KeycloakTokensTests}, the limits of A16 in {@link SessionKeeperTests}, A19 and A20 in the tests of the realm.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIntegrationTests {

    private static final String SESSION = "CRM_SESSION";

    private LocalApplication.Parts parts;
    private CrmServer one;
    private CrmServer two;

    @BeforeAll
    void start() {
        parts = RunningCrm.parts("signin");
        // Both at once, as a machine with two cores does that in little more than the time of one.
        one = RunningCrm.launch(parts, RunningCrm.WITHOUT_DEMO_DATA);
        two = RunningCrm.launch(parts, RunningCrm.WITHOUT_DEMO_DATA);
        one.awaitReady();
        two.awaitReady();
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

        HttpBrowser thief = new HttpBrowser(one.address());
        thief.get("/crm/oauth2/authorization/keycloak");
        HttpBrowser browser = new HttpBrowser(one.address());
        String wayBack = browser.wayBackFromKeycloak("viewer");
        assertThat(thief.get(wayBack).statusCode()).isEqualTo(401);
        assertThat(thief.get("/crm/me").statusCode()).isEqualTo(302);
        assertThat(browser.get(wayBack).statusCode()).isEqualTo(302);
        assertThat(browser.get("/crm/me").statusCode()).isEqualTo(200);
        assertThat(browser.get(wayBack).statusCode()).as("the second time").isEqualTo(401);
    }

    @Test
    void a7ASignOutElsewhereEndsTheSessionOfAnotherInstanceThanTheOneThatIsTold() {
        KeycloakForTests.admin().backChannelTo(two.address());
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.signIn("hq");
        assertThat(browser.get("/crm/me").statusCode()).isEqualTo(200);
        KeycloakForTests.admin().signOut("hq");
        awaitStatus(browser, 302, Duration.ofSeconds(10));
    }

    @Test
    void a8ALogoutTokenIsTakenOnceByAllInstancesTogetherAndOnlyAsKeycloakMadeIt() throws IOException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        listener.start();
        // Whoever signed in before as the same user is told of, too.
        KeycloakForTests.admin().signOut("admin");
        try {
            KeycloakForTests.admin()
                    .backChannelTo("http://127.0.0.1:" + listener.getAddress().getPort());
            HttpBrowser browser = new HttpBrowser(one.address());
            browser.signIn("admin");
            KeycloakForTests.admin().signOut("admin");
            String token = await().until(told::poll, Objects::nonNull).replaceFirst("^logout_token=", "");
            assertThat(browser.get("/crm/me").statusCode())
                    .as("nobody was told yet")
                    .isEqualTo(200);

            String[] parts = token.split("\\.");
            assertThat(tell(two, parts[0] + "." + parts[1] + "." + parts[2].replaceFirst("^...", "AAA")))
                    .isEqualTo(400);
            assertThat(tell(two, parts[0] + "." + parts[1] + ".")).isEqualTo(400);
            assertThat(tell(two, "no token")).isEqualTo(400);
            assertThat(browser.get("/crm/me").statusCode()).isEqualTo(200);

            assertThat(tell(two, token)).isEqualTo(200);
            assertThat(browser.get("/crm/me").statusCode()).isEqualTo(302);
            assertThat(tell(one, token)).as("a second time, elsewhere").isEqualTo(400);
        } finally {
            listener.stop(0);
            KeycloakForTests.admin().backChannelTo(two.address());
        }
    }

    /** The bound is the life of an access token: five minutes in the realm, see {@code RealmTests}, and here a few seconds. */
    @Test
    void a9WhatKeycloakTakesAwayIsGoneWithinTheLifeOfAnAccessToken() {
        KeycloakAdmin keycloak = KeycloakForTests.admin();
        Duration life = Duration.ofSeconds(5);
        Duration bound = life.plusSeconds(5);
        keycloak.setTokenLife(life);
        keycloak.grantRole("nobody", "viewer");
        keycloak.joinMission("nobody", "bxl");
        try {
            HttpBrowser browser = new HttpBrowser(one.address());
            browser.signIn("nobody");
            assertThat(browser.get("/crm/contacts").statusCode()).isEqualTo(200);

            keycloak.revokeRole("nobody", "viewer");
            await().atMost(bound).until(() -> browser.get("/crm/contacts").statusCode() == 403);
            keycloak.grantRole("nobody", "viewer");
            await().atMost(bound).until(() -> browser.get("/crm/contacts").statusCode() == 200);

            keycloak.leaveMission("nobody", "bxl");
            await().atMost(bound).until(() -> browser.get("/crm/contacts").statusCode() == 403);
            keycloak.joinMission("nobody", "bxl");
            await().atMost(bound).until(() -> browser.get("/crm/contacts").statusCode() == 200);
        } finally {
            keycloak.revokeRole("nobody", "viewer");
            keycloak.leaveMission("nobody", "bxl");
            keycloak.setTokenLife(Duration.ofMinutes(5));
        }
    }

    // The realm takes a refresh token once
    @Test
    void a10RequestsThatRenewASessionOnTwoInstancesAtOnceAllStaySignedIn() throws Exception {
        KeycloakAdmin keycloak = KeycloakForTests.admin();
        Duration life = Duration.ofSeconds(5);
        keycloak.setTokenLife(life);
        ExecutorService browsers = Executors.newFixedThreadPool(6);
        try {
            HttpBrowser browser = new HttpBrowser(one.address());
            browser.signIn("viewer");
            for (int round = 0; round < 2; round++) {
                TimeUnit.MILLISECONDS.sleep(life.plusMillis(500).toMillis());
                List<Callable<Integer>> requests = new ArrayList<>();
                for (CrmServer server : List.of(one, two, one, two, one, two)) {
                    HttpBrowser tab = new HttpBrowser(server.address());
                    tab.setCookie(SESSION, browser.cookie(SESSION));
                    requests.add(() -> tab.get("/crm/me").statusCode());
                }
                for (Future<Integer> answer : browsers.invokeAll(requests)) {
                    assertThat(answer.get()).isEqualTo(200);
                }
            }
        } finally {
            browsers.shutdownNow();
            keycloak.setTokenLife(Duration.ofMinutes(5));
        }
    }

    @Test
    void a10TheSessionOfAUserWhoWasDisabledEndsWithinTheLifeOfAnAccessToken() {
        KeycloakAdmin keycloak = KeycloakForTests.admin();
        Duration life = Duration.ofSeconds(5);
        keycloak.setTokenLife(life);
        keycloak.grantRole("nobody", "viewer");
        keycloak.joinMission("nobody", "bxl");
        try {
            HttpBrowser browser = new HttpBrowser(one.address());
            browser.signIn("nobody");
            assertThat(browser.get("/crm/me").statusCode()).isEqualTo(200);
            String session = browser.cookie(SESSION);
            keycloak.setEnabled("nobody", false);
            awaitStatus(browser, 302, life.plusSeconds(5));
            keycloak.setEnabled("nobody", true);
            browser.setCookie(SESSION, session);
            assertThat(browser.get("/crm/me").statusCode()).as("ended for good").isEqualTo(302);
        } finally {
            keycloak.setEnabled("nobody", true);
            keycloak.revokeRole("nobody", "viewer");
            keycloak.leaveMission("nobody", "bxl");
            keycloak.setTokenLife(Duration.ofMinutes(5));
        }
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
        for (String site : new String[] {"cross-site", "same-site"}) {
            assertThat(browser.post("/crm/me", fields, "Sec-Fetch-Site", site).statusCode())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(browser.post("/crm/me", fields, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a14WhatAPeerSaysAboutWhoForwardedIsNotBelieved() {
        String[] forwarded = {
            "X-Forwarded-Host", "evil.example",
            "X-Forwarded-Proto", "https",
            "X-Forwarded-Port", "444",
            "X-Forwarded-Prefix", "/evil",
            "X-Forwarded-For", "10.0.0.1",
            "Forwarded", "for=10.0.0.1;host=evil.example;proto=https"
        };
        HttpBrowser browser = new HttpBrowser(one.address());
        HttpResponse<String> first = browser.get("/crm/me", forwarded);
        assertThat(HttpBrowser.location(first)).isEqualTo("/crm/oauth2/authorization/keycloak");
        assertThat(first.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(first.headers().firstValue("Set-Cookie").orElse("")).doesNotContain("Secure");
        String toKeycloak = HttpBrowser.location(browser.get("/crm/oauth2/authorization/keycloak", forwarded));
        assertThat(URLDecoder.decode(toKeycloak, StandardCharsets.UTF_8))
                .contains("redirect_uri=" + one.address() + "/crm/login/oauth2/code/keycloak")
                .doesNotContain("evil", "https");
    }

    @Test
    void a15ManySignInsThatAreBegunAndNotEndedLeaveASmallSession() throws SQLException {
        HttpBrowser browser = new HttpBrowser(one.address());
        for (int i = 0; i < 200; i++) {
            assertThat(browser.get("/crm/oauth2/authorization/keycloak").statusCode())
                    .isEqualTo(302);
        }
        String id = new String(Base64.getDecoder().decode(browser.cookie(SESSION)), StandardCharsets.UTF_8);
        try (Connection connection = DriverManager.getConnection(
                        parts.databaseUrl(), parts.databaseUsername(), parts.databasePassword());
                PreparedStatement size = connection.prepareStatement(
                        "select sum(length(a.attribute_bytes)) from crm_session s join crm_session_attributes a"
                                + " on a.session_primary_id = s.primary_id where s.session_id = ?")) {
            size.setString(1, id);
            try (ResultSet row = size.executeQuery()) {
                row.next();
                assertThat(row.getLong(1)).isBetween(1L, 20_000L);
            }
        }
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
    void h1AndH2EveryKindOfAnswerCarriesTheSecurityHeaders() {
        HttpBrowser browser = new HttpBrowser(one.address());
        browser.signIn("protocol");
        String token = KeycloakForTests.admin().scriptToken();
        Matcher asset = Pattern.compile("href=\"(/crm/assets/[^\"]+\\.css)\"")
                .matcher(browser.get("/crm").body());
        assertThat(asset.find()).isTrue();
        HttpBrowser nobody = new HttpBrowser(one.address());
        String origin = "https://evil.example";

        Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
        answers.put("200 page", browser.get("/crm/contacts", "Origin", origin));
        answers.put("200 fragment", browser.get("/crm/contacts", "HX-Request", "true", "Origin", "null"));
        answers.put("200 file", browser.get("/crm/imports/samples/contacts", "Origin", origin));
        answers.put("200 asset", browser.get(asset.group(1), "Origin", origin));
        answers.put(
                "200 API", nobody.get("/crm/api/v1/contacts", "Authorization", "Bearer " + token, "Origin", origin));
        answers.put("200 public page", nobody.get("/crm/signed-out"));
        answers.put("302 sign-in", nobody.get("/crm/me"));
        answers.put("302 to Keycloak", nobody.get("/crm/oauth2/authorization/keycloak"));
        answers.put("422 cursor", browser.get("/crm/jobs?cursor=bad"));
        answers.put("400 address", browser.get("/crm//x"));
        answers.put("400 logout token", nobody.post("/crm/logout/connect/back-channel/keycloak", Map.of()));
        answers.put("401 fragment", nobody.get("/crm/jobs/recent", "HX-Request", "true"));
        answers.put("401 API", nobody.get("/crm/api/v1/contacts", "Origin", origin));
        answers.put("401 failed sign-in", nobody.get("/crm/login/oauth2/code/keycloak?code=a&state=b"));
        answers.put("403 form", browser.post("/crm/me", Map.of()));
        answers.put("403 right", browser.get("/crm/audit"));
        answers.put("404 page", browser.get("/crm/nothing"));
        answers.put("404 calendar", nobody.get("/crm/calendar/none.ics"));
        answers.put("404 asset", browser.get(asset.group(1) + "x"));
        answers.put("404 API", nobody.get("/crm/api/v1/nothing", "Authorization", "Bearer " + token));
        answers.put("403 preflight", browser.call("OPTIONS", "/crm/contacts", "Origin", origin, "Accept", "*/*"));
        answers.forEach((kind, answer) -> {
            String status = kind.substring(0, 3);
            if (!kind.endsWith("preflight")) {
                assertThat(answer.statusCode()).as(kind).isEqualTo(Integer.parseInt(status));
            }
            String policy = kind.endsWith("file")
                    ? "sandbox; default-src 'none'; frame-ancestors 'none'"
                    : "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self' "
                            + KeycloakForTests.issuer().replaceFirst("/realms/.*", "")
                            + "; frame-ancestors 'none'; base-uri 'none'";
            assertThat(answer.headers().allValues("Content-Security-Policy"))
                    .as(kind)
                    .containsExactly(policy);
            Map.of(
                            "X-Content-Type-Options", "nosniff",
                            "X-Frame-Options", "DENY",
                            "Referrer-Policy", "no-referrer",
                            "Cross-Origin-Opener-Policy", "same-origin",
                            "Cross-Origin-Resource-Policy", "same-origin")
                    .forEach((name, value) -> assertThat(answer.headers().allValues(name))
                            .as(kind + " " + name)
                            .containsExactly(value));
            assertThat(answer.headers().firstValue("Permissions-Policy").orElse(""))
                    .as(kind)
                    .contains("camera=()", "geolocation=()", "microphone=()");
            assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                    .as(kind + ": not told without TLS")
                    .isEmpty();
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(kind)
                    .isEmpty();
            assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                    .as(kind)
                    .contains(kind.equals("200 asset") ? "immutable" : "no-store");
            assertThat(answer.headers().firstValue("Server")).as(kind).isEmpty();
        });
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

    private static void awaitStatus(HttpBrowser browser, int status, Duration atMost) {
        await().atMost(atMost).until(() -> browser.get("/crm/me").statusCode() == status);
    }

    private static int tell(CrmServer instance, String logoutToken) {
        return new HttpBrowser(instance.address())
                .post("/crm/logout/connect/back-channel/keycloak", Map.of("logout_token", logoutToken))
                .statusCode();
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
