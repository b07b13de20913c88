package org.shanyraq.crm.access.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.shanyraq.crm.access.web.SecurityProperties.Login;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** A Keycloak without a server, with a clock that stands still: its access tokens live five minutes, and it takes a refresh token once. */
final class OwnKeycloak {

    private static final String ISSUER = "https://id.example/realms/shanyraq";
    private static final RSAKey KEY = key();

    final Ticking clock = new Ticking();

    /** The refresh tokens that it was shown, also those that it refused. */
    final List<String> spent = new CopyOnWriteArrayList<>();

    KeycloakClient.Outcome outcome = KeycloakClient.Outcome.GRANTED;
    List<String> roles = List.of("manager");
    Duration thinks = Duration.ZERO;

    OAuth2RefreshToken firstRefreshToken() {
        return new OAuth2RefreshToken("r0", clock.instant());
    }

    SessionKeeper keeper(SessionStore store, SessionKeeper.Turns turns) {
        return new SessionKeeper(
                this::renewed,
                new KeycloakTokens(new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())), ISSUER, clock)
                        .forSession("crm"),
                new KeycloakClaims("crm"),
                new SecurityProperties(Login.OIDC, null, "/login", Duration.ofMinutes(30), Duration.ofHours(12), null),
                Duration.ofMinutes(30),
                store,
                turns,
                clock);
    }

    private KeycloakClient.Refresh renewed(String refreshToken) {
        boolean again = spent.contains(refreshToken);
        spent.add(refreshToken);
        LockSupport.parkNanos(thinks.toNanos());
        KeycloakClient.Outcome said =
                again && outcome == KeycloakClient.Outcome.GRANTED ? KeycloakClient.Outcome.REFUSED : outcome;
        return new KeycloakClient.Refresh(
                said,
                said != KeycloakClient.Outcome.GRANTED
                        ? null
                        : OAuth2AccessTokenResponse.withToken(token())
                                .tokenType(OAuth2AccessToken.TokenType.BEARER)
                                .expiresIn(300)
                                .refreshToken("r" + spent.size())
                                .build());
    }

    String token() {
        try {
            Instant now = clock.instant();
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                    new JWTClaimsSet.Builder()
                            .issuer(ISSUER)
                            .subject("0001")
                            .claim("typ", "Bearer")
                            .claim("azp", "crm")
                            .claim("groups", List.of("/missions/bxl"))
                            .claim("resource_access", Map.of("crm", Map.of("roles", roles)))
                            .issueTime(Date.from(now))
                            .expirationTime(Date.from(now.plusSeconds(300)))
                            .build());
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("k").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static final class Ticking extends Clock {

        private volatile Instant now = Instant.parse("2026-11-23T09:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
