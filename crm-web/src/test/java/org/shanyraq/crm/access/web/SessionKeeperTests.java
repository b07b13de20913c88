package org.shanyraq.crm.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.SignIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.AuthenticationServiceException;

/** Threats A9, A10 and A16, and fault 7, with a clock and a Keycloak of our own. */
class SessionKeeperTests {

    private final OwnKeycloak keycloak = new OwnKeycloak();

    /** As each request finds it, which never hears what was written past it. */
    private final MockHttpSession session = new MockHttpSession();

    private final OneTurn turns = new OneTurn();

    private final SessionKeeper keeper = keycloak.keeper(
            new SessionStore(
                    JdbcClient.create(new SimpleDriverDataSource()),
                    new OneStoredSession(),
                    Duration.ofHours(12),
                    keycloak.clock),
            turns);

    @BeforeEach
    void signIn() {
        keeper.begin(session, keycloak.token(), keycloak.firstRefreshToken());
    }

    @Test
    void a9ARoleTakenAwayAtKeycloakIsGoneWhenTheAccessTokenEnds() {
        keycloak.roles = List.of("viewer");
        keycloak.clock.pass(Duration.ofMinutes(4));
        assertThat(check(false).orElseThrow().roles()).containsExactly(Role.MANAGER);
        keycloak.clock.pass(Duration.ofMinutes(1));
        assertThat(check(false).orElseThrow().roles()).containsExactly(Role.VIEWER);
    }

    @Test
    void a10ASessionThatKeycloakRefusesIsOver() {
        keycloak.clock.pass(Duration.ofMinutes(6));
        keycloak.outcome = KeycloakClient.Outcome.REFUSED;
        assertThat(check(false)).isEmpty();
    }

    @Test
    void aRequestThatBeganBeforeTheRenewalDoesNotSpendTheOldTokenAgain() {
        keycloak.clock.pass(Duration.ofMinutes(6));
        assertThat(check(false)).isPresent();
        assertThat(check(false)).isPresent();
        assertThat(keycloak.spent).containsExactly("r0");
        keycloak.clock.pass(Duration.ofMinutes(6));
        assertThat(check(false)).isPresent();
        assertThat(keycloak.spent).containsExactly("r0", "r1");
    }

    // Fault 26: a server that stops interrupts whoever waits
    @Test
    void whoGivesUpWaitingForTheTurnOfAnotherLeavesTheSessionAsItIs() {
        keycloak.clock.pass(Duration.ofMinutes(6));
        turns.anothers = true;
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> check(false)).isInstanceOf(AuthenticationServiceException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        turns.anothers = false;
        assertThat(check(false)).isPresent();
    }

    @Test
    void fault7WhileKeycloakIsDownTheSessionLivesOnForHalfAnHourAndNoLonger() {
        keycloak.outcome = KeycloakClient.Outcome.NO_ANSWER;
        keycloak.clock.pass(Duration.ofMinutes(6));
        assertThat(check(false)).isPresent();
        assertThat(check(false)).isPresent();
        assertThat(keycloak.spent).as("not asked again at once").hasSize(1);
        keycloak.clock.pass(Duration.ofMinutes(23));
        assertThat(check(false)).isPresent();
        keycloak.clock.pass(Duration.ofMinutes(2));
        assertThat(check(false)).isEmpty();
    }

    @Test
    void a16ASessionEndsAfterHalfAnHourWithoutUseThoughThePagePolls() {
        for (int minute = 0; minute < 29; minute++) {
            keycloak.clock.pass(Duration.ofMinutes(1));
            assertThat(check(true)).isPresent();
        }
        keycloak.clock.pass(Duration.ofMinutes(1));
        assertThat(check(true)).isEmpty();
    }

    @Test
    void a16UseKeepsASessionAliveButNotBeyondTwelveHours() {
        for (int time = 0; time < 35; time++) {
            keycloak.clock.pass(Duration.ofMinutes(20));
            assertThat(check(false)).isPresent();
        }
        keycloak.clock.pass(Duration.ofMinutes(20));
        assertThat(check(false)).isEmpty();
    }

    private Optional<SignIn> check(boolean poll) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (poll) {
            request.addHeader("CRM-Poll", "true");
        }
        return keeper.check(session, request);
    }

    private static final class OneTurn implements SessionKeeper.Turns {

        private boolean anothers;

        @Override
        public boolean take(String sessionId, UUID holder) {
            return !anothers;
        }

        @Override
        public void end(String sessionId, UUID holder) {}
    }

    private static final class OneStoredSession implements SessionStore.Sessions {

        private @Nullable OfficerSession kept;

        @Override
        public boolean canDelete() {
            return true;
        }

        @Override
        public void delete(String sessionId) {}

        @Override
        public @Nullable OfficerSession find(HttpSession session) {
            return kept == null ? (OfficerSession) session.getAttribute(OfficerSession.NAME) : kept;
        }

        @Override
        public boolean keep(HttpSession session, OfficerSession officer) {
            kept = officer;
            return true;
        }
    }
}
