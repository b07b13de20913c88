package org.shanyraq.crm.attendance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.DoorAnswer;
import org.shanyraq.crm.attendance.DoorCount;
import org.shanyraq.crm.attendance.WalkIn;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who came to dialogues: letting in at the door, walk-ins, and what was a mistake. */
@RestController("crmAttendanceApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/dialogues/{dialogueId}/attendances")
class AttendanceApiController {

    private final Attendances attendances;
    private final ApiSupport api;

    AttendanceApiController(Attendances attendances, ApiSupport api) {
        this.attendances = attendances;
        this.api = api;
    }

    /**
     * Lists who came to a dialogue, the latest first.
     *
     * @param circle only of this circle
     * @param walkIns only those who were not on the list
     * @param unlinked only walk-ins who are not linked to a contact
     * @param undone arrivals that were taken back, instead of those that count
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<AttendanceView>> listAttendances(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable Circle circle,
            @RequestParam(defaultValue = "false") boolean walkIns,
            @RequestParam(defaultValue = "false") boolean unlinked,
            @RequestParam(defaultValue = "false") boolean undone,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(
                attendances.list(
                        new AttendanceQuery(dialogueId, circle, walkIns, unlinked, undone), new Paging(cursor, size)),
                request);
    }

    /** Shows how many came, and of how many who are expected. */
    @GetMapping("/count")
    @Requires(Right.READ_DIALOGUES)
    DoorCount countAttendances(@PathVariable DialogueId dialogueId) {
        return attendances.count(dialogueId);
    }

    /** Shows one arrival. */
    @GetMapping("/{id}")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<AttendanceView> getAttendance(@PathVariable DialogueId dialogueId, @PathVariable AttendanceId id) {
        AttendanceView arrival = attendances.get(dialogueId, id);
        return api.found(arrival, arrival.version());
    }

    /** Lets a guest in. Repeating the call changes nothing: who is in already is told of as such. */
    @PostMapping("/check-in")
    @Requires(Right.CHECK_IN)
    DoorAnswer checkIn(@PathVariable DialogueId dialogueId, @Valid @RequestBody ScanBody body) {
        if ((body.code() == null) == (body.guest() == null)) {
            throw InvalidInputException.of("code", "crm.attendance.error.either");
        }
        if (body.code() != null) {
            return attendances.scan(dialogueId, body.code());
        }
        InvitationId guest = Objects.requireNonNull(body.guest());
        return body.companion() == null
                ? attendances.checkIn(dialogueId, guest)
                : attendances.checkInCompanion(dialogueId, guest, body.companion());
    }

    /** Lets in somebody who is not on the list. */
    @PostMapping("/walk-ins")
    @Requires(Right.CHECK_IN)
    ResponseEntity<?> addWalkIn(
            @PathVariable DialogueId dialogueId, @Valid @RequestBody WalkInBody body, HttpServletRequest request) {
        return api.create(
                request,
                body,
                () -> created(attendances.addWalkIn(
                        dialogueId,
                        new WalkIn(
                                UUID.randomUUID(),
                                Objects.requireNonNull(body.name()),
                                body.organisation(),
                                body.circle()))),
                id -> created(attendances.get(dialogueId, AttendanceId.of(id))));
    }

    private static ApiSupport.Created created(AttendanceView arrival) {
        return new ApiSupport.Created(
                "/dialogues/" + arrival.dialogue() + "/attendances/" + arrival.id(), arrival, arrival.version());
    }

    /** Takes an arrival back, which was a mistake. Repeating the call changes nothing. */
    @PostMapping("/{id}/undo")
    @Requires(Right.CHECK_IN)
    ResponseEntity<AttendanceView> undoAttendance(@PathVariable DialogueId dialogueId, @PathVariable AttendanceId id) {
        AttendanceView undone = attendances.undo(dialogueId, id);
        return api.found(undone, undone.version());
    }

    /** Says which contact a walk-in is. Repeating the call changes nothing. */
    @PostMapping("/{id}/link")
    @Requires(Right.CHECK_IN)
    ResponseEntity<AttendanceView> linkWalkIn(
            @PathVariable DialogueId dialogueId, @PathVariable AttendanceId id, @Valid @RequestBody LinkBody body) {
        AttendanceView linked = attendances.link(dialogueId, id, Objects.requireNonNull(body.contact()));
        return api.found(linked, linked.version());
    }

    /** Says that a walk-in is a contact who is noted as come besides, and shows the arrival that stays. */
    @PostMapping("/{id}/merge")
    @Requires(Right.CHECK_IN)
    ResponseEntity<AttendanceView> mergeWalkIn(
            @PathVariable DialogueId dialogueId, @PathVariable AttendanceId id, @Valid @RequestBody LinkBody body) {
        AttendanceView stays = attendances.merge(dialogueId, id, Objects.requireNonNull(body.contact()));
        return api.found(stays, stays.version());
    }

    /** Says that a walk-in is not the contact to whom it was linked. */
    @PostMapping("/{id}/unlink")
    @Requires(Right.CHECK_IN)
    ResponseEntity<AttendanceView> unlinkWalkIn(@PathVariable DialogueId dialogueId, @PathVariable AttendanceId id) {
        AttendanceView unlinked = attendances.unlink(dialogueId, id);
        return api.found(unlinked, unlinked.version());
    }
}
