package org.shanyraq.crm.attendance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.attendance.VisitFigure;
import org.shanyraq.crm.attendance.VisitQuery;
import org.shanyraq.crm.attendance.Visits;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who came and who did not, of a contact, an organisation, a dialogue and a series; also as parts of their pages. */
@Controller("crmVisitController")
@RequestMapping("${crm.web.base-path:/crm}")
class VisitController {

    private static final int PAGE = 50;
    private static final String VIEW = "crm/attendance/visits";
    private static final String PANEL = "crm/attendance/visits :: panel";

    private final Visits visits;
    private final Contacts contacts;
    private final Organisations organisations;
    private final Dialogues dialogues;
    private final DialogueSeriesCatalogue catalogue;
    private final PageSupport page;

    VisitController(
            Visits visits,
            Contacts contacts,
            Organisations organisations,
            Dialogues dialogues,
            DialogueSeriesCatalogue catalogue,
            PageSupport page) {
        this.visits = visits;
        this.contacts = contacts;
        this.organisations = organisations;
        this.dialogues = dialogues;
        this.catalogue = catalogue;
        this.page = page;
    }

    @GetMapping("/contacts/{contactId}/visits")
    @Requires(Right.READ_DIALOGUES)
    String ofContact(
            @PathVariable ContactId contactId,
            @RequestParam(required = false) @Nullable VisitFigure figure,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        return shown(
                VisitQuery.of(contactId),
                figure,
                () -> contacts.get(contactId).details().displayName(),
                "/contacts/" + contactId,
                "contact",
                cursor,
                request,
                model);
    }

    @GetMapping("/organisations/{id}/visits")
    @Requires(Right.READ_DIALOGUES)
    String ofOrganisation(
            @PathVariable OrganisationId id,
            @RequestParam(required = false) @Nullable VisitFigure figure,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        return shown(
                VisitQuery.of(id),
                figure,
                () -> page.text(organisations.get(id).details().names()),
                "/organisations/" + id,
                "organisation",
                cursor,
                request,
                model);
    }

    @GetMapping("/dialogues/{dialogueId}/visits")
    @Requires(Right.READ_DIALOGUES)
    String ofDialogue(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable VisitFigure figure,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        return shown(
                VisitQuery.of(dialogueId),
                figure,
                () -> page.text(dialogues.get(dialogueId).details().theme()),
                "/dialogues/" + dialogueId,
                "dialogue",
                cursor,
                request,
                model);
    }

    /**
     * The figures, and on a page of their own the visits that one of them counts.
     *
     * @param whole path of the record that they are of
     * @param active which part of the navigation that is
     */
    private String shown(
            VisitQuery query,
            @Nullable VisitFigure figure,
            Supplier<String> name,
            String whole,
            String active,
            @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("figures", visits.figures(query));
        model.addAttribute("base", whole + "/visits");
        if (Htmx.isFragment(request)) {
            return PANEL;
        }
        model.addAttribute("slice", visits.list(query.of(figure), new Paging(cursor, PAGE)));
        model.addAttribute("figure", figure);
        model.addAttribute("name", name.get());
        model.addAttribute("whole", whole);
        model.addAttribute("active", active);
        return VIEW;
    }

    @GetMapping("/dialogue-series/{id}/visits")
    @Requires(Right.READ_DIALOGUES)
    String ofSeries(
            @PathVariable DialogueSeriesId id,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("slice", visits.ofSeries(id, new Paging(cursor, 20)));
        model.addAttribute("columns", VisitFigure.values());
        if (Htmx.isFragment(request)) {
            return "crm/attendance/series :: entries";
        }
        model.addAttribute("series", catalogue.get(id));
        return "crm/attendance/series";
    }
}
