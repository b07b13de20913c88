package org.shanyraq.crm.capture.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.UUID;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.capture.CaptureReading;
import org.shanyraq.crm.capture.Captures;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lines that say what happened. */
@RestController("crmCaptureApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/captures")
class CaptureApiController {

    private final Captures captures;
    private final Interactions interactions;
    private final ApiSupport api;

    CaptureApiController(Captures captures, Interactions interactions, ApiSupport api) {
        this.captures = captures;
        this.interactions = interactions;
        this.api = api;
    }

    /** Tells what a line is understood as, part by part, and writes nothing. */
    @PostMapping("/reading")
    @Requires(Right.LOG_INTERACTIONS)
    CaptureReading readLine(@Valid @RequestBody CaptureBody body) {
        return captures.read(body.text(), body.chosen());
    }

    /**
     * Makes of a line an interaction, contacts of the people in it who are not known, follow-ups and commitments, all or nothing, and shows the
     * interaction; what else was made is linked to it. A line that is not clear is refused.
     */
    @PostMapping
    @Requires(Right.LOG_INTERACTIONS)
    ResponseEntity<?> saveLine(@Valid @RequestBody CaptureBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(interactions.get(captures.save(body.text(), body.chosen(), UUID.randomUUID())
                        .interaction())),
                again -> created(interactions.get(InteractionId.of(again))));
    }

    private static ApiSupport.Created created(InteractionView interaction) {
        return new ApiSupport.Created("/interactions/" + interaction.id(), interaction, interaction.version());
    }
}
