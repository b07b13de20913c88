package org.shanyraq.crm.question.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.shanyraq.crm.access.PublicVisits;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What the public pages of a hall have in common: nobody finds them by searching, and whoever guesses at addresses is sent away for a while. */
final class PublicHall {

    /** Guessing at secrets. */
    private static final String PURPOSE = "hall";

    private static final String RETRY_AFTER_SECONDS = "600";

    private final PublicVisits visits;

    PublicHall(PublicVisits visits) {
        this.visits = visits;
    }

    static void unsearched(HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }

    /** Answers one whose secret opened nothing: as any other, or that it is enough now. */
    HttpStatus gone(HttpServletRequest request, HttpServletResponse response) {
        unsearched(response);
        String visitor = request.getRemoteAddr();
        HttpStatus status = HttpStatus.NOT_FOUND;
        if (visits.isWelcome(PURPOSE, visitor)) {
            visits.failed(PURPOSE, visitor);
        } else {
            status = HttpStatus.TOO_MANY_REQUESTS;
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response.setStatus(status.value());
        return status;
    }
}
