package org.shanyraq.crm.access.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.web.SecurityProperties.Keycloak;
import org.shanyraq.crm.shared.web.WebProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * Our client at the realm. Its endpoints are derived from the issuer and not asked for, so the application starts while Keycloak
 * is down. Calls time out soon, follow no redirect, and at most a few run at once.
 */
final class KeycloakClient {

    /** Last part of the paths of the sign-in. */
    static final String REGISTRATION = "keycloak";

    private static final Logger log = LoggerFactory.getLogger(KeycloakClient.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(4);
    private static final Duration PROBE_LIVES = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;

    private final ClientRegistration registration;
    private final RestClient tokens;
    private final RestClient plain;
    private final RestClientRefreshTokenTokenResponseClient refreshing =
            new RestClientRefreshTokenTokenResponseClient();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicReference<@Nullable Probe> probe = new AtomicReference<>();
    private final Clock clock;

    KeycloakClient(Keycloak keycloak, WebProperties web, Clock clock) {
        this.clock = clock;
        String protocol = keycloak.issuer() + "/protocol/openid-connect";
        String outside = web.publicUrl() == null ? "{baseUrl}" : web.publicUrl();
        this.registration = ClientRegistration.withRegistrationId(REGISTRATION)
                .clientName("Keycloak")
                .clientId(keycloak.clientId())
                .clientSecret(secret(keycloak))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .scope("openid", "profile", "email")
                .redirectUri(outside + web.path("/login/oauth2/code/{registrationId}"))
                .issuerUri(keycloak.issuer())
                .authorizationUri(protocol + "/auth")
                .tokenUri(protocol + "/token")
                .jwkSetUri(protocol + "/certs")
                .userNameAttributeName("sub")
                .providerConfigurationMetadata(Map.of("end_session_endpoint", protocol + "/logout"))
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(READ);
        this.plain = RestClient.builder().requestFactory(requests).build();
        this.tokens = RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
        refreshing.setRestClient(tokens);
    }

    private static String secret(Keycloak keycloak) {
        String secret = keycloak.clientSecret();
        if (secret == null || secret.isBlank()) {
            throw new UnusableHostException(
                    "The CRM has no secret for its client " + keycloak.clientId() + " at Keycloak.",
                    "Set crm.security.keycloak.client-secret.");
        }
        return secret;
    }

    ClientRegistration registration() {
        return registration;
    }

    /** Exchanges the code of a sign-in, with the same short timeouts. */
    RestClientAuthorizationCodeTokenResponseClient codeExchange() {
        RestClientAuthorizationCodeTokenResponseClient exchange = new RestClientAuthorizationCodeTokenResponseClient();
        exchange.setRestClient(tokens);
        return exchange;
    }

    /** Asks for new tokens. */
    Refresh refresh(String refreshToken) {
        if (!places.tryAcquire()) {
            return new Refresh(Outcome.NO_ANSWER, null);
        }
        try {
            Instant past = clock.instant().minusSeconds(1);
            OAuth2AccessToken spent =
                    new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "spent", past.minusSeconds(1), past);
            return new Refresh(
                    Outcome.GRANTED,
                    refreshing.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                            registration, spent, new OAuth2RefreshToken(refreshToken, past))));
        } catch (OAuth2AuthorizationException refused) {
            if (List.of("invalid_grant", "unauthorized_client")
                    .contains(refused.getError().getErrorCode())) {
                return new Refresh(Outcome.REFUSED, null);
            }
            log.warn("Keycloak did not renew a session: {}", refused.getMessage());
            return new Refresh(Outcome.NO_ANSWER, null);
        } catch (RuntimeException failed) {
            log.warn("Keycloak did not answer: {}", failed.getMessage());
            return new Refresh(Outcome.NO_ANSWER, null);
        } finally {
            places.release();
        }
    }

    /** Whether Keycloak answers, as found within the last seconds. */
    boolean answers() {
        Instant now = clock.instant();
        Probe last = probe.get();
        if (last != null && last.at().plus(PROBE_LIVES).isAfter(now)) {
            return last.answers();
        }
        if (!places.tryAcquire()) {
            return false;
        }
        boolean answers;
        try {
            URI known =
                    URI.create(registration.getProviderDetails().getIssuerUri() + "/.well-known/openid-configuration");
            answers = plain.get().uri(known).exchange((request, response) -> response.getStatusCode()
                    .is2xxSuccessful());
        } catch (RuntimeException failed) {
            answers = false;
        } finally {
            places.release();
        }
        probe.set(new Probe(now, answers));
        return answers;
    }

    /** How Keycloak took a refresh token. */
    enum Outcome {
        GRANTED,
        REFUSED,
        NO_ANSWER
    }

    /** @param response present when granted */
    record Refresh(Outcome outcome, @Nullable OAuth2AccessTokenResponse response) {}

    private record Probe(Instant at, boolean answers) {}
}
