package org.shanyraq.crm.access.web;

import jakarta.servlet.http.HttpSession;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.Sha256;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which session belongs to which sign-in at Keycloak, kept in the database, so that a sign-out told to any instance ends the
 * sessions of all of them.
 */
final class SessionStore implements SessionKeeper.Turns {

    /**
     * How long a turn lasts at most, by the clock of the database: longer than Keycloak is waited for. Who is killed in a turn does
     * not end it; the next one then waits as long.
     */
    static final Duration TURN = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Duration absolute;
    private final Clock clock;

    SessionStore(JdbcClient jdbc, Sessions sessions, Duration absolute, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.absolute = absolute;
        this.clock = clock;
    }

    /** The sessions themselves: rows that can be deleted, or memory of a server that cannot be reached from outside. */
    interface Sessions {

        /** Whether {@link #delete} reaches every session of every instance. */
        boolean canDelete();

        void delete(String sessionId);

        /** What the session holds now, whichever request wrote it; null when there is none any more. */
        @Nullable
        OfficerSession find(HttpSession session);

        /**
         * Writes what the session holds at once, for all other requests to read.
         *
         * @return false when there is no such session any more
         */
        boolean keep(HttpSession session, OfficerSession officer);
    }

    /** Notes the sign-in that a session comes from. */
    void begun(String sessionId, @Nullable String providerSession, String subject) {
        LocalDateTime now = now();
        jdbc.sql("delete from crm_oidc_session where created_at < ? limit 200")
                .param(now.minus(absolute).minusHours(1))
                .update();
        jdbc.sql("insert into crm_oidc_session (session_key, session_id, provider_session, subject, created_at) "
                        + "values (?, ?, ?, ?, ?)")
                .param(Sha256.of(sessionId))
                .param(sessionId)
                .param(providerSession)
                .param(subject)
                .param(now)
                .update();
    }

    /** Forgets a session that ended by itself. */
    void ended(String sessionId) {
        jdbc.sql("delete from crm_oidc_session where session_key = ?")
                .param(Sha256.of(sessionId))
                .update();
    }

    /** Ends the sessions of a sign-in, or, without one, all sessions of the subject. */
    void signedOut(@Nullable String providerSession, @Nullable String subject) {
        List<String> ids = providerSession != null
                ? jdbc.sql("select session_id from crm_oidc_session where provider_session = ?")
                        .param(providerSession)
                        .query(String.class)
                        .list()
                : jdbc.sql("select session_id from crm_oidc_session where subject = ?")
                        .param(subject)
                        .query(String.class)
                        .list();
        for (String id : ids) {
            sessions.delete(id);
            ended(id);
        }
    }

    /** Whether nobody has ended the session from outside; asked only when its row cannot be deleted. */
    boolean isKnown(String sessionId) {
        return sessions.canDelete()
                || jdbc.sql("select count(*) from crm_oidc_session where session_key = ?")
                                .param(Sha256.of(sessionId))
                                .query(Long.class)
                                .single()
                        > 0;
    }

    @Nullable
    OfficerSession present(HttpSession session) {
        return sessions.find(session);
    }

    boolean keep(HttpSession session, OfficerSession officer) {
        return sessions.keep(session, officer);
    }

    /** One statement, and no connection is held while the turn lasts: however slow Keycloak is, the others have theirs. */
    @Override
    public boolean take(String sessionId, UUID holder) {
        return jdbc.sql("update crm_oidc_session set renewal_holder = ?, renewal_until = utc_timestamp(6) + interval "
                                + TURN.toSeconds() + " second where session_key = ?"
                                + " and (renewal_until is null or renewal_until < utc_timestamp(6))")
                        .params(bytes(holder), Sha256.of(sessionId))
                        .update()
                > 0;
    }

    @Override
    public void end(String sessionId, UUID holder) {
        jdbc.sql("update crm_oidc_session set renewal_holder = null, renewal_until = null"
                        + " where session_key = ? and renewal_holder = ?")
                .params(Sha256.of(sessionId), bytes(holder))
                .update();
    }

    private static byte[] bytes(UUID holder) {
        return ByteBuffer.allocate(16)
                .putLong(holder.getMostSignificantBits())
                .putLong(holder.getLeastSignificantBits())
                .array();
    }

    /** @return false when a logout token of that id was taken before */
    boolean takes(String tokenId, Instant expires) {
        LocalDateTime now = now();
        jdbc.sql("delete from crm_logout_token where expires_at < ? limit 200")
                .param(now.minusMinutes(5))
                .update();
        try {
            jdbc.sql("insert into crm_logout_token (token_key, expires_at) values (?, ?)")
                    .params(Sha256.of(tokenId), LocalDateTime.ofInstant(expires, ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException replayed) {
            return false;
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
