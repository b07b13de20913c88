package org.shanyraq.crm.access.web;

import java.io.IOException;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.Refusal;
import org.shanyraq.crm.shared.web.RefusalWriter;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** What the chain of the pages is, however their users sign in. */
final class PageChain {

    private PageChain() {}

    /** Everything but the few public paths needs a sign-in; forms carry a CSRF token. */
    static HttpSecurity common(HttpSecurity http, WebProperties web, SignInPages signIn, RefusalWriter refusals) {
        AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();
        return http.securityMatcher(web.basePath(), web.path("/**"))
                .headers(headers -> headers.disable())
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(web.path("/assets/**"), web.path("/signed-out"))
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, failure) -> signIn.begin(request, response))
                        .accessDeniedHandler((request, response, failure) -> {
                            Authentication user = AccessWebAutoConfiguration.authentication();
                            if (Htmx.isRequest(request) && (user == null || trust.isAnonymous(user))) {
                                signIn.begin(request, response);
                                return;
                            }
                            refuse(
                                    failure instanceof CsrfException ? "too-old" : "not-permitted",
                                    refusals,
                                    request,
                                    response);
                        }));
    }

    private static void refuse(
            String kind,
            RefusalWriter refusals,
            jakarta.servlet.http.HttpServletRequest request,
            jakarta.servlet.http.HttpServletResponse response)
            throws IOException {
        refusals.write(Refusal.of(403, kind), request, response);
    }
}
