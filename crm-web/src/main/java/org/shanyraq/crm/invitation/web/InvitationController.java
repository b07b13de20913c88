package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.web.ContactOptions;
import org.shanyraq.crm.contact.web.PickedContactForm;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestListPage;
import org.shanyraq.crm.invitation.GuestMix;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Htmx;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The guest list of a dialogue, and how a single guest gets on it. */
@Controller("crmInvitationController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/guests")
class InvitationController {

    private static final int PAGE = 50;

    private final Invitations invitations;
    private final Sendings sendings;
    private final Dialogues dialogues;
    private final Contacts contacts;
    private final Organisations organisations;
    private final Redirects redirects;
    private final PageSupport page;

    InvitationController(
            Invitations invitations,
            Sendings sendings,
            Dialogues dialogues,
            Contacts contacts,
            Organisations organisations,
            Redirects redirects,
            PageSupport page) {
        this.invitations = invitations;
        this.sendings = sendings;
        this.dialogues = dialogues;
        this.contacts = contacts;
        this.organisations = organisations;
        this.redirects = redirects;
        this.page = page;
    }

    // ---- the list
    // --------------------------------------------------------------------------------------------------------

    /** On the page of the dialogue it is the figures alone. */
    @GetMapping
    @Requires(Right.READ_DIALOGUES)
    String list(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        if (Htmx.isFragment(request)) {
            model.addAttribute("guests", invitations.guestList(dialogueId));
            model.addAttribute("speakers", invitations.bookedSpeakers(dialogueId));
            DialogueView dialogue = dialogues.get(dialogueId);
            model.addAttribute("open", isOpen(dialogue.state(), dialogue.archived()));
            model.addAttribute("base", GuestActs.path(dialogueId));
            model.addAttribute(
                    "untold",
                    page.may(Right.SEND_INVITATIONS.name())
                            ? sendings.due(dialogueId).getOrDefault(TemplateKind.CANCELLATION, 0L)
                            : 0L);
            return "crm/invitation/guests :: panel";
        }
        model.addAttribute("form", new PickedContactForm());
        return list(dialogueId, filter, errors.hasErrors(), cursor, model);
    }

    /** What the list is made up of and from; in the list it is loaded after it. */
    @GetMapping("/mix")
    @Requires(Right.READ_DIALOGUES)
    String mix(@PathVariable DialogueId dialogueId, HttpServletRequest request, Model model) {
        GuestMix mix = invitations.mix(dialogueId);
        model.addAttribute("mix", mix);
        model.addAttribute("base", GuestActs.path(dialogueId));
        model.addAttribute("open", isOpen(mix.occasion().state(), mix.occasion().archived()));
        return Htmx.isFragment(request) ? "crm/invitation/mix :: parts" : "crm/invitation/mix";
    }

    private String list(DialogueId id, GuestFilter filter, boolean unclear, @Nullable String cursor, Model model) {
        // What is not understood finds nobody; what stands beside the guests is told all the same.
        GuestListPage opened =
                invitations.open(unclear ? InvitationQuery.of(id) : filter.toQuery(id), new Paging(cursor, PAGE));
        Slice<InvitationView> slice = unclear ? new Slice<>(List.of(), null) : opened.guests();
        GuestListPage.Occasion occasion = opened.occasion();
        boolean open = isOpen(occasion.state(), occasion.archived());
        model.addAttribute("occasion", occasion);
        model.addAttribute("base", GuestActs.path(id));
        model.addAttribute("open", open);
        model.addAttribute("filter", filter);
        model.addAttribute("unclear", unclear);
        model.addAttribute("acts", acts(filter.getState()));
        model.addAttribute("slice", slice);
        model.addAttribute("guests", opened.figures());
        model.addAttribute("composing", open && opened.figures().isComposed());
        model.addAttribute("speakers", opened.speakers());
        model.addAttribute("bookings", opened.bookings());
        model.addAttribute("earlier", opened.earlier());
        model.addAttribute("replies", GuestReply.values());
        model.addAttribute("classes", GuestClass.values());
        model.addAttribute("terms", opened.terms());
        model.addAttribute("orders", WaitingOrder.values());
        model.addAttribute("mostCompanions", GuestTerms.MOST_COMPANIONS);
        model.addAttribute("companions", opened.companions());
        model.addAttribute("due", opened.due());
        model.addAttribute("mails", opened.mails());
        model.addAttribute("states", InvitationState.values());
        model.addAttribute("institutionName", organisationName(filter.getInstitution()));
        model.addAttribute("groupName", organisationName(filter.getGroup()));
        model.addAttribute("reasons", ReturnReason.values());
        return "crm/invitation/guests";
    }

    /** What can be done with those in that state, or with some of those on the list, by the words of the acts. */
    private static Set<String> acts(@Nullable InvitationState state) {
        return Arrays.stream(InvitationAct.values())
                .filter(act -> Arrays.stream(InvitationState.values())
                        .filter(one -> state == null ? one.listed() : one == state)
                        .anyMatch(one -> act.from(one).isPresent()))
                .map(InvitationAct::code)
                .collect(Collectors.toSet());
    }

    private @Nullable String organisationName(@Nullable UUID id) {
        return id == null
                ? null
                : organisations.getAll(List.of(new OrganisationId(id))).stream()
                        .map(OrganisationView::details)
                        .map(details -> page.text(details.names()))
                        .findFirst()
                        .orElseGet(() -> page.message("crm.shared.history.value.gone"));
    }

    /** Whether guests still come and go. */
    private static boolean isOpen(DialogueState state, boolean archived) {
        return !archived && (state == DialogueState.DRAFT || state == DialogueState.INVITING);
    }

    // ---- proposing
    // --------------------------------------------------------------------------------------------------------

    @PostMapping
    @Requires(Right.PROPOSE_GUESTS)
    String propose(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") PickedContactForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        DialogueView dialogue = dialogues.get(dialogueId);
        new ContactOptions(contacts, page).resolve(form.contact(), dialogue.mission());
        UUID chosen = form.getContact();
        if (form.contact().accept(errors, "contact", true) && chosen != null) {
            try {
                ProposedGuests proposed = invitations.propose(dialogueId, List.of(new ContactId(chosen)));
                String name = Objects.requireNonNullElse(form.getContactText(), "");
                if (proposed.then() + proposed.thatWeek() > 0) {
                    Flash.warning(
                            redirect,
                            "crm.invitation.propose.elsewhere",
                            name,
                            proposed.added() + proposed.again(),
                            proposed.then());
                } else {
                    String done = proposed.again() > 0 ? "again" : proposed.added() > 0 ? "one" : "there";
                    Flash.success(redirect, "crm.invitation.propose." + done, name);
                }
                return redirects.to(GuestActs.path(dialogueId));
            } catch (ConflictException refused) {
                errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
            }
        }
        return Forms.again(response, list(dialogueId, new GuestFilter(), false, null, model));
    }
}
