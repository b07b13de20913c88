package org.shanyraq.crm.running;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.shanyraq.crm.local.KeycloakForTests;

/**
 * An access token of a user whose roles, missions and clearance stay as they are, whose password is the name. Keycloak is not asked
 * for each call, as checking a password is slow on purpose; the token is fetched anew well within the five minutes that it lives.
 */
public final class UserToken implements Supplier<String> {

    private static final Duration KEPT = Duration.ofMinutes(3);
    private static final Map<String, UserToken> OF = new ConcurrentHashMap<>();

    private final String user;
    private String token = "";
    private long fetched;

    private UserToken(String user) {
        this.user = user;
    }

    public static UserToken of(String user) {
        return OF.computeIfAbsent(user, UserToken::new);
    }

    @Override
    public synchronized String get() {
        long now = System.nanoTime();
        if (token.isEmpty() || now - fetched > KEPT.toNanos()) {
            token = KeycloakForTests.admin().accessToken(user);
            fetched = now;
        }
        return token;
    }
}
