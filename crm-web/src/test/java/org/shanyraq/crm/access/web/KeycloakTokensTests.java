package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Threats A3 to A6, A8 and D8, with tokens of a signer of our own. */
class KeycloakTokensTests {

    private static final String ISSUER = "https://id.example/realms/shanyraq";
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final RSAKey KEY = key("k1");
    private static final RSAKey FOREIGN = key("k1");

    private final KeycloakTokens tokens = new KeycloakTokens(
            new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())), ISSUER, Clock.fixed(NOW, ZoneOffset.UTC));
    private final JwtDecoder api = tokens.forApi("crm");

    @Test
    void aGoodTokenIsTakenAndSaysWhoComes() {
        SignIn signIn = new KeycloakClaims("crm").signIn(api.decode(signed(KEY, claims -> {})));
        assertThat(signIn.subject()).isEqualTo("0001");
        assertThat(signIn.roles()).containsExactly(Role.DIPLOMAT);
        assertThat(signIn.missionCodes()).containsExactly("bxl");
        assertThat(signIn.clearance()).isEqualTo(Sensitivity.RESTRICTED);
        assertThat(signIn.kind()).isEqualTo(Officer.Kind.PERSON);
    }

    @Test
    void unknownRolesGroupsAndClearancesGiveNothing() {
        SignIn signIn = new KeycloakClaims("crm")
                .signIn(api.decode(signed(KEY, claims -> claims.claim("clearance", "cosmic")
                        .claim("groups", List.of("/missions", "/missions/a/b", "missions/bxl", "/other/bxl"))
                        .claim("resource_access", Map.of("other", Map.of("roles", List.of("manager")), "crm", "no")))));
        assertThat(signIn.roles()).isEmpty();
        assertThat(signIn.missionCodes()).isEmpty();
        assertThat(signIn.clearance()).isEqualTo(Sensitivity.PUBLIC);
    }

    @Test
    void a3AnUnsignedTokenIsRefused() {
        refused(new PlainJWT(claims(claims -> {})).serialize());
    }

    @Test
    void a3ATokenSignedWithThePublicKeyAsSharedSecretIsRefused() throws JOSEException {
        byte[] secret = KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        refused(sign(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), new MACSigner(secret), c -> {}));
        byte[] encoded = KEY.toRSAPublicKey().getEncoded();
        refused(sign(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), new MACSigner(encoded), c -> {}));
    }

    @Test
    void a3KeysNamedInsideATokenAreNeverFollowed() throws JOSEException, IOException {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer canary = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        canary.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        canary.start();
        try {
            URI bait = URI.create("http://127.0.0.1:" + canary.getAddress().getPort() + "/keys");
            JWSSigner forger = new RSASSASigner(FOREIGN);
            refused(sign(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .jwk(FOREIGN.toPublicJWK())
                            .build(),
                    forger,
                    c -> {}));
            refused(sign(new JWSHeader.Builder(JWSAlgorithm.RS256).jwkURL(bait).build(), forger, c -> {}));
            refused(sign(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).x509CertURL(bait).build(), forger, c -> {}));
            assertThat(fetched).hasValue(0);
        } finally {
            canary.stop(0);
        }
    }

    @Test
    void a4ATokenForAnotherAudienceOrOfAnotherTypeIsRefused() {
        refused(signed(KEY, claims -> claims.audience("other")));
        refused(signed(KEY, claims -> claims.claim("aud", null)));
        refused(signed(KEY, claims -> claims.claim("typ", "ID")));
        refused(signed(KEY, claims -> claims.claim("typ", "Refresh")));
        refused(signed(KEY, claims -> claims.claim("typ", null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example/realms/other",
                "https://id.example/realms/shanyraq/",
                "https://ID.example/realms/shanyraq",
                "http://id.example/realms/shanyraq"
            })
    void a5ATokenOfAnotherIssuerIsRefused(String issuer) {
        refused(signed(KEY, claims -> claims.issuer(issuer)));
    }

    @Test
    void aTokenOfAForeignKeyIsRefused() {
        refused(signed(FOREIGN, claims -> {}));
    }

    @ParameterizedTest
    @CsvSource({"exp,-59,true", "exp,-61,false", "nbf,59,true", "nbf,61,false", "iat,59,true", "iat,61,false"})
    void a6TimesAreTakenWithinAMinuteOfSkew(String claim, int seconds, boolean good) {
        String token = signed(KEY, claims -> claims.claim(claim, Date.from(NOW.plusSeconds(seconds))));
        if (good) {
            assertThatNoException().isThrownBy(() -> api.decode(token));
        } else {
            refused(token);
        }
    }

    @Test
    void a6ATokenWithoutEndOrFromTheFutureIsRefused() {
        refused(signed(KEY, claims -> claims.expirationTime(null)));
        refused(signed(KEY, claims -> claims.issueTime(Date.from(Instant.parse("2099-01-01T00:00:00Z")))));
    }

    @Test
    void a8OnlyALogoutTokenEndsSessions() {
        JwtDecoder logout = tokens.forLogout("crm");
        Map<String, Object> event = Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of());
        Consumer<JWTClaimsSet.Builder> good = claims ->
                claims.claim("events", event).jwtID("j1").claim("sid", "s1").claim("typ", "Logout");
        assertThatNoException().isThrownBy(() -> logout.decode(signed(KEY, good)));
        for (Consumer<JWTClaimsSet.Builder> bad : List.<Consumer<JWTClaimsSet.Builder>>of(
                claims -> claims.claim("nonce", "n"),
                claims -> claims.audience("other"),
                claims -> claims.claim("events", null),
                claims -> claims.claim("events", Map.of("other", Map.of())),
                claims -> claims.jwtID(null),
                claims -> claims.issuer("https://other"))) {
            assertThatExceptionOfType(BadJwtException.class)
                    .isThrownBy(() -> logout.decode(signed(KEY, good.andThen(bad))));
        }
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> logout.decode(signed(FOREIGN, good)));
    }

    @Test
    void d8AFloodOfUnknownKeysDoesNotReachKeycloak() throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        HttpServer keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keycloak.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        keycloak.start();
        try {
            String issuer = "http://127.0.0.1:" + keycloak.getAddress().getPort() + "/realms/x";
            JwtDecoder flooded = new KeycloakTokens(
                            KeycloakTokens.keysOf(issuer), issuer, Clock.fixed(NOW, ZoneOffset.UTC))
                    .forApi("crm");
            RSAKey unknown = key("unknown");
            for (int i = 0; i < 300; i++) {
                RSAKey another =
                        new RSAKey.Builder(unknown).keyID("unknown-" + i).build();
                String token = signed(another, claims -> claims.issuer(issuer));
                assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> flooded.decode(token));
            }
            assertThat(fetched.get()).isLessThanOrEqualTo(2);
            assertThatNoException().isThrownBy(() -> flooded.decode(signed(KEY, claims -> claims.issuer(issuer))));
        } finally {
            keycloak.stop(0);
        }
    }

    @Test
    void fault9ANewKeyOfTheRealmIsTakenWithTheFirstTokenThatItSigned() throws IOException {
        RSAKey next = key("k2");
        AtomicReference<JWKSet> served = new AtomicReference<>(new JWKSet(KEY.toPublicJWK()));
        AtomicInteger fetched = new AtomicInteger();
        HttpServer keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keycloak.createContext("/", exchange -> {
            fetched.incrementAndGet();
            byte[] keys = Objects.requireNonNull(served.get()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        keycloak.start();
        try {
            String issuer = "http://127.0.0.1:" + keycloak.getAddress().getPort() + "/realms/x";
            JwtDecoder rotated = new KeycloakTokens(
                            KeycloakTokens.keysOf(issuer), issuer, Clock.fixed(NOW, ZoneOffset.UTC))
                    .forApi("crm");
            rotated.decode(signed(KEY, claims -> claims.issuer(issuer)));
            served.set(new JWKSet(next.toPublicJWK()));
            assertThatNoException().isThrownBy(() -> rotated.decode(signed(next, claims -> claims.issuer(issuer))));
            assertThat(fetched).hasValue(2);
            assertThatExceptionOfType(BadJwtException.class)
                    .as("a key that the realm has no more")
                    .isThrownBy(() -> rotated.decode(signed(KEY, claims -> claims.issuer(issuer))));
        } finally {
            keycloak.stop(0);
        }
    }

    private void refused(String token) {
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> api.decode(token));
    }

    private static String signed(RSAKey key, Consumer<JWTClaimsSet.Builder> change) {
        try {
            return sign(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .type(JOSEObjectType.JWT)
                            .build(),
                    new RSASSASigner(key),
                    change);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader header, JWSSigner signer, Consumer<JWTClaimsSet.Builder> change)
            throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims(change));
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("0001")
                .audience("crm")
                .claim("typ", "Bearer")
                .claim("azp", "crm")
                .claim("name", "Daniyar Ospanov")
                .claim("preferred_username", "diplomat")
                .claim("clearance", "restricted")
                .claim("groups", List.of("/missions/bxl"))
                .claim("resource_access", Map.of("crm", Map.of("roles", List.of("diplomat", "unknown"))))
                .issueTime(Date.from(NOW.minusSeconds(100)))
                .expirationTime(Date.from(NOW.plusSeconds(200)));
        change.accept(claims);
        return claims.build();
    }

    private static RSAKey key(@Nullable String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
