package org.shanyraq.crm.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost skin of the CRM's paths: puts the security headers on the response before anything else can answer, and turns
 * what fails before a controller is reached into a page or a problem.
 */
final class EdgeFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final RefusalWriter refusals;
    private final Assets assets;
    private final WebProperties web;
    private final List<PublicPath> publicPaths;
    private final String policy;

    /** @param formTargets origins besides the own one to which a form may lead, by redirects */
    EdgeFilter(
            RefusalWriter refusals,
            Assets assets,
            WebProperties web,
            Collection<FormTarget> formTargets,
            List<PublicPath> publicPaths) {
        this.refusals = refusals;
        this.assets = assets;
        this.web = web;
        this.publicPaths = List.copyOf(publicPaths);
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                + "connect-src 'self'; manifest-src 'self'; form-action "
                + Stream.concat(
                                Stream.of("'self'"),
                                formTargets.stream().map(FormTarget::origin).sorted())
                        .collect(Collectors.joining(" "))
                + "; frame-ancestors 'none'; base-uri 'none'";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!refusals.isOurs(request)) {
            chain.doFilter(request, response);
            return;
        }
        writeHeaders(request, response);
        if (comesFromAnotherSite(request) && !isOpenToOtherSites(request)) {
            refusals.write(Refusal.of(403, "not-permitted"), request, response);
            return;
        }
        if (!hasReadableLanguages(request)) {
            refusals.write(Refusal.of(400, "bad-request"), request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            refusals.write(cause(failure), request, response);
        }
    }

    private void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        PagePermissions.none(response);
        if (request.isSecure() || web.isHttps()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (!request.getRequestURI().startsWith(request.getContextPath() + assets.path(""))) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /** A change that a page of somebody else asks a browser to send, as the browser itself says. */
    private static boolean comesFromAnotherSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null
                && !SAFE.contains(request.getMethod())
                && !site.equals("same-origin")
                && !site.equals("none");
    }

    private boolean isOpenToOtherSites(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return publicPaths.stream().anyMatch(page -> page.openToOtherSites() && page.matches(path, web));
    }

    /** Servers refuse a list of languages that is too long; they do so when it is first asked for, and after that keep still. */
    private static boolean hasReadableLanguages(HttpServletRequest request) {
        try {
            request.getLocales();
            return true;
        } catch (IllegalArgumentException | IllegalStateException refused) {
            return false;
        }
    }

    private static Throwable cause(Throwable failure) {
        @Nullable Throwable cause = failure instanceof ServletException wrapped ? wrapped.getRootCause() : failure;
        return cause == null ? failure : cause;
    }
}
