package org.shanyraq.crm.timeline.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.Timelines;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened with a contact, an organisation or a dialogue. */
@RestController("crmTimelineApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1")
class TimelineApiController {

    private final Timelines timelines;
    private final ApiSupport api;

    TimelineApiController(Timelines timelines, ApiSupport api) {
        this.timelines = timelines;
        this.api = api;
    }

    /**
     * Lists what happened with a contact, latest first.
     *
     * @param source only what these sources tell, for example {@code invitation}; all when left out
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/contacts/{contactId}/timeline")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<TimelineEntry>> timelineOfContact(
            @PathVariable UUID contactId,
            @RequestParam(required = false) @Nullable Set<String> source,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return told(new RecordRef("contact", contactId), source, new Paging(cursor, size), request);
    }

    /**
     * Lists what happened with an organisation and all below it, latest first.
     *
     * @param source only what these sources tell, for example {@code invitation}; all when left out
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/organisations/{id}/timeline")
    @Requires(Right.READ_DIRECTORY)
    ResponseEntity<ApiSlice<TimelineEntry>> timelineOfOrganisation(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Set<String> source,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return told(new RecordRef("organisation", id), source, new Paging(cursor, size), request);
    }

    /**
     * Lists what happened with a dialogue, latest first.
     *
     * @param source only what these sources tell, for example {@code invitation}; all when left out
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/dialogues/{dialogueId}/timeline")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<TimelineEntry>> timelineOfDialogue(
            @PathVariable UUID dialogueId,
            @RequestParam(required = false) @Nullable Set<String> source,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return told(new RecordRef("dialogue", dialogueId), source, new Paging(cursor, size), request);
    }

    private ResponseEntity<ApiSlice<TimelineEntry>> told(
            RecordRef subject, @Nullable Set<String> sources, Paging paging, HttpServletRequest request) {
        return api.slice(timelines.of(subject, sources == null ? Set.of() : sources, paging), request);
    }
}
