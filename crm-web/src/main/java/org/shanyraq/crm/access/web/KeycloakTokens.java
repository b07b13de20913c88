package org.shanyraq.crm.access.web;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Checks the tokens of one realm: signature by a key of the realm with an asymmetric algorithm, exact issuer, type, audience and
 * times with a skew of {@link #SKEW}. Keys named inside a token are never followed.
 */
final class KeycloakTokens {

    /** How far the clocks of Keycloak and of the application may differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final Duration KEYS_LIVE = Duration.ofMinutes(15);
    private static final Duration KEYS_AHEAD = Duration.ofMinutes(2);
    private static final Duration KEYS_OUTAGE = Duration.ofHours(1);
    private static final Duration FETCH_INTERVAL = Duration.ofSeconds(30);
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final int KEYS_LIMIT = 128 * 1024;

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA);

    private final JWKSource<SecurityContext> keys;
    private final String issuer;
    private final Clock clock;

    KeycloakTokens(JWKSource<SecurityContext> keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * The keys of the realm: kept for a quarter of an hour, fetched anew before that ends, at most twice in half a minute
     * however many unknown key ids arrive, and good for an hour more while Keycloak does not answer.
     */
    static JWKSource<SecurityContext> keysOf(String issuer) {
        return JWKSourceBuilder.<SecurityContext>create(
                        url(issuer + "/protocol/openid-connect/certs"),
                        new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, KEYS_LIMIT))
                .cache(KEYS_LIVE.toMillis(), 2L * TIMEOUT_MILLIS)
                .refreshAheadCache(KEYS_AHEAD.toMillis(), false)
                .rateLimited(FETCH_INTERVAL.toMillis())
                .outageTolerant(KEYS_OUTAGE.toMillis())
                .build();
    }

    /** Access tokens for the API. */
    JwtDecoder forApi(String audience) {
        return decoder(List.of(
                claim("typ", "Bearer"::equals),
                new ClaimCheck(
                        "aud",
                        token -> token.getAudience() != null
                                && token.getAudience().contains(audience))));
    }

    /** Access tokens that were handed to our own client at a sign-in or a refresh. */
    JwtDecoder forSession(String clientId) {
        return decoder(List.of(claim("typ", "Bearer"::equals), claim("azp", clientId::equals)));
    }

    /** ID tokens of our own client; the nonce is checked by the sign-in itself. */
    JwtDecoder forSignIn(String clientId) {
        return decoder(List.of(claim("typ", "ID"::equals), new ClaimCheck("aud", token -> List.of(clientId)
                .equals(token.getAudience()))));
    }

    /** Logout tokens (OpenID Connect Back-Channel Logout 1.0, section 2.6). */
    JwtDecoder forLogout(String clientId) {
        return decoder(List.of(
                new ClaimCheck(
                        "aud",
                        token -> token.getAudience() != null
                                && token.getAudience().contains(clientId)),
                new ClaimCheck(
                        "events",
                        token -> token.getClaim("events") instanceof Map<?, ?> events
                                && events.get("http://schemas.openid.net/event/backchannel-logout")
                                        instanceof Map<?, ?>),
                new ClaimCheck("nonce", token -> !token.hasClaim("nonce")),
                new ClaimCheck(
                        "jti", token -> token.getId() != null && !token.getId().isBlank()),
                new ClaimCheck("sid", token -> token.hasClaim("sid") || token.getSubject() != null)));
    }

    private JwtDecoder decoder(List<OAuth2TokenValidator<Jwt>> checks) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), new JOSEObjectType("logout+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        List<OAuth2TokenValidator<Jwt>> all = new ArrayList<>(checks);
        all.add(claim("iss", issuer::equals));
        all.add(new ClaimCheck("sub", token -> token.getSubject() != null || token.hasClaim("events")));
        all.add(this::times);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(all));
        return text -> {
            try {
                return decoder.decode(text);
            } catch (BadJwtException bad) {
                throw bad;
            } catch (JwtException failed) {
                // A key that nobody knows is a bad token, also while the keys may not be fetched again yet.
                if (isRateLimited(failed)) {
                    throw new BadJwtException("the key of the token is not known", failed);
                }
                throw failed;
            }
        };
    }

    private OAuth2TokenValidatorResult times(Jwt token) {
        Instant now = clock.instant();
        Instant expires = token.getExpiresAt();
        Instant begins = token.getNotBefore();
        Instant issued = token.getIssuedAt();
        boolean good = expires != null
                && now.isBefore(expires.plus(SKEW))
                && (begins == null || !now.isBefore(begins.minus(SKEW)))
                && (issued == null || !now.isBefore(issued.minus(SKEW)));
        return good ? OAuth2TokenValidatorResult.success() : refused("exp");
    }

    private static boolean isRateLimited(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RateLimitReachedException) {
                return true;
            }
        }
        return false;
    }

    private static OAuth2TokenValidator<Jwt> claim(String name, java.util.function.Predicate<Object> fits) {
        return new ClaimCheck(name, token -> {
            Object value = token.getClaim(name);
            return value != null && fits.test(value instanceof URL url ? url.toString() : value);
        });
    }

    private static OAuth2TokenValidatorResult refused(String claim) {
        return OAuth2TokenValidatorResult.failure(
                new OAuth2Error("invalid_token", "the claim " + claim + " does not fit", null));
    }

    private record ClaimCheck(String claim, java.util.function.Predicate<Jwt> fits)
            implements OAuth2TokenValidator<Jwt> {
        @Override
        public OAuth2TokenValidatorResult validate(Jwt token) {
            return fits.test(token) ? OAuth2TokenValidatorResult.success() : refused(claim);
        }
    }

    private static URL url(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }
}
