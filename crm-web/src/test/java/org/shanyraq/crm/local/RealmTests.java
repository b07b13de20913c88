package org.shanyraq.crm.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the realm file promises. That Keycloak keeps it is asked of the running server in {@link LocalKeycloakIntegrationTests}. */
class RealmTests {

    private final JsonNode realm = read("http://127.0.0.1:8080", "http://localhost:8080");

    @ParameterizedTest
    @ValueSource(strings = {"crm", "crm-script", "admin-cli"})
    void noClientTakesPasswordsOrHandsTokensOutInAddresses(String clientId) {
        JsonNode client = client(clientId);
        assertThat(client.get("implicitFlowEnabled").asBoolean()).isFalse();
        assertThat(client.get("directAccessGrantsEnabled").asBoolean()).isFalse();
    }

    @Test
    void theApplicationIsAConfidentialClientThatMustProveItsCodes() {
        JsonNode crm = client("crm");
        assertThat(crm.get("publicClient").asBoolean()).isFalse();
        assertThat(crm.get("standardFlowEnabled").asBoolean()).isTrue();
        assertThat(crm.get("serviceAccountsEnabled").asBoolean()).isFalse();
        assertThat(crm.get("fullScopeAllowed").asBoolean()).isFalse();
        assertThat(crm.at("/attributes/pkce.code.challenge.method").asString()).isEqualTo("S256");
    }

    @Test
    void everyAddressOfTheApplicationIsExact() {
        JsonNode crm = client("crm");
        assertThat(texts(crm.get("redirectUris")))
                .containsExactly(
                        "http://127.0.0.1:8080/crm/login/oauth2/code/keycloak",
                        "http://localhost:8080/crm/login/oauth2/code/keycloak");
        assertThat(crm.at("/attributes/post.logout.redirect.uris").asString())
                .isEqualTo("http://127.0.0.1:8080/crm/signed-out##http://localhost:8080/crm/signed-out");
        assertThat(crm.get("webOrigins").isEmpty()).isTrue();
        assertThat(crm.toString()).doesNotContain("*");
    }

    @Test
    void aSignOutInKeycloakReachesTheApplicationWithTheSession() {
        JsonNode attributes = client("crm").get("attributes");
        assertThat(attributes.get("backchannel.logout.url").asString())
                .isEqualTo("http://127.0.0.1:8080/crm/logout/connect/back-channel/keycloak");
        assertThat(attributes.get("backchannel.logout.session.required").asString())
                .isEqualTo("true");
    }

    @Test
    void sessionsAndTokensAreShortLivedAndGuessingIsSlowedDown() {
        assertThat(realm.get("accessTokenLifespan").asInt()).isEqualTo(300);
        assertThat(realm.get("ssoSessionIdleTimeout").asInt()).isEqualTo(1800);
        assertThat(realm.get("ssoSessionMaxLifespan").asInt()).isEqualTo(43200);
        assertThat(realm.get("revokeRefreshToken").asBoolean()).isTrue();
        assertThat(realm.get("refreshTokenMaxReuse").asInt()).isZero();
        assertThat(realm.get("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.get("registrationAllowed").asBoolean()).isFalse();
        assertThat(realm.get("resetPasswordAllowed").asBoolean()).isFalse();
        assertThat(realm.has("identityProviders")).isFalse();
    }

    @Test
    void scriptsSignInWithTheirSecretAloneAndActForOneMission() {
        JsonNode script = client("crm-script");
        assertThat(script.get("serviceAccountsEnabled").asBoolean()).isTrue();
        assertThat(script.get("standardFlowEnabled").asBoolean()).isFalse();
        assertThat(texts(script.get("redirectUris"))).isEmpty();
        JsonNode account = user("service-account-crm-script");
        assertThat(texts(account.at("/clientRoles/crm"))).containsExactlyInAnyOrder("diplomat", "protocol", "manager");
        assertThat(texts(account.get("groups"))).containsExactly("/missions/bxl");
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, viewer, bxl, internal",
        "diplomat, diplomat, bxl, restricted",
        "protocol, protocol, bxl, restricted",
        "manager, manager, bxl, confidential",
        "privacy, privacy-officer, bxl, internal",
        "admin, administrator, bxl, internal",
        "hq, headquarters, bxl, confidential",
        "diplomat-gva, diplomat, gva, restricted",
        "manager-gva, manager, gva, confidential",
    })
    void everyDemoUserHasOneRoleOneMissionAndAClearance(String name, String role, String mission, String clearance) {
        JsonNode user = user(name);
        assertThat(texts(user.at("/clientRoles/crm"))).containsExactly(role);
        assertThat(texts(user.get("groups"))).containsExactly("/missions/" + mission);
        assertThat(texts(user.at("/attributes/clearance"))).containsExactly(clearance);
        assertThat(user.get("email").asString()).endsWith("@mission.example");
        assertThat(user.at("/credentials/0/value").asString()).isEqualTo(name);
        // Pinned, so that a realm that is imported anew knows the same officers.
        assertThat(user.get("id").asString()).hasSize(36);
    }

    @Test
    void onlyAnAdministratorOfKeycloakSeesOrSetsTheClearance() {
        JsonNode profile = JsonMapper.shared()
                .readTree(realm.at(
                                "/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0")
                        .asString());
        assertThat(profile.has("unmanagedAttributePolicy")).isFalse();
        JsonNode clearance = profile.get("attributes")
                .valueStream()
                .filter(attribute -> attribute.get("name").asString().equals("clearance"))
                .findFirst()
                .orElseThrow();
        assertThat(texts(clearance.at("/permissions/view"))).containsExactly("admin");
        assertThat(texts(clearance.at("/permissions/edit"))).containsExactly("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm", "crm-script"})
    void tokensCarryRolesMissionsClearanceAndTheAudience(String clientId) {
        Map<String, String> expected = Map.of(
                "oidc-usermodel-client-role-mapper", "resource_access.crm.roles",
                "oidc-group-membership-mapper", "groups",
                "oidc-usermodel-attribute-mapper", "clearance");
        expected.forEach((type, claim) -> assertThat(
                        mapper(clientId, type).at("/config/claim.name").asString())
                .isEqualTo(claim));
        JsonNode audience = mapper(clientId, "oidc-audience-mapper").get("config");
        assertThat(audience.get("included.client.audience").asString()).isEqualTo("crm");
        assertThat(audience.get("id.token.claim").asString()).isEqualTo("false");
    }

    @Test
    void nothingIsLeftToFillIn() {
        assertThat(realm.get("clients").toString()).doesNotContain("${");
    }

    private JsonNode client(String clientId) {
        return named("clients", "clientId", clientId);
    }

    private JsonNode user(String username) {
        return named("users", "username", username);
    }

    private JsonNode mapper(String clientId, String type) {
        return client(clientId)
                .get("protocolMappers")
                .valueStream()
                .filter(mapper -> mapper.get("protocolMapper").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode named(String list, String key, String value) {
        return realm.get(list)
                .valueStream()
                .filter(each -> each.get(key).asString().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    private static JsonNode read(String... applications) {
        try {
            return JsonMapper.shared().readTree(LocalKeycloak.filledRealm(List.of(applications)));
        } catch (IOException e) {
            throw new IllegalStateException("No realm file", e);
        }
    }
}
