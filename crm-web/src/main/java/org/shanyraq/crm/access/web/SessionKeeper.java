package org.shanyraq.crm.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.shared.web.Htmx;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Keeps the session of a signed-in officer true: ends it when it was idle or lived too long, and when its access token has
 * expired asks Keycloak again who the officer is. So what changes at Keycloak holds here within the life of an access token.
 */
final class SessionKeeper {

    /** When the session was last used by hand, as seconds since the epoch. */
    private static final String USED = "crm.used";

    private static final Duration USED_EXACTNESS = Duration.ofMinutes(1);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    /** After so long a request that waits for the renewal of another looks again whether it is done. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** So long it waits at most: whoever is killed in a turn keeps the next one waiting for half of it. */
    private static final Duration PATIENCE = SessionStore.TURN.multipliedBy(2);

    private final Function<String, KeycloakClient.Refresh> keycloak;
    private final JwtDecoder tokens;
    private final KeycloakClaims claims;
    private final SecurityProperties security;
    private final Duration outage;
    private final SessionStore store;
    private final Turns turns;
    private final Clock clock;

    SessionKeeper(
            Function<String, KeycloakClient.Refresh> keycloak,
            JwtDecoder tokens,
            KeycloakClaims claims,
            SecurityProperties security,
            Duration outage,
            SessionStore store,
            Turns turns,
            Clock clock) {
        this.keycloak = keycloak;
        this.tokens = tokens;
        this.claims = claims;
        this.security = security;
        this.outage = outage;
        this.store = store;
        this.turns = turns;
        this.clock = clock;
    }

    /** Whose turn it is to renew a session: that of one request at a time, whichever instance it came to. */
    interface Turns {

        /** @return false when it is another's turn, or nobody's since the sign-in is over */
        boolean take(String sessionId, UUID holder);

        /** Lets others have their turn. No effect when they have it already, since the holder took too long. */
        void end(String sessionId, UUID holder);
    }

    /**
     * Who the session belongs to, or empty when it is over.
     *
     * @throws AuthenticationServiceException when another request did not come to an end of renewing it
     */
    Optional<SignIn> check(HttpSession session, HttpServletRequest request) {
        if (!(session.getAttribute(OfficerSession.NAME) instanceof OfficerSession officer)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!officer.signedInAt().plus(security.absolute()).isAfter(now) || isIdle(session, request, now)) {
            return Optional.empty();
        }
        if (!store.isKnown(session.getId())) {
            return Optional.empty();
        }
        return officer.freshUntil().isAfter(now) ? Optional.of(officer.signIn()) : renew(session);
    }

    /** Begins the session of a sign-in. */
    SignIn begin(HttpSession session, String accessToken, @Nullable OAuth2RefreshToken refreshToken) {
        Jwt token = tokens.decode(accessToken);
        SignIn signIn = claims.signIn(token);
        Instant now = clock.instant();
        session.setAttribute(
                OfficerSession.NAME,
                OfficerSession.of(
                        signIn,
                        refreshToken == null ? null : refreshToken.getTokenValue(),
                        Objects.requireNonNull(token.getExpiresAt()),
                        now,
                        now));
        session.setAttribute(USED, now.getEpochSecond());
        return signIn;
    }

    private boolean isIdle(HttpSession session, HttpServletRequest request, Instant now) {
        Instant used = session.getAttribute(USED) instanceof Long seconds ? Instant.ofEpochSecond(seconds) : now;
        if (!used.plus(security.idle()).isAfter(now)) {
            return true;
        }
        if (!Htmx.isPoll(request) && used.plus(USED_EXACTNESS).isBefore(now)) {
            session.setAttribute(USED, now.getEpochSecond());
        }
        return false;
    }

    /**
     * Keycloak takes a refresh token once. So the requests of a session ask it in turn, and each looks first at what the one before
     * it was told: what this request was given of its session when it began may be spent by now.
     */
    private Optional<SignIn> renew(HttpSession session) {
        UUID holder = UUID.randomUUID();
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            boolean mine = turns.take(session.getId(), holder);
            try {
                OfficerSession officer = store.present(session);
                if (officer == null) {
                    return Optional.empty();
                }
                if (officer.freshUntil().isAfter(clock.instant())) {
                    return Optional.of(officer.signIn());
                }
                if (mine) {
                    return renew(session, officer);
                }
            } finally {
                if (mine) {
                    turns.end(session.getId(), holder);
                }
            }
            if (!store.isKnown(session.getId())) {
                return Optional.empty();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        } while (System.nanoTime() < end && !Thread.currentThread().isInterrupted());
        // Not known to be over: the session stays, and this request is to be sent again.
        throw new AuthenticationServiceException("another request has been renewing the session for too long");
    }

    private Optional<SignIn> renew(HttpSession session, OfficerSession officer) {
        if (officer.refreshToken() == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        KeycloakClient.Refresh refresh = keycloak.apply(officer.refreshToken());
        return switch (refresh.outcome()) {
            case GRANTED -> granted(session, officer, Objects.requireNonNull(refresh.response()), now);
            case REFUSED -> refused(session, officer);
            case NO_ANSWER -> postponed(session, officer, now);
        };
    }

    private Optional<SignIn> granted(
            HttpSession session, OfficerSession officer, OAuth2AccessTokenResponse response, Instant now) {
        Jwt token;
        try {
            token = tokens.decode(response.getAccessToken().getTokenValue());
        } catch (JwtException untrue) {
            return Optional.empty();
        }
        SignIn signIn = claims.signIn(token);
        if (!signIn.subject().equals(officer.subject())) {
            return Optional.empty();
        }
        OAuth2RefreshToken next = response.getRefreshToken();
        boolean kept = store.keep(
                session,
                OfficerSession.of(
                        signIn,
                        next == null ? officer.refreshToken() : next.getTokenValue(),
                        Objects.requireNonNull(token.getExpiresAt()),
                        now,
                        officer.signedInAt()));
        return kept ? Optional.of(signIn) : Optional.empty();
    }

    /** Refused: unless another instance, whose turn took too long, has renewed the session meanwhile, it is over. */
    private Optional<SignIn> refused(HttpSession session, OfficerSession officer) {
        OfficerSession present = store.present(session);
        if (present != null
                && present.checkedAt().isAfter(officer.checkedAt())
                && present.freshUntil().isAfter(clock.instant())) {
            return Optional.of(present.signIn());
        }
        return Optional.empty();
    }

    private Optional<SignIn> postponed(HttpSession session, OfficerSession officer, Instant now) {
        if (!officer.checkedAt().plus(outage).isAfter(now)) {
            return Optional.empty();
        }
        return store.keep(session, officer.postponedTo(now.plus(ASK_AGAIN)))
                ? Optional.of(officer.signIn())
                : Optional.empty();
    }
}
