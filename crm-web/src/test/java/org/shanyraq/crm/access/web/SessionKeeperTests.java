package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.access.web.SecurityProperties.Login;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/** Threats A9, A10 and A16, and fault 7, with a clock and a Keycloak of our own. */
class SessionKeeperTests {

    private static final String ISSUER = "https://id.example/realms/shanyraq";
    private static final RSAKey KEY = key();

    private final Ticking clock = new Ticking();
    private final List<String> spent = new ArrayList<>();
    private final MockHttpSession session = new MockHttpSession();
    private KeycloakClient.Outcome keycloak = KeycloakClient.Outcome.GRANTED;
    private List<String> roles = List.of("manager");

    private final SessionKeeper keeper = new SessionKeeper(
            this::renewed,
            new KeycloakTokens(new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK())), ISSUER, clock).forSession("crm"),
            new KeycloakClaims("crm"),
            new SecurityProperties(Login.OIDC, null, "/login", Duration.ofMinutes(30), Duration.ofHours(12), null),
            Duration.ofMinutes(30),
            new SessionStore(
                    JdbcClient.create(new SimpleDriverDataSource()), new NoSessions(), Duration.ofHours(12), clock),
            clock);

    @BeforeEach
    void signIn() {
        keeper.begin(session, token(), new OAuth2RefreshToken("r0", clock.instant()));
    }

    @Test
    void a9ARoleTakenAwayAtKeycloakIsGoneWhenTheAccessTokenEnds() {
        roles = List.of("viewer");
        clock.pass(Duration.ofMinutes(4));
        assertThat(check(false).orElseThrow().roles()).containsExactly(Role.MANAGER);
        clock.pass(Duration.ofMinutes(1));
        assertThat(check(false).orElseThrow().roles()).containsExactly(Role.VIEWER);
    }

    @Test
    void a10ASessionThatKeycloakRefusesIsOver() {
        clock.pass(Duration.ofMinutes(6));
        keycloak = KeycloakClient.Outcome.REFUSED;
        assertThat(check(false)).isEmpty();
    }

    @Test
    void aRequestThatBeganBeforeTheRenewalDoesNotSpendTheOldTokenAgain() {
        OfficerSession stale = (OfficerSession) session.getAttribute(OfficerSession.NAME);
        clock.pass(Duration.ofMinutes(6));
        assertThat(check(false)).isPresent();
        session.setAttribute(OfficerSession.NAME, stale);
        assertThat(check(false)).isPresent();
        assertThat(spent).containsExactly("r0");
        clock.pass(Duration.ofMinutes(6));
        assertThat(check(false)).isPresent();
        assertThat(spent).containsExactly("r0", "r1");
    }

    @Test
    void fault7WhileKeycloakIsDownTheSessionLivesOnForHalfAnHourAndNoLonger() {
        keycloak = KeycloakClient.Outcome.NO_ANSWER;
        clock.pass(Duration.ofMinutes(6));
        assertThat(check(false)).isPresent();
        assertThat(check(false)).isPresent();
        assertThat(spent).as("not asked again at once").hasSize(1);
        clock.pass(Duration.ofMinutes(23));
        assertThat(check(false)).isPresent();
        clock.pass(Duration.ofMinutes(2));
        assertThat(check(false)).isEmpty();
    }

    @Test
    void a16ASessionEndsAfterHalfAnHourWithoutUseThoughThePagePolls() {
        for (int minute = 0; minute < 29; minute++) {
            clock.pass(Duration.ofMinutes(1));
            assertThat(check(true)).isPresent();
        }
        clock.pass(Duration.ofMinutes(1));
        assertThat(check(true)).isEmpty();
    }

    @Test
    void a16UseKeepsASessionAliveButNotBeyondTwelveHours() {
        for (int time = 0; time < 35; time++) {
            clock.pass(Duration.ofMinutes(20));
            assertThat(check(false)).isPresent();
        }
        clock.pass(Duration.ofMinutes(20));
        assertThat(check(false)).isEmpty();
    }

    private Optional<SignIn> check(boolean poll) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (poll) {
            request.addHeader("CRM-Poll", "true");
        }
        return keeper.check(session, request);
    }

    private KeycloakClient.Refresh renewed(String refreshToken) {
        spent.add(refreshToken);
        return new KeycloakClient.Refresh(
                keycloak,
                keycloak != KeycloakClient.Outcome.GRANTED
                        ? null
                        : OAuth2AccessTokenResponse.withToken(token())
                                .tokenType(OAuth2AccessToken.TokenType.BEARER)
                                .expiresIn(300)
                                .refreshToken("r" + spent.size())
                                .build());
    }

    private String token() {
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

    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-11-23T09:00:00Z");

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

    private static final class NoSessions implements SessionStore.Sessions {

        @Override
        public boolean canDelete() {
            return true;
        }

        @Override
        public void delete(String sessionId) {}

        @Override
        public @Nullable OfficerSession find(String sessionId) {
            return null;
        }
    }
}
