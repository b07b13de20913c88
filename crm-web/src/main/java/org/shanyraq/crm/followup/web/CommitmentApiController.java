package org.shanyraq.crm.followup.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.followup.Commitments;
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

/** What the mission owes to others, and others to it. */
@RestController("crmCommitmentApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/commitments")
class CommitmentApiController {

    private final Commitments commitments;
    private final ApiSupport api;

    CommitmentApiController(Commitments commitments, ApiSupport api) {
        this.commitments = commitments;
        this.api = api;
    }

    /**
     * Lists commitments by the day on which they are due, those without a day last. A criterion that is left out does not restrict.
     *
     * @param text found in what was undertaken, in any script, with small mistakes
     * @param direction who owes
     * @param state what became of it
     * @param officer of ours, who undertook or heard it
     * @param until due on this day or earlier
     * @param linkKind kind of a record that it has to do with, together with {@code linkId}
     * @param linkId id of that record
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_FOLLOW_UPS)
    ResponseEntity<ApiSlice<CommitmentSummary>> list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable CommitmentDirection direction,
            @RequestParam(required = false) @Nullable CommitmentState state,
            @RequestParam(required = false) @Nullable OfficerId officer,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(required = false) @Nullable String linkKind,
            @RequestParam(required = false) @Nullable UUID linkId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        CommitmentQuery query = new CommitmentQuery(
                text, direction, state, officer, until, FollowUpApiController.link(linkKind, linkId));
        return api.slice(commitments.list(query, new Paging(cursor, size)), request);
    }

    /** Shows one commitment. */
    @GetMapping("/{id}")
    @Requires(Right.READ_FOLLOW_UPS)
    ResponseEntity<CommitmentView> get(@PathVariable CommitmentId id) {
        return found(commitments.get(id));
    }

    /** Notes a commitment in the mission of the client. */
    @PostMapping
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<?> create(@Valid @RequestBody CommitmentBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(commitments.create(body.toDetails())),
                again -> created(commitments.get(CommitmentId.of(again))));
    }

    /** Replaces the details of a commitment: what is left out is emptied. */
    @PutMapping("/{id}")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<CommitmentView> change(
            @PathVariable CommitmentId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody CommitmentBody body) {
        return found(commitments.change(id, api.version(ifMatch), body.toDetails()));
    }

    /** Says that a commitment was kept. */
    @PostMapping("/{id}/keep")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<CommitmentView> keep(
            @PathVariable CommitmentId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody KeptBody body) {
        return found(commitments.keep(id, api.version(ifMatch), body.evidence(), body.link()));
    }

    /** Says that a commitment was not kept. */
    @PostMapping("/{id}/break")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<CommitmentView> breakOff(
            @PathVariable CommitmentId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody FateBody body) {
        return found(commitments.breakOff(id, api.version(ifMatch), body.reason()));
    }

    /** Says that nobody waits for it any more. */
    @PostMapping("/{id}/release")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<CommitmentView> release(
            @PathVariable CommitmentId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody FateBody body) {
        return found(commitments.release(id, api.version(ifMatch), body.reason()));
    }

    /** Opens a commitment again. */
    @PostMapping("/{id}/reopen")
    @Requires(Right.EDIT_FOLLOW_UPS)
    ResponseEntity<CommitmentView> reopen(
            @PathVariable CommitmentId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody FateBody body) {
        return found(commitments.reopen(id, api.version(ifMatch), body.reason()));
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
            @PathVariable CommitmentId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(commitments.history(id, new Paging(cursor, size)), request);
    }

    private static ApiSupport.Created created(CommitmentView commitment) {
        return new ApiSupport.Created("/commitments/" + commitment.id(), commitment, commitment.version());
    }

    private ResponseEntity<CommitmentView> found(CommitmentView commitment) {
        return api.found(commitment, commitment.version());
    }
}
