package org.shanyraq.crm.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.shared.web.Refusal;
import org.shanyraq.crm.shared.web.RefusalWriter;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** The chain of pages whose users sign in at Keycloak: code flow with PKCE, sign-out at both ends, told from either side. */
final class OidcPages {

    /** Apart from the host's, so that who signed in here is nobody there, and the other way round. */
    private static final String CONTEXT = "CRM_SECURITY_CONTEXT";

    private final WebProperties web;
    private final KeycloakClient client;
    private final KeycloakTokens tokens;
    private final SessionKeeper keeper;
    private final SessionStore sessions;
    private final Access access;
    private final KnownOfficers officers;
    private final RefusalWriter refusals;
    private final SignInPages signIn;
    private final String start;

    OidcPages(
            WebProperties web,
            KeycloakClient client,
            KeycloakTokens tokens,
            SessionKeeper keeper,
            SessionStore sessions,
            Access access,
            KnownOfficers officers,
            RefusalWriter refusals) {
        this.web = web;
        this.client = client;
        this.tokens = tokens;
        this.keeper = keeper;
        this.sessions = sessions;
        this.access = access;
        this.officers = officers;
        this.refusals = refusals;
        this.start = web.path("/oauth2/authorization/" + KeycloakClient.REGISTRATION);
        this.signIn = new SignInPages(web, start);
    }

    SecurityFilterChain chain(HttpSecurity http, String clientId) {
        HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
        contexts.setSpringSecurityContextKey(CONTEXT);
        ClientRegistrationRepository registrations = new InMemoryClientRegistrationRepository(client.registration());
        JwtDecoder idTokens = tokens.forSignIn(clientId);
        return PageChain.common(http, web, signIn, refusals)
                .securityContext(context -> context.securityContextRepository(contexts))
                .oauth2Login(login -> login.clientRegistrationRepository(registrations)
                        .authorizedClientRepository(new Tokens())
                        .loginPage(start)
                        .securityContextRepository(contexts)
                        .authorizationEndpoint(endpoint -> endpoint.baseUri(web.path("/oauth2/authorization")))
                        .redirectionEndpoint(endpoint -> endpoint.baseUri(web.path("/login/oauth2/code/*")))
                        .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(client.codeExchange()))
                        .userInfoEndpoint(endpoint -> endpoint.oidcUserService(request -> new DefaultOidcUser(
                                Set.of(new OidcUserAuthority(request.getIdToken())), request.getIdToken())))
                        .successHandler(this::signedIn)
                        .failureHandler(this::failed)
                        .withObjectPostProcessor(
                                new ObjectPostProcessor<OidcAuthorizationCodeAuthenticationProvider>() {
                                    @Override
                                    public <O extends OidcAuthorizationCodeAuthenticationProvider> O postProcess(
                                            O provider) {
                                        provider.setJwtDecoderFactory(registration -> idTokens);
                                        return provider;
                                    }
                                }))
                .logout(logout -> logout.logoutUrl(web.path("/logout"))
                        .addLogoutHandler((request, response, user) -> signingOut(request, response))
                        .logoutSuccessHandler(signedOut(registrations)))
                .addFilterBefore(
                        new BackChannelLogoutFilter(
                                web.path("/logout/connect/back-channel/" + KeycloakClient.REGISTRATION),
                                tokens.forLogout(clientId),
                                sessions),
                        CsrfFilter.class)
                .addFilterBefore(new ReachableFilter(), OAuth2AuthorizationRequestRedirectFilter.class)
                .addFilterBefore(
                        new OfficerFilter(access, officers, this::officer), AnonymousAuthenticationFilter.class)
                .build();
    }

    /** Who the session belongs to; one that is over is ended, and the request goes on as nobody's. */
    private Optional<SignIn> officer(HttpServletRequest request) {
        if (request.getRequestURI().startsWith(request.getContextPath() + web.path("/assets/"))
                || !(AccessWebAutoConfiguration.authentication() instanceof OAuth2AuthenticationToken)) {
            return Optional.empty();
        }
        HttpSession session = request.getSession(false);
        Optional<SignIn> officer = session == null ? Optional.empty() : keeper.check(session, request);
        if (officer.isEmpty()) {
            SecurityContextHolder.clearContext();
            if (session != null) {
                sessions.ended(session.getId());
                session.invalidate();
            }
        }
        return officer;
    }

    private void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication user)
            throws IOException {
        OAuth2AuthorizedClient granted = (OAuth2AuthorizedClient) request.getAttribute(Tokens.NAME);
        HttpSession session = request.getSession();
        SignIn officer = keeper.begin(session, granted.getAccessToken().getTokenValue(), granted.getRefreshToken());
        officers.of(officer);
        @Nullable
        String providerSession =
                user.getPrincipal() instanceof OidcUser oidc ? oidc.getIdToken().getClaimAsString("sid") : null;
        sessions.begun(session.getId(), providerSession, officer.subject());
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader("Location", signIn.back(request));
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        refusals.write(
                client.answers() ? Refusal.of(401, "sign-in-failed") : Refusal.of(503, "sign-in-unavailable"),
                request,
                response);
    }

    private void signingOut(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            sessions.ended(session.getId());
        }
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    /** Signs out at Keycloak too, when it can be reached. */
    private org.springframework.security.web.authentication.logout.LogoutSuccessHandler signedOut(
            ClientRegistrationRepository registrations) {
        OidcClientInitiatedLogoutSuccessHandler atKeycloak = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        String outside = web.publicUrl() == null ? "{baseUrl}" : web.publicUrl();
        atKeycloak.setPostLogoutRedirectUri(outside + web.path("/signed-out"));
        atKeycloak.setDefaultTargetUrl(web.path("/signed-out"));
        return (request, response, user) -> {
            if (user != null && client.answers()) {
                atKeycloak.onLogoutSuccess(request, response, user);
            } else {
                response.setStatus(HttpStatus.FOUND.value());
                response.setHeader("Location", request.getContextPath() + web.path("/signed-out"));
            }
        };
    }

    /** Says in a friendly way that nobody can sign in now, instead of sending the browser to a server that is down. */
    private final class ReachableFilter extends OncePerRequestFilter {

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !request.getRequestURI().equals(request.getContextPath() + start);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (client.answers()) {
                chain.doFilter(request, response);
            } else {
                refusals.write(Refusal.of(503, "sign-in-unavailable"), request, response);
            }
        }
    }

    /** Hands the tokens of a sign-in to the end of the same request; what is kept is kept by {@link SessionKeeper}. */
    private static final class Tokens implements OAuth2AuthorizedClientRepository {

        static final String NAME = Tokens.class.getName();

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, Authentication user, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient granted,
                Authentication user,
                HttpServletRequest request,
                HttpServletResponse response) {
            request.setAttribute(NAME, granted);
        }

        @Override
        public void removeAuthorizedClient(
                String registration, Authentication user, HttpServletRequest request, HttpServletResponse response) {
            request.removeAttribute(NAME);
        }
    }
}
