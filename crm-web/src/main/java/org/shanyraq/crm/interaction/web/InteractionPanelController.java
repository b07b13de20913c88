package org.shanyraq.crm.interaction.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.KnownStance;
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

/** What was last talked about with somebody, or with those who stood for an organisation, and where they stand: a part of their pages. */
@Controller("crmInteractionPanelController")
@RequestMapping("${crm.web.base-path:/crm}")
class InteractionPanelController {

    private static final int LATEST = 10;

    private final Interactions interactions;
    private final Contacts contacts;
    private final Organisations organisations;
    private final PageSupport page;

    InteractionPanelController(
            Interactions interactions, Contacts contacts, Organisations organisations, PageSupport page) {
        this.interactions = interactions;
        this.contacts = contacts;
        this.organisations = organisations;
        this.page = page;
    }

    @GetMapping("/contacts/{id}/interactions")
    @Requires(Right.READ_INTERACTIONS)
    String ofContact(@PathVariable ContactId id, HttpServletRequest request, Model model) {
        String name = contacts.get(id).details().displayName();
        model.addAttribute("active", "contact");
        model.addAttribute("whole", "/contacts/" + id);
        model.addAttribute("all", "/interactions?contact=" + id);
        model.addAttribute("log", "/interactions/new?contact=" + id);
        return shown(InteractionQuery.with(id), interactions.stancesOf(id), name, request, model);
    }

    @GetMapping("/organisations/{id}/interactions")
    @Requires(Right.READ_INTERACTIONS)
    String ofOrganisation(@PathVariable OrganisationId id, HttpServletRequest request, Model model) {
        String name = page.text(organisations.get(id).details().names());
        model.addAttribute("active", "organisation");
        model.addAttribute("whole", "/organisations/" + id);
        model.addAttribute("all", "/interactions?within=" + id);
        model.addAttribute("log", null);
        return shown(InteractionQuery.within(id), interactions.stancesWithin(id), name, request, model);
    }

    private String shown(
            InteractionQuery query, List<KnownStance> stances, String name, HttpServletRequest request, Model model) {
        model.addAttribute("slice", interactions.list(query, Paging.first(LATEST)));
        model.addAttribute("stances", stances);
        model.addAttribute("name", name);
        return Htmx.isFragment(request) ? "crm/interaction/panel :: panel" : "crm/interaction/panel";
    }
}
