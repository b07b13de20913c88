package org.shanyraq.crm.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a Keycloak administrator does to the realm {@code shanyraq}, over Keycloak's own administration API. */
public final class KeycloakAdmin {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** A client that only tests make: it takes passwords, which the realm's own clients never do. */
    private static final String CLIENT_OF_TESTS = "crm-tests";

    private static final String BACK_CHANNEL = "backchannel.logout.url";
    private static final String BACK_CHANNEL_PATH = "/crm/logout/connect/back-channel/keycloak";

    private final LocalKeycloak keycloak;
    private String administrator = "";
    private Instant administratorUntil = Instant.MIN;

    KeycloakAdmin(LocalKeycloak keycloak) {
        this.keycloak = keycloak;
    }

    /**
     * Lets officers sign in to one more application.
     *
     * @param address like {@code http://127.0.0.1:43210}; back-channel logouts go to the last one that was added
     */
    public synchronized void allowApplication(String address) {
        var client = (ObjectNode) only("/clients?clientId=crm");
        String redirect = address + "/crm/login/oauth2/code/keycloak";
        if (client.withArray("redirectUris").valueStream().anyMatch(each -> redirect.equals(each.asString()))) {
            return;
        }
        client.withArray("redirectUris").add(redirect);
        ObjectNode attributes = client.withObject("attributes");
        attributes.put(
                "post.logout.redirect.uris",
                attributes.path("post.logout.redirect.uris").asString("") + "##" + address + "/crm/signed-out");
        attributes.put(BACK_CHANNEL, address + BACK_CHANNEL_PATH);
        call("PUT", "/clients/" + id(client), client);
    }

    /** Tells back-channel logouts to the application at that address from now on. */
    public synchronized void backChannelTo(String address) {
        var client = (ObjectNode) only("/clients?clientId=crm");
        client.withObject("attributes").put(BACK_CHANNEL, address + BACK_CHANNEL_PATH);
        call("PUT", "/clients/" + id(client), client);
    }

    /** How long access tokens of the application live from now on: the bound within which a changed role takes effect. */
    public synchronized void setTokenLife(Duration life) {
        var client = (ObjectNode) only("/clients?clientId=crm");
        client.withObject("attributes").put("access.token.lifespan", Long.toString(life.toSeconds()));
        call("PUT", "/clients/" + id(client), client);
    }

    public void setEnabled(String username, boolean enabled) {
        var user = (ObjectNode) user(username);
        user.put("enabled", enabled);
        call("PUT", "/users/" + id(user), user);
    }

    public void setClearance(String username, String clearance) {
        var user = (ObjectNode) user(username);
        user.withObject("attributes").putArray("clearance").add(clearance);
        call("PUT", "/users/" + id(user), user);
    }

    public void grantRole(String username, String role) {
        call("POST", rolesOf(username), List.of(role(role)));
    }

    public void revokeRole(String username, String role) {
        call("DELETE", rolesOf(username), List.of(role(role)));
    }

    public void joinMission(String username, String code) {
        call("PUT", "/users/" + id(user(username)) + "/groups/" + missionId(code), null);
    }

    public void leaveMission(String username, String code) {
        call("DELETE", "/users/" + id(user(username)) + "/groups/" + missionId(code), null);
    }

    /** Ends all sessions of a user, as a back-channel logout tells the application. */
    public void signOut(String username) {
        call("POST", "/users/" + id(user(username)) + "/logout", null);
    }

    /** The subject of a user's tokens. */
    public String subject(String username) {
        return id(user(username));
    }

    /** An access token of a user whose password is the name, with the claims that the client {@code crm} gives. */
    public synchronized String accessToken(String username) {
        if (get("/clients?clientId=" + CLIENT_OF_TESTS).isEmpty()) {
            Map<String, Object> client = new LinkedHashMap<>();
            client.put("clientId", CLIENT_OF_TESTS);
            client.put("publicClient", false);
            client.put("secret", CLIENT_OF_TESTS);
            client.put("standardFlowEnabled", false);
            client.put("directAccessGrantsEnabled", true);
            client.put("fullScopeAllowed", true);
            client.put("defaultClientScopes", List.of("basic", "acr", "profile", "email"));
            client.put("protocolMappers", mappersOfCrm());
            call("POST", "/clients", client);
        }
        return token(
                "shanyraq",
                Map.of(
                        "grant_type", "password",
                        "client_id", CLIENT_OF_TESTS,
                        "client_secret", CLIENT_OF_TESTS,
                        "username", username,
                        "password", username));
    }

    /** An access token of the client {@code crm-script}. */
    public String scriptToken() {
        return token(
                "shanyraq",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "crm-script",
                        "client_secret", "crm-script"));
    }

    /** Reads below {@code /admin/realms/shanyraq}. */
    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    private List<JsonNode> mappersOfCrm() {
        List<JsonNode> mappers = only("/clients?clientId=crm").get("protocolMappers").valueStream().toList();
        mappers.forEach(mapper -> ((ObjectNode) mapper).remove("id"));
        return mappers;
    }

    private String rolesOf(String username) {
        return "/users/" + id(user(username)) + "/role-mappings/clients/" + id(only("/clients?clientId=crm"));
    }

    private JsonNode role(String name) {
        return get("/clients/" + id(only("/clients?clientId=crm")) + "/roles/" + name);
    }

    private JsonNode user(String username) {
        return only("/users?exact=true&username=" + encode(username));
    }

    private String missionId(String code) {
        return id(get("/group-by-path/missions/" + encode(code)));
    }

    private JsonNode only(String path) {
        JsonNode found = get(path);
        if (found.size() != 1) {
            throw new IllegalArgumentException("Keycloak knows " + found.size() + " of " + path);
        }
        return found.get(0);
    }

    private static String id(JsonNode node) {
        return node.get("id").asString();
    }

    private JsonNode call(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(keycloak.address() + "/admin/realms/shanyraq" + path))
                .header("Authorization", "Bearer " + administratorToken())
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return send(request);
    }

    /** Taken for half of its life, as checking a password is slow on purpose. */
    private synchronized String administratorToken() {
        if (Instant.now().isAfter(administratorUntil)) {
            JsonNode answer = tokens(
                    "master",
                    Map.of(
                            "grant_type", "password",
                            "client_id", "admin-cli",
                            "username", "admin",
                            "password", keycloak.adminPassword()));
            administratorUntil =
                    Instant.now().plusSeconds(answer.get("expires_in").asLong() / 2);
            administrator = answer.get("access_token").asString();
        }
        return administrator;
    }

    private String token(String realm, Map<String, String> form) {
        return tokens(realm, form).get("access_token").asString();
    }

    private JsonNode tokens(String realm, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(
                        keycloak.address() + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request);
    }

    private static JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(request.method() + " " + request.uri() + " was answered with "
                        + response.statusCode() + ": " + response.body());
            }
            return response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("Keycloak does not answer at " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Keycloak", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
