package org.shanyraq.crm.attendance.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.attendance.DialogueFigures;
import org.shanyraq.crm.attendance.Visit;
import org.shanyraq.crm.attendance.VisitFigure;
import org.shanyraq.crm.attendance.VisitFigures;
import org.shanyraq.crm.attendance.VisitQuery;
import org.shanyraq.crm.attendance.Visits;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who came to the dialogues that were held, who did not though they said so, and who declined late. */
@RestController("crmVisitApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1")
class VisitApiController {

    private final Visits visits;
    private final ApiSupport api;

    VisitApiController(Visits visits, ApiSupport api) {
        this.visits = visits;
        this.api = api;
    }

    /**
     * Lists what became of a contact and the dialogues that were held, the one that began last first.
     *
     * @param figure only those that this figure counts
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/contacts/{contactId}/visits")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<Visit>> listVisitsOfContact(
            @PathVariable ContactId contactId,
            @RequestParam(required = false) @Nullable VisitFigure figure,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(visits.list(VisitQuery.of(contactId).of(figure), new Paging(cursor, size)), request);
    }

    /** Counts them. */
    @GetMapping("/contacts/{contactId}/visits/figures")
    @Requires(Right.READ_DIALOGUES)
    VisitFigures countVisitsOfContact(@PathVariable ContactId contactId) {
        return visits.figures(VisitQuery.of(contactId));
    }

    /**
     * Lists what became of those who were invited for an organisation or a part of it, or came, the dialogue that began last first.
     *
     * @param figure only those that this figure counts
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/organisations/{id}/visits")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<Visit>> listVisitsOfOrganisation(
            @PathVariable OrganisationId id,
            @RequestParam(required = false) @Nullable VisitFigure figure,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(visits.list(VisitQuery.of(id).of(figure), new Paging(cursor, size)), request);
    }

    /** Counts them. */
    @GetMapping("/organisations/{id}/visits/figures")
    @Requires(Right.READ_DIALOGUES)
    VisitFigures countVisitsOfOrganisation(@PathVariable OrganisationId id) {
        return visits.figures(VisitQuery.of(id));
    }

    /**
     * Lists the dialogues of a series that were held, each in figures, the one that began last first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/dialogue-series/{id}/visits")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<DialogueFigures>> listFiguresOfSeries(
            @PathVariable DialogueSeriesId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(visits.ofSeries(id, new Paging(cursor, size)), request);
    }
}
