package org.shanyraq.crm.dialogue.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.format.annotation.DateTimeFormat;
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

/** The dialogues that the mission hosts. */
@RestController("crmDialogueApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/dialogues")
class DialogueApiController {

    private final Dialogues dialogues;
    private final DialogueBodyMapper bodies;
    private final ApiSupport api;

    DialogueApiController(Dialogues dialogues, DialogueBodyMapper bodies, ApiSupport api) {
        this.dialogues = dialogues;
        this.bodies = bodies;
        this.api = api;
    }

    /**
     * Lists dialogues by the time at which they begin. A criterion that is left out does not restrict.
     *
     * @param text found in the theme in any language, in any script, with small mistakes
     * @param state how far it has come
     * @param series of this series
     * @param officer who is in charge, alone or with others
     * @param from begins on this day or later, in the zone of the installation
     * @param until begins on this day or earlier
     * @param archived which of the living and the archived
     * @param sort the latest or the earliest first
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<DialogueSummary>> list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable DialogueState state,
            @RequestParam(required = false) @Nullable DialogueSeriesId series,
            @RequestParam(required = false) @Nullable OfficerId officer,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "without") Archived archived,
            @RequestParam(defaultValue = "latest") DialogueQuery.Sort sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        DialogueQuery query = new DialogueQuery(
                text, state == null ? Set.of() : Set.of(state), series, from, until, archived, sort, officer);
        return api.slice(dialogues.list(query, new Paging(cursor, size)), request);
    }

    /** Shows one dialogue with its agenda, and what else those in charge of it are in charge of at that time. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<DialogueView> get(@PathVariable DialogueId id) {
        return found(dialogues.get(id));
    }

    /** Begins a draft in the mission of the client; in a series it gets the next number. */
    @PostMapping
    @Requires(Right.DRAFT_DIALOGUES)
    ResponseEntity<?> create(@Valid @RequestBody DialogueBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(dialogues.create(bodies.details(body))),
                again -> created(dialogues.get(DialogueId.of(again))));
    }

    /** Replaces the details of a dialogue: what is left out is emptied. One that is no draft needs the right to edit dialogues. */
    @PutMapping("/{id}")
    @Requires(Right.DRAFT_DIALOGUES)
    ResponseEntity<DialogueView> change(
            @PathVariable DialogueId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DialogueBody body) {
        return found(dialogues.change(id, api.version(ifMatch), bodies.changed(body, () -> dialogues
                .get(id)
                .details())));
    }

    /** Makes a draft like a dialogue, at another time: what was planned, and nothing of what came of it. */
    @PostMapping("/{id}/copies")
    @Requires(Right.DRAFT_DIALOGUES)
    ResponseEntity<?> copy(@PathVariable DialogueId id, @Valid @RequestBody CopyBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(dialogues.copy(id, Objects.requireNonNull(body.startsAt()))),
                again -> created(dialogues.get(DialogueId.of(again))));
    }

    /** Announces a draft: guests may be invited. */
    @PostMapping("/{id}/invite")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<DialogueView> startInviting(
            @PathVariable DialogueId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(dialogues.startInviting(id, api.version(ifMatch)));
    }

    /** Says that a dialogue took place. */
    @PostMapping("/{id}/hold")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<DialogueView> markHeld(
            @PathVariable DialogueId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(dialogues.markHeld(id, api.version(ifMatch)));
    }

    /** Says that a dialogue will not take place. */
    @PostMapping("/{id}/cancel")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<DialogueView> cancel(
            @PathVariable DialogueId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody CancellationBody body) {
        return found(dialogues.cancel(id, api.version(ifMatch), Objects.requireNonNull(body.reason())));
    }

    /** Takes a dialogue out of lists; the history stays. */
    @PostMapping("/{id}/archive")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<DialogueView> archive(
            @PathVariable DialogueId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(dialogues.archive(id, api.version(ifMatch)));
    }

    /** Brings an archived dialogue back. */
    @PostMapping("/{id}/restore")
    @Requires(Right.EDIT_DIALOGUES)
    ResponseEntity<DialogueView> restore(
            @PathVariable DialogueId id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return found(dialogues.restore(id, api.version(ifMatch)));
    }

    /**
     * Tells who changed what, newest first; of speakers only those whom the client may see.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/history")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<AuditEntry>> history(
            @PathVariable DialogueId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(dialogues.history(id, new Paging(cursor, size)), request);
    }

    private static ApiSupport.Created created(DialogueView dialogue) {
        return new ApiSupport.Created("/dialogues/" + dialogue.id(), dialogue, dialogue.version());
    }

    private ResponseEntity<DialogueView> found(DialogueView dialogue) {
        return api.found(dialogue, dialogue.version());
    }
}
