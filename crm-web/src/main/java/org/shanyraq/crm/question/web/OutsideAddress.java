package org.shanyraq.crm.question.web;

import jakarta.servlet.http.HttpServletRequest;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where the pages of a hall are for a phone: as the settings say, and else as the request does. */
final class OutsideAddress {

    private final WebProperties web;

    OutsideAddress(WebProperties web) {
        this.web = web;
    }

    /** What stands before the secret in the address of the guests' page. */
    String ofGuests(HttpServletRequest request) {
        return of(GuestQuestionController.PATH, request);
    }

    /** What stands before the secret in the address of the wall. */
    String ofWall(HttpServletRequest request) {
        return of(WallController.PATH, request);
    }

    private String of(String path, HttpServletRequest request) {
        String pages = web.publicUrl() == null
                ? ServletUriComponentsBuilder.fromContextPath(request)
                        .path(web.basePath())
                        .toUriString()
                : web.publicUrl() + request.getContextPath() + web.basePath();
        return pages + path + '/';
    }
}
