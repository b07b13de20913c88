package org.shanyraq.crm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("no-database")
class LocalKeycloakIntegrationTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String APPLICATION = "http://127.0.0.1:65001";
    private static final String REDIRECT = APPLICATION + "/crm/login/oauth2/code/keycloak";

    @ParameterizedTest
    @CsvSource({"protocol, protocol, /missions/bxl, restricted", "manager-gva, manager, /missions/gva, confidential"})
    void aTokenSaysWhoHoldsItForWhomAndUpToWhichClearance(String user, String role, String mission, String clearance) {
        JsonNode claims = claims(KeycloakForTests.admin().accessToken(user));
        assertThat(claims.get("iss").asString()).isEqualTo(KeycloakForTests.issuer());
        assertThat(claims.get("aud").toString()).contains("\"crm\"");
        assertThat(claims.get("preferred_username").asString()).isEqualTo(user);
        assertThat(claims.at("/resource_access/crm/roles").toString()).isEqualTo("[\"" + role + "\"]");
        assertThat(claims.get("groups").toString()).isEqualTo("[\"" + mission + "\"]");
        assertThat(claims.get("clearance").asString()).isEqualTo(clearance);
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(300);
    }

    @Test
    void aScriptSignsInWithItsSecret() {
        JsonNode claims = claims(KeycloakForTests.admin().scriptToken());
        assertThat(claims.at("/resource_access/crm/roles").size()).isEqualTo(3);
        assertThat(claims.get("groups").toString()).isEqualTo("[\"/missions/bxl\"]");
    }

    @ParameterizedTest
    @CsvSource({"crm, crm", "crm-script, crm-script", "admin-cli, ''"})
    void aPasswordIsTakenFromNobodyButKeycloaksOwnPage(String client, String secret) throws Exception {
        HttpResponse<String> answer = post(
                "/protocol/openid-connect/token",
                "grant_type=password&username=viewer&password=viewer&client_id=" + client + "&client_secret=" + secret);
        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("access_token");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type=token, unauthorized_client",
        "response_type=code%20token&nonce=n, unauthorized_client",
        "response_type=code, code_challenge",
        "response_type=code&code_challenge=Zm9vZm9vZm9vZm9vZm9vZm9vZm9vZm9vZm9vZm9vZm9v&code_challenge_method=plain, code+challenge+method",
    })
    void neitherTheImplicitFlowNorACodeWithoutProofIsGiven(String request, String why) throws Exception {
        KeycloakForTests.admin().allowApplication(APPLICATION);
        HttpResponse<String> answer = get(
                "/protocol/openid-connect/auth?client_id=crm&scope=openid&redirect_uri=" + REDIRECT + "&" + request);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location").orElseThrow()).contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:65001/crm/login/oauth2/code/keycloak/..",
        "http://127.0.0.1:65001/crm/login/oauth2/code/keycloak?x=1",
        "http://127.0.0.1:65001.evil.example/crm/login/oauth2/code/keycloak",
        "https://evil.example/"
    })
    void aCodeIsSentToTheExactAddressAlone(String redirect) throws Exception {
        KeycloakForTests.admin().allowApplication(APPLICATION);
        HttpResponse<String> answer =
                get("/protocol/openid-connect/auth?client_id=crm&scope=openid&response_type=code&redirect_uri="
                        + URLEncoder.encode(redirect, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("location")).isEmpty();
    }

    @Test
    void aDisabledUserGetsNoToken() {
        KeycloakAdmin admin = KeycloakForTests.admin();
        admin.setEnabled("nobody", false);
        try {
            assertThatThrownBy(() -> admin.accessToken("nobody")).hasMessageContaining("400");
        } finally {
            admin.setEnabled("nobody", true);
        }
        assertThat(admin.accessToken("nobody")).isNotBlank();
    }

    private static HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(KeycloakForTests.issuer() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(KeycloakForTests.issuer() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode claims(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.')));
        return JsonMapper.shared().readTree(claims);
    }
}
