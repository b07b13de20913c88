package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletResponse;

/** What a page may ask of the device that shows it: nothing, but for those that say so. */
public final class PagePermissions {

    private static final String HEADER = "Permissions-Policy";
    private static final String OTHERS = ", geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()";

    private PagePermissions() {}

    static void none(HttpServletResponse response) {
        response.setHeader(HEADER, "camera=()" + OTHERS);
    }

    /** This page may look through the camera, when the user lets it. */
    public static void camera(HttpServletResponse response) {
        response.setHeader(HEADER, "camera=(self)" + OTHERS);
    }
}
