package org.shanyraq.crm.calendar.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where the pages of the CRM are for somebody outside: as the settings say, and else as the request does. */
final class PublicAddress {

    private final WebProperties web;

    PublicAddress(WebProperties web) {
        this.web = web;
    }

    /** Without a slash at the end. */
    URI pages(HttpServletRequest request) {
        return URI.create(
                web.publicUrl() == null
                        ? ServletUriComponentsBuilder.fromContextPath(request)
                                .path(web.basePath())
                                .toUriString()
                        : web.publicUrl() + request.getContextPath() + web.basePath());
    }

    /** The address of the calendar with that secret. */
    String ofCalendar(String secret, HttpServletRequest request) {
        return pages(request) + "/calendar/" + secret + ".ics";
    }
}
