package org.shanyraq.crm.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.shared.web.Htmx;
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
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final Function<String, KeycloakClient.Refresh> keycloak;
    private final JwtDecoder tokens;
    private final KeycloakClaims claims;
    private final SecurityProperties security;
    private final Duration outage;
    private final SessionStore store;
    private final Clock clock;
    private final Lock[] locks =
            IntStream.range(0, 64).mapToObj(i -> new ReentrantLock()).toArray(Lock[]::new);

    /** Sessions renewed a moment ago: a request that began before still carries the spent refresh token. */
    private final Map<String, OfficerSession> renewed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OfficerSession> eldest) {
            return size() > 2_000;
        }
    };

    SessionKeeper(
            Function<String, KeycloakClient.Refresh> keycloak,
            JwtDecoder tokens,
            KeycloakClaims claims,
            SecurityProperties security,
            Duration outage,
            SessionStore store,
            Clock clock) {
        this.keycloak = keycloak;
        this.tokens = tokens;
        this.claims = claims;
        this.security = security;
        this.outage = outage;
        this.store = store;
        this.clock = clock;
    }

    /** Who the session belongs to, or empty when it is over. */
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
        return officer.freshUntil().isAfter(now) ? Optional.of(officer.signIn()) : renew(session, officer);
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

    private Optional<SignIn> renew(HttpSession session, OfficerSession stale) {
        Lock lock = locks[Math.floorMod(session.getId().hashCode(), locks.length)];
        lock.lock();
        try {
            OfficerSession officer = latest(session, stale);
            Instant now = clock.instant();
            if (officer.freshUntil().isAfter(now)) {
                session.setAttribute(OfficerSession.NAME, officer);
                return Optional.of(officer.signIn());
            }
            if (officer.refreshToken() == null) {
                return Optional.empty();
            }
            KeycloakClient.Refresh refresh = keycloak.apply(officer.refreshToken());
            return switch (refresh.outcome()) {
                case GRANTED -> granted(session, officer, Objects.requireNonNull(refresh.response()), now);
                case REFUSED -> refused(session, officer);
                case NO_ANSWER -> postponed(session, officer, now);
            };
        } finally {
            lock.unlock();
        }
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
        keep(
                session,
                OfficerSession.of(
                        signIn,
                        next == null ? officer.refreshToken() : next.getTokenValue(),
                        Objects.requireNonNull(token.getExpiresAt()),
                        now,
                        officer.signedInAt()));
        return Optional.of(signIn);
    }

    /** Refused: unless another instance has renewed the session meanwhile, it is over. */
    private Optional<SignIn> refused(HttpSession session, OfficerSession officer) {
        OfficerSession stored = store.stored(session.getId());
        if (stored != null
                && stored.checkedAt().isAfter(officer.checkedAt())
                && stored.freshUntil().isAfter(clock.instant())) {
            session.setAttribute(OfficerSession.NAME, stored);
            return Optional.of(stored.signIn());
        }
        return Optional.empty();
    }

    private Optional<SignIn> postponed(HttpSession session, OfficerSession officer, Instant now) {
        if (!officer.checkedAt().plus(outage).isAfter(now)) {
            return Optional.empty();
        }
        keep(session, officer.postponedTo(now.plus(ASK_AGAIN)));
        return Optional.of(officer.signIn());
    }

    private void keep(HttpSession session, OfficerSession officer) {
        session.setAttribute(OfficerSession.NAME, officer);
        synchronized (renewed) {
            renewed.remove(session.getId());
            renewed.put(session.getId(), officer);
        }
    }

    private OfficerSession latest(HttpSession session, OfficerSession mine) {
        synchronized (renewed) {
            renewed.values()
                    .removeIf(other -> other.freshUntil().plus(REMEMBERED).isBefore(clock.instant()));
            OfficerSession other = renewed.get(session.getId());
            return other != null && !other.freshUntil().isBefore(mine.freshUntil()) ? other : mine;
        }
    }
}
