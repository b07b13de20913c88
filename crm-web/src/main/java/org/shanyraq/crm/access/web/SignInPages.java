package org.shanyraq.crm.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.http.HttpStatus;

/**
 * The way to the sign-in and back. Where to come back to is a path of ours that was asked for before, kept in the session; it is
 * never taken from a parameter, and never leads out of the CRM.
 */
final class SignInPages {

    private static final String RETURN = "crm.return";
    private static final int LONGEST = 1_000;

    private final WebProperties web;
    private final String signIn;

    /** @param signIn path at which the sign-in begins */
    SignInPages(WebProperties web, String signIn) {
        this.web = web;
        this.signIn = signIn;
    }

    /** Sends a request that needs a sign-in there; a request of a script is told to load the page anew. */
    void begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Htmx.isRequest(request)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader("HX-Refresh", "true");
            return;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        String asked = query == null ? path : path + "?" + query;
        if ("GET".equals(request.getMethod()) && isOurs(asked)) {
            request.getSession().setAttribute(RETURN, asked);
        }
        response.setStatus(HttpStatus.FOUND.value());
        response.setHeader("Location", request.getContextPath() + signIn);
    }

    /** Where the officer wanted to go, or the start page. */
    String back(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        @Nullable Object asked = session == null ? null : session.getAttribute(RETURN);
        if (session != null) {
            session.removeAttribute(RETURN);
        }
        return request.getContextPath() + (asked instanceof String path && isOurs(path) ? path : web.basePath());
    }

    private boolean isOurs(String path) {
        return (path.equals(web.basePath())
                        || path.startsWith(web.basePath() + "/")
                        || path.startsWith(web.basePath() + "?"))
                && path.length() <= LONGEST
                && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }
}
