package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;

/** What htmx says in its request headers. */
public final class Htmx {

    /** Set by requests that nobody made by hand; they do not keep a session alive. */
    public static final String POLL_HEADER = "CRM-Poll";

    private Htmx() {}

    /** Whether htmx asks, be it for a fragment or for a whole page. */
    public static boolean isRequest(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"));
    }

    /** Whether a fragment is wanted, and not a whole page. */
    public static boolean isFragment(HttpServletRequest request) {
        return isRequest(request)
                && !"true".equals(request.getHeader("HX-Boosted"))
                && !"true".equals(request.getHeader("HX-History-Restore-Request"));
    }

    /** Whether the page asks by itself; the stream of what happens, which a browser opens without headers of ours, is one such request. */
    public static boolean isPoll(HttpServletRequest request) {
        return request.getHeader(POLL_HEADER) != null || "text/event-stream".equals(request.getHeader("Accept"));
    }
}
