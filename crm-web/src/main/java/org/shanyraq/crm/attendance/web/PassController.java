package org.shanyraq.crm.attendance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.attendance.GuestPasses;
import org.shanyraq.crm.shared.web.PublicRoute;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a guest shows at the door, behind the link of a mail. Looking changes nothing, and it tells nothing but the code. */
@Controller("crmPassController")
@RequestMapping("${crm.web.base-path:/crm}" + PassController.PATH)
class PassController {

    static final String PATH = "/pass";
    static final String ENDING = ".svg";

    private static final String PURPOSE = "pass";
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");

    private final GuestPasses passes;
    private final PublicVisits visits;

    PassController(GuestPasses passes, PublicVisits visits) {
        this.passes = passes;
        this.visits = visits;
    }

    @GetMapping("/{token}" + ENDING)
    @PublicRoute
    ResponseEntity<String> picture(@PathVariable String token, HttpServletRequest request) {
        Optional<String> picture = passes.picture(token);
        HttpStatus status = picture.isPresent() ? HttpStatus.OK : missing(request);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).header("X-Robots-Tag", "noindex, nofollow");
        return picture.isPresent() ? answer.contentType(SVG).body(picture.get()) : answer.build();
    }

    private HttpStatus missing(HttpServletRequest request) {
        String visitor = request.getRemoteAddr();
        if (!visits.isWelcome(PURPOSE, visitor)) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        visits.failed(PURPOSE, visitor);
        return HttpStatus.NOT_FOUND;
    }
}
