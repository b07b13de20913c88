package org.shanyraq.crm.shared.web;

/** Redirects within the CRM. */
public final class Redirects {

    private final WebProperties web;

    Redirects(WebProperties web) {
        this.web = web;
    }

    /** View name of a redirect (303) to a path below the base path. The path is never taken from input. */
    public String to(String path) {
        if (!path.isEmpty() && !path.startsWith("/")) {
            throw new IllegalArgumentException("not a path below the base path: " + path);
        }
        return "redirect:" + web.path(path);
    }
}
