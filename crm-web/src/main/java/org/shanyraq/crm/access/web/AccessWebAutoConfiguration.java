package org.shanyraq.crm.access.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.access.web.SecurityProperties.Keycloak;
import org.shanyraq.crm.shared.web.FormTarget;
import org.shanyraq.crm.shared.web.PublicPath;
import org.shanyraq.crm.shared.web.Refusal;
import org.shanyraq.crm.shared.web.RefusalWriter;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Chains on the CRM's own paths and on no others: the API takes bearer tokens and nothing else, the pages take a session and
 * nothing else, and the few pages for whoever holds a token of ours take neither. No bean here is of a type that would make Spring Boot leave out one of the host's, and the parts that depend on
 * conditions are no components: a host that scans our packages would take them in before Boot has made its own chain.
 */
@AutoConfiguration(
        after = SharedWebAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.client.autoconfigure.servlet.OAuth2ClientWebSecurityAutoConfiguration",
            "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
            "org.springframework.boot.session.autoconfigure.SessionAutoConfiguration",
            "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
            "org.shanyraq.crm.access.internal.AccessAutoConfiguration",
            "org.shanyraq.crm.mission.internal.MissionAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
public final class AccessWebAutoConfiguration {

    /** Before a chain of the host that takes everything, after those that the host orders by purpose. */
    private static final int ORDER = SecurityFilterProperties.BASIC_AUTH_ORDER - 10;

    private static final String ORDER_PROPERTY = "crm.security.order";
    private static final String API_CHAIN = "crmApiSecurityFilterChain";
    private static final String PAGES_CHAIN = "crmPagesSecurityFilterChain";
    private static final String PUBLIC_CHAIN = "crmPublicSecurityFilterChain";
    private static final DefaultBearerTokenResolver BEARER = new DefaultBearerTokenResolver();

    /** Gives the chains the place that the host wants them at. */
    @Bean
    static BeanFactoryPostProcessor crmChainOrder(Environment environment) {
        return beans -> {
            int order = Binder.get(environment)
                    .bind(ORDER_PROPERTY, Bindable.of(Integer.class))
                    .orElse(ORDER);
            beans.getBeanDefinition(API_CHAIN).setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order);
            beans.getBeanDefinition(PUBLIC_CHAIN).setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order);
            if (beans.containsBeanDefinition(PAGES_CHAIN)) {
                beans.getBeanDefinition(PAGES_CHAIN).setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order + 1);
            }
        };
    }

    /** Makes sure that no chain of the host takes our requests before ours can. */
    @Bean
    ChainCheck crmChainCheck(
            ObjectProvider<FilterChainProxy> proxy,
            @Qualifier(API_CHAIN) ObjectProvider<SecurityFilterChain> api,
            @Qualifier(PUBLIC_CHAIN) ObjectProvider<SecurityFilterChain> open,
            @Qualifier(PAGES_CHAIN) ObjectProvider<SecurityFilterChain> pages,
            ObjectProvider<PublicPath> publicPaths,
            WebProperties web,
            ServletContext context) {
        return new ChainCheck(proxy, api, open, pages, publicPaths, web, context);
    }

    @Bean
    KnownOfficers crmKnownOfficers(ObjectProvider<OfficerDirectory> directory) {
        return new KnownOfficers(directory, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnProperty("crm.security.keycloak.issuer")
    KeycloakTokens crmKeycloakTokens(SecurityProperties security) {
        Keycloak keycloak = keycloak(security);
        return new KeycloakTokens(KeycloakTokens.keysOf(keycloak.issuer()), keycloak.issuer(), Clock.systemUTC());
    }

    /** Whoever holds a token: no session is read or begun there, so that a browser that is signed in does no more than any other. */
    @Bean
    SecurityFilterChain crmPublicSecurityFilterChain(
            HttpSecurity http, WebProperties web, ObjectProvider<PublicPath> publicPaths) {
        List<PublicPath> known = publicPaths.stream().toList();
        return http.securityMatcher(request -> {
                    String path = request.getRequestURI()
                            .substring(request.getContextPath().length());
                    return known.stream().anyMatch(page -> page.matches(path, web));
                })
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(fixation -> fixation.none()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    SecurityFilterChain crmApiSecurityFilterChain(
            HttpSecurity http,
            WebProperties web,
            SecurityProperties security,
            ObjectProvider<KeycloakTokens> tokens,
            Access access,
            KnownOfficers officers,
            RefusalWriter refusals) {
        http.securityMatcher(web.path("/api/**"))
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                // Nor is a session that a browser sends along touched: its id would be changed, as at a sign-in.
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(fixation -> fixation.none()));
        KeycloakTokens known = tokens.getIfAvailable();
        if (known == null) {
            return http.exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, failure) ->
                            refusals.write(Refusal.of(401, "unauthenticated"), request, response)))
                    .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                    .build();
        }
        Keycloak keycloak = keycloak(security);
        JwtDecoder decoder = known.forApi(keycloak.audience());
        KeycloakClaims claims = new KeycloakClaims(keycloak.clientId());
        http.oauth2ResourceServer(server -> server.bearerTokenResolver(AccessWebAutoConfiguration::bearer)
                        .jwt(jwt -> jwt.decoder(decoder))
                        .authenticationEntryPoint((request, response, failure) -> {
                            boolean malformed = failure instanceof OAuth2AuthenticationException refused
                                    && refused.getError() instanceof BearerTokenError error
                                    && error.getHttpStatus() == HttpStatus.BAD_REQUEST;
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge(failure));
                            refusals.write(
                                    malformed ? Refusal.of(400, "bad-request") : Refusal.of(401, "unauthenticated"),
                                    request,
                                    response);
                        })
                        .accessDeniedHandler((request, response, failure) ->
                                refusals.write(Refusal.of(403, "not-permitted"), request, response)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterBefore(
                        new OfficerFilter(
                                access,
                                officers,
                                request -> authentication() instanceof JwtAuthenticationToken token
                                        ? Optional.of(claims.signIn(token.getToken()))
                                        : Optional.empty()),
                        AnonymousAuthenticationFilter.class);
        return http.build();
    }

    /** The one token of a request: of two, nobody could say which of them a proxy in front looked at. */
    private static @Nullable String bearer(HttpServletRequest request) {
        if (Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION)).size() > 1) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidRequest("more than one token"));
        }
        return BEARER.resolve(request);
    }

    /** RFC 6750, section 3: says nothing more than the kind of error. */
    private static String challenge(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException refused
                ? "Bearer error=\"" + refused.getError().getErrorCode() + "\""
                : "Bearer";
    }

    static Keycloak keycloak(SecurityProperties security) {
        Keycloak keycloak = security.keycloak();
        if (keycloak == null) {
            throw new UnusableHostException(
                    "The CRM does not know which Keycloak its users sign in at.",
                    "Set crm.security.keycloak.issuer to the address of the realm, or crm.security.login=host to use the"
                            + " sign-in of the application.");
        }
        return keycloak;
    }

    static @Nullable Authentication authentication() {
        return SecurityContextHolder.getContext().getAuthentication();
    }

    /** The CRM signs its users in itself, at Keycloak. */
    @ConditionalOnProperty(name = "crm.security.login", havingValue = "oidc", matchIfMissing = true)
    static class OidcLoginConfiguration {

        @Bean
        KeycloakClient crmKeycloakClient(SecurityProperties security, WebProperties web) {
            return new KeycloakClient(keycloak(security), web, Clock.systemUTC());
        }

        @Bean
        FormTarget crmKeycloakFormTarget(SecurityProperties security) {
            URI issuer = URI.create(keycloak(security).issuer());
            return new FormTarget(issuer.getScheme() + "://" + issuer.getRawAuthority());
        }

        @Bean
        SessionStore crmSessionStore(
                DataSource dataSource, SessionStore.Sessions crmSessions, SecurityProperties security) {
            return new SessionStore(JdbcClient.create(dataSource), crmSessions, security.absolute(), Clock.systemUTC());
        }

        @Bean
        SessionKeeper crmSessionKeeper(
                KeycloakClient client, KeycloakTokens tokens, SecurityProperties security, SessionStore sessions) {
            Keycloak keycloak = keycloak(security);
            return new SessionKeeper(
                    client::refresh,
                    tokens.forSession(keycloak.clientId()),
                    new KeycloakClaims(keycloak.clientId()),
                    security,
                    keycloak.outage(),
                    sessions,
                    sessions,
                    Clock.systemUTC());
        }

        @Bean
        SecurityFilterChain crmPagesSecurityFilterChain(
                HttpSecurity http,
                WebProperties web,
                SecurityProperties security,
                KeycloakClient client,
                KeycloakTokens tokens,
                SessionKeeper keeper,
                SessionStore sessions,
                Access access,
                KnownOfficers officers,
                RefusalWriter refusals)
                throws IOException {
            return new OidcPages(web, client, tokens, keeper, sessions, access, officers, refusals)
                    .chain(http, keycloak(security).clientId());
        }
    }

    /** Sessions in the database: rows that any instance can delete. */
    @ConditionalOnClass(SessionRepository.class)
    static class StoredSessionsConfiguration {

        @Bean
        @ConditionalOnBean(SessionRepository.class)
        SessionStore.Sessions crmSessions(SessionRepository<? extends Session> repository) {
            return new StoredSessions<>(repository);
        }
    }

    /** What a request writes to its session is stored when the request ends; what others must know sooner is written past it. */
    static final class StoredSessions<S extends Session> implements SessionStore.Sessions {

        private final SessionRepository<S> repository;

        StoredSessions(SessionRepository<S> repository) {
            this.repository = repository;
        }

        @Override
        public boolean canDelete() {
            return true;
        }

        @Override
        public void delete(String sessionId) {
            repository.deleteById(sessionId);
        }

        @Override
        public @Nullable OfficerSession find(HttpSession session) {
            S stored = repository.findById(session.getId());
            return stored == null ? null : stored.getAttribute(OfficerSession.NAME);
        }

        @Override
        public boolean keep(HttpSession session, OfficerSession officer) {
            S stored = repository.findById(session.getId());
            if (stored == null) {
                return false;
            }
            stored.setAttribute(OfficerSession.NAME, officer);
            repository.save(stored);
            return true;
        }
    }

    /** Sessions in the memory of the host's server: each request asks whether its session was ended from outside. */
    static class RememberedSessionsConfiguration {

        @Bean
        @ConditionalOnMissingBean(SessionStore.Sessions.class)
        SessionStore.Sessions crmRememberedSessions() {
            return new SessionStore.Sessions() {
                @Override
                public boolean canDelete() {
                    return false;
                }

                @Override
                public void delete(String sessionId) {}

                @Override
                public @Nullable OfficerSession find(HttpSession session) {
                    try {
                        return (OfficerSession) session.getAttribute(OfficerSession.NAME);
                    } catch (IllegalStateException ended) {
                        return null;
                    }
                }

                @Override
                public boolean keep(HttpSession session, OfficerSession officer) {
                    try {
                        session.setAttribute(OfficerSession.NAME, officer);
                        return true;
                    } catch (IllegalStateException ended) {
                        return false;
                    }
                }
            };
        }
    }

    /** The host signs its users in. */
    @ConditionalOnProperty(name = "crm.security.login", havingValue = "host")
    static class HostLoginConfiguration {

        @Bean
        SecurityFilterChain crmPagesSecurityFilterChain(
                HttpSecurity http,
                WebProperties web,
                SecurityProperties security,
                HostOfficers hostOfficers,
                Access access,
                KnownOfficers officers,
                RefusalWriter refusals) {
            SignInPages signIn = new SignInPages(web, security.hostLoginPath());
            return PageChain.common(http, web, signIn, refusals)
                    .logout(logout -> logout.disable())
                    .addFilterBefore(
                            new OfficerFilter(access, officers, request -> hostOfficer(hostOfficers, request)),
                            AnonymousAuthenticationFilter.class)
                    .build();
        }

        private static Optional<SignIn> hostOfficer(HostOfficers hostOfficers, HttpServletRequest request) {
            Authentication user = authentication();
            return user == null || !user.isAuthenticated() ? Optional.empty() : hostOfficers.signInOf(user);
        }
    }
}
