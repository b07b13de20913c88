package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.CalendarAnswerId;
import org.shanyraq.crm.invitation.CalendarAnswerQuery;
import org.shanyraq.crm.invitation.CalendarAnswerState;
import org.shanyraq.crm.invitation.CalendarAnswerView;
import org.shanyraq.crm.invitation.CalendarAnswers;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers that guests gave in their calendars. */
@RestController("crmCalendarAnswerApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1/calendar-answers")
class CalendarAnswerApiController {

    private final CalendarAnswers answers;
    private final ApiSupport api;

    CalendarAnswerApiController(CalendarAnswers answers, ApiSupport api) {
        this.answers = answers;
        this.api = api;
    }

    /**
     * Lists answers from calendars, the latest first.
     *
     * @param state only in this state; those that are open wait for an officer
     * @param dialogue only to this dialogue
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<ApiSlice<CalendarAnswerView>> listCalendarAnswers(
            @RequestParam(required = false) @Nullable CalendarAnswerState state,
            @RequestParam(required = false) @Nullable DialogueId dialogue,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(answers.list(new CalendarAnswerQuery(state, dialogue), new Paging(cursor, size)), request);
    }

    /** Shows one answer from a calendar. */
    @GetMapping("/{id}")
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<CalendarAnswerView> getCalendarAnswer(@PathVariable CalendarAnswerId id) {
        return found(id);
    }

    /** Takes it as the guest's answer. Repeating the call changes nothing. */
    @PostMapping("/{id}/take")
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<CalendarAnswerView> takeCalendarAnswer(
            @PathVariable CalendarAnswerId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        answers.take(id, api.version(ifMatch));
        return found(id);
    }

    /** Decides that it is no answer. Repeating the call changes nothing. */
    @PostMapping("/{id}/set-aside")
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<CalendarAnswerView> setCalendarAnswerAside(
            @PathVariable CalendarAnswerId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody SetAsideBody body) {
        answers.setAside(id, api.version(ifMatch), body.remark());
        return found(id);
    }

    private ResponseEntity<CalendarAnswerView> found(CalendarAnswerId id) {
        CalendarAnswerView answer = answers.get(id);
        return api.found(answer, answer.version());
    }
}
