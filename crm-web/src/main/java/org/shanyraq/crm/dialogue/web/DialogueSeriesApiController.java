package org.shanyraq.crm.dialogue.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The series that dialogues belong to. */
@RestController("crmDialogueSeriesApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/dialogue-series")
class DialogueSeriesApiController {

    private final DialogueSeriesCatalogue catalogue;
    private final DialogueBodyMapper bodies;
    private final ApiSupport api;

    DialogueSeriesApiController(DialogueSeriesCatalogue catalogue, DialogueBodyMapper bodies, ApiSupport api) {
        this.catalogue = catalogue;
        this.bodies = bodies;
        this.api = api;
    }

    /**
     * Lists series, the latest first.
     *
     * @param archived which of the living and the archived
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<DialogueSeriesView>> list(
            @RequestParam(defaultValue = "without") Archived archived,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(catalogue.list(archived, new Paging(cursor, size)), request);
    }

    /** Shows one series. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<DialogueSeriesView> get(@PathVariable DialogueSeriesId id) {
        return found(catalogue.get(id));
    }

    /** Creates a series in the mission of the client. */
    @PostMapping
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<?> create(@Valid @RequestBody DialogueSeriesBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(catalogue.create(bodies.details(body))),
                again -> created(catalogue.get(DialogueSeriesId.of(again))));
    }

    /** Replaces the details of a series: what is left out is emptied. Its dialogues stay as they are. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<DialogueSeriesView> change(
            @PathVariable DialogueSeriesId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DialogueSeriesBody body) {
        return found(catalogue.change(id, api.version(ifMatch), bodies.details(body)));
    }

    /** Takes a series out of pickers and lists; its dialogues stay. */
    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<DialogueSeriesView> archive(
            @PathVariable DialogueSeriesId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(catalogue.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived series back. */
    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<DialogueSeriesView> restore(
            @PathVariable DialogueSeriesId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(catalogue.restore(id, api.version(ifMatch)));
    }

    /**
     * Tells who changed what, newest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<AuditEntry>> history(
            @PathVariable DialogueSeriesId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(catalogue.history(id, new Paging(cursor, size)), request);
    }

    private static ApiSupport.Created created(DialogueSeriesView series) {
        return new ApiSupport.Created("/dialogue-series/" + series.id(), series, series.version());
    }

    private ResponseEntity<DialogueSeriesView> found(DialogueSeriesView series) {
        return api.found(series, series.version());
    }
}
