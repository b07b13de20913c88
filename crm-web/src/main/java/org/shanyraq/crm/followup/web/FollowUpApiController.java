package org.shanyraq.crm.followup.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.shared.InvalidInputException;
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

/** What officers of the mission have to do. */
@RestController("crmFollowUpApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/follow-ups")
class FollowUpApiController {

    private final FollowUps followUps;
    private final ApiSupport api;

    FollowUpApiController(FollowUps followUps, ApiSupport api) {
        this.followUps = followUps;
        this.api = api;
    }

    /**
     * Lists follow-ups by the day on which they are due. A criterion that is left out does not restrict.
     *
     * @param text found in what is to be done, in any script, with small mistakes
     * @param owner who has to do it
     * @param state how far it is
     * @param from due on this day or later
     * @param until due on this day or earlier
     * @param linkKind kind of a record that it is linked to, together with {@code linkId}
     * @param linkId id of that record
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_FOLLOW_UPS)
    ResponseEntity<ApiSlice<FollowUpSummary>> list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable OfficerId owner,
            @RequestParam(required = false) @Nullable FollowUpState state,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String linkKind,
            @RequestParam(required = false) @Nullable UUID linkId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        FollowUpQuery query = new FollowUpQuery(
                text, owner, state == null ? Set.of() : Set.of(state), from, until, link(linkKind, linkId));
        return api.slice(followUps.list(query, new Paging(cursor, size)), request);
    }

    static @Nullable RecordRef link(@Nullable String kind, @Nullable UUID id) {
        if ((kind == null) != (id == null)) {
            throw InvalidInputException.of(kind == null ? "linkKind" : "linkId", "crm.error.missing");
        }
        return kind == null || id == null ? null : new RecordRef(kind, id);
    }

    /** Shows one follow-up. */
    @GetMapping("/{id}")
    @Requires(Right.READ_FOLLOW_UPS)
    ResponseEntity<FollowUpView> get(@PathVariable FollowUpId id) {
        return found(followUps.get(id));
    }

    /** Makes a follow-up in the mission of the client. */
    @PostMapping
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<?> create(@Valid @RequestBody FollowUpBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(followUps.create(body.toDetails())),
                again -> created(followUps.get(FollowUpId.of(again))));
    }

    /** Replaces the details of a follow-up: what is left out is emptied. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<FollowUpView> change(
            @PathVariable FollowUpId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody FollowUpBody body) {
        return found(followUps.change(id, api.version(ifMatch), body.toDetails()));
    }

    /** Moves a follow-up to a state. */
    @PostMapping("/{id}/move")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<FollowUpView> move(
            @PathVariable FollowUpId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody MoveBody body) {
        return found(followUps.move(id, api.version(ifMatch), Objects.requireNonNull(body.state()), body.reason()));
    }

    /**
     * Tells who changed what, newest first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/{id}/history")
    @Requires(Right.READ_FOLLOW_UPS)
    ResponseEntity<ApiSlice<AuditEntry>> history(
            @PathVariable FollowUpId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(followUps.history(id, new Paging(cursor, size)), request);
    }

    private static ApiSupport.Created created(FollowUpView followUp) {
        return new ApiSupport.Created("/follow-ups/" + followUp.id(), followUp, followUp.version());
    }

    private ResponseEntity<FollowUpView> found(FollowUpView followUp) {
        return api.found(followUp, followUp.version());
    }
}
