package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.contact.web.ContactOptions;
import org.shanyraq.crm.contact.web.ContactPhrases;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Violation;
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

/** The guest list of a dialogue, how guests get on it, and what is decided about them. */
@Controller("crmInvitationController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/guests")
class InvitationController {

    private static final int PAGE = 50;

    private final Invitations invitations;
    private final Dialogues dialogues;
    private final DialogueSeriesCatalogue catalogue;
    private final Contacts contacts;
    private final Segments segments;
    private final Organisations organisations;
    private final ContactPhrases phrases;
    private final Redirects redirects;
    private final PageSupport page;

    InvitationController(
            Invitations invitations,
            Dialogues dialogues,
            DialogueSeriesCatalogue catalogue,
            Contacts contacts,
            Segments segments,
            Organisations organisations,
            Redirects redirects,
            PageSupport page) {
        this.invitations = invitations;
        this.dialogues = dialogues;
        this.catalogue = catalogue;
        this.contacts = contacts;
        this.segments = segments;
        this.organisations = organisations;
        this.phrases = new ContactPhrases(organisations, segments, page);
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
            model.addAttribute("base", base(dialogueId));
            return "crm/invitation/guests :: panel";
        }
        model.addAttribute("form", new GuestForm());
        return list(dialogueId, errors.hasErrors() ? new GuestFilter() : filter, cursor, model);
    }

    private String list(DialogueId id, GuestFilter filter, @Nullable String cursor, Model model) {
        DialogueView dialogue = dialogues.get(id);
        Slice<InvitationView> slice = invitations.list(filter.toQuery(id), new Paging(cursor, PAGE));
        GuestListView guests = invitations.guestList(id);
        DialogueSeriesId series = dialogue.details().series();
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("base", base(id));
        model.addAttribute("open", isOpen(dialogue));
        model.addAttribute("filter", filter);
        model.addAttribute("slice", slice);
        model.addAttribute("guests", guests);
        model.addAttribute(
                "target",
                series == null ? Balance.NONE : catalogue.get(series).details().target());
        model.addAttribute(
                "bookings",
                invitations.bookings(
                        id, slice.items().stream().map(InvitationView::contact).toList()));
        model.addAttribute("states", InvitationState.values());
        model.addAttribute("circles", Circle.values());
        model.addAttribute("levels", Level.values());
        model.addAttribute("institutionName", institutionName(filter.getInstitution()));
        model.addAttribute(
                "decidable", guests.states().getOrDefault(InvitationState.PROPOSED, 0L) - guests.ownProposals());
        return "crm/invitation/guests";
    }

    private @Nullable String institutionName(@Nullable UUID id) {
        return id == null
                ? null
                : organisations.getAll(List.of(new OrganisationId(id))).stream()
                        .map(OrganisationView::details)
                        .map(details -> page.text(details.names()))
                        .findFirst()
                        .orElseGet(() -> page.message("crm.shared.history.value.gone"));
    }

    /** Whether guests still come and go. */
    private static boolean isOpen(DialogueView dialogue) {
        return !dialogue.archived()
                && (dialogue.state() == DialogueState.DRAFT || dialogue.state() == DialogueState.INVITING);
    }

    private static String base(DialogueId dialogue) {
        return "/dialogues/" + dialogue + "/guests";
    }

    // ---- proposing
    // --------------------------------------------------------------------------------------------------------

    @PostMapping
    @Requires(Right.PROPOSE_GUESTS)
    String propose(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") GuestForm form,
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
                Flash.success(
                        redirect,
                        proposed.added() == 0 ? "crm.invitation.propose.there" : "crm.invitation.propose.one",
                        Objects.requireNonNullElse(form.getContactText(), ""));
                return redirects.to(base(dialogueId));
            } catch (ConflictException refused) {
                errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
            }
        }
        return Forms.again(response, list(dialogueId, new GuestFilter(), null, model));
    }

    /** Offers tags, lists and saved queries, and of one of them the people. */
    @GetMapping("/choose")
    @Requires(Right.PROPOSE_GUESTS)
    String choose(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable SegmentId segment,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        model.addAttribute("dialogue", dialogues.get(dialogueId));
        model.addAttribute("base", base(dialogueId));
        if (segment == null) {
            Slice<SegmentView> slice = segments.list(null, Archived.WITHOUT, new Paging(cursor, PAGE));
            model.addAttribute("slice", slice);
            model.addAttribute("asked", phrases.asked(slice.items()));
            return "crm/invitation/choose";
        }
        SegmentView chosen = segments.get(segment);
        Slice<ContactSummary> slice = contacts.list(chosen.asked(), new Paging(cursor, PAGE));
        List<ContactId> shown = slice.items().stream().map(ContactSummary::id).toList();
        model.addAttribute("segment", chosen);
        model.addAttribute("asked", phrases.asked(List.of(chosen)).getOrDefault(chosen.id(), ""));
        model.addAttribute("slice", slice);
        model.addAttribute("count", contacts.count(chosen.asked(), Invitations.MOST_AT_ONCE + 1));
        model.addAttribute("most", Invitations.MOST_AT_ONCE);
        model.addAttribute("states", invitations.states(dialogueId, shown));
        model.addAttribute("bookings", invitations.bookings(dialogueId, shown));
        return "crm/invitation/choose-people";
    }

    @PostMapping("/chosen")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeChosen(
            @PathVariable DialogueId dialogueId,
            @RequestParam(name = "contact", required = false) @Nullable List<ContactId> chosen,
            RedirectAttributes redirect) {
        if (chosen == null || chosen.isEmpty() || chosen.size() > Paging.MAX_SIZE) {
            return nobody(dialogueId, redirect);
        }
        return proposed(dialogueId, redirect, () -> invitations.propose(dialogueId, chosen));
    }

    @PostMapping("/segment")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeSegment(
            @PathVariable DialogueId dialogueId, @RequestParam SegmentId segment, RedirectAttributes redirect) {
        return proposed(dialogueId, redirect, () -> invitations.proposeSegment(dialogueId, segment));
    }

    private String proposed(DialogueId dialogue, RedirectAttributes redirect, Supplier<ProposedGuests> act) {
        try {
            ProposedGuests proposed = act.get();
            Flash.success(
                    redirect, "crm.invitation.propose.many", proposed.added(), proposed.there(), proposed.leftOff());
        } catch (ConflictException refused) {
            warn(redirect, refused.key(), refused.arguments());
        } catch (InvalidInputException refused) {
            Violation violation = refused.violations().get(0);
            warn(redirect, violation.key(), violation.arguments());
        }
        return redirects.to(base(dialogue));
    }

    // ---- deciding
    // --------------------------------------------------------------------------------------------------------

    @PostMapping("/approve")
    @Requires(Right.APPROVE_GUESTS)
    String approve(
            @PathVariable DialogueId dialogueId,
            @RequestParam(name = "guest", required = false) @Nullable List<InvitationId> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                chosen,
                redirect,
                "crm.invitation.approve.done",
                () -> invitations.approve(dialogueId, Objects.requireNonNull(chosen)));
    }

    /** @param expected how many the page said that there are */
    @PostMapping("/approve-all")
    @Requires(Right.APPROVE_GUESTS)
    String approveAll(@PathVariable DialogueId dialogueId, @RequestParam int expected, RedirectAttributes redirect) {
        return decided(
                dialogueId,
                redirect,
                "crm.invitation.approve.done",
                () -> invitations.approveAll(dialogueId, expected));
    }

    @PostMapping("/remove")
    @Requires(Right.PROPOSE_GUESTS)
    String remove(
            @PathVariable DialogueId dialogueId,
            @RequestParam(name = "guest", required = false) @Nullable List<InvitationId> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                chosen,
                redirect,
                "crm.invitation.remove.done",
                () -> invitations.remove(dialogueId, Objects.requireNonNull(chosen)));
    }

    /** Asks why. */
    @GetMapping("/return")
    @Requires(Right.APPROVE_GUESTS)
    String startReturning(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") ReturnForm form,
            BindingResult errors,
            Model model) {
        return returning(dialogueId, form, model);
    }

    @PostMapping("/return")
    @Requires(Right.APPROVE_GUESTS)
    String giveBack(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") ReturnForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (form.getGuest().isEmpty()) {
            return nobody(dialogueId, redirect);
        }
        ReturnReason reason = form.getReason();
        if (reason == null) {
            errors.rejectValue("reason", "crm.invitation.error.reason");
        } else {
            try {
                boolean done = Forms.accepted(
                        errors,
                        () -> Flash.success(
                                redirect,
                                "crm.invitation.return.done",
                                invitations.giveBack(dialogueId, form.guests(), reason, form.getRemark())));
                if (done) {
                    return redirects.to(base(dialogueId));
                }
            } catch (ConflictException refused) {
                warn(redirect, refused.key(), refused.arguments());
                return redirects.to(base(dialogueId));
            }
        }
        return Forms.again(response, returning(dialogueId, form, model));
    }

    private String returning(DialogueId dialogue, ReturnForm form, Model model) {
        List<InvitationId> ids = form.guests();
        if (ids.size() > PAGE) {
            throw InvalidInputException.of("guest", "crm.invitation.error.many", PAGE);
        }
        model.addAttribute("dialogue", dialogues.get(dialogue));
        model.addAttribute("base", base(dialogue));
        model.addAttribute(
                "returned",
                ids.stream().map(id -> invitations.get(dialogue, id)).toList());
        model.addAttribute("reasons", ReturnReason.values());
        return "crm/invitation/return";
    }

    private String decided(
            DialogueId dialogue,
            @Nullable List<InvitationId> chosen,
            RedirectAttributes redirect,
            String done,
            IntSupplier act) {
        return chosen == null || chosen.isEmpty() ? nobody(dialogue, redirect) : decided(dialogue, redirect, done, act);
    }

    private String decided(DialogueId dialogue, RedirectAttributes redirect, String done, IntSupplier act) {
        try {
            Flash.success(redirect, done, act.getAsInt());
        } catch (ConflictException refused) {
            warn(redirect, refused.key(), refused.arguments());
        }
        return redirects.to(base(dialogue));
    }

    private String nobody(DialogueId dialogue, RedirectAttributes redirect) {
        Flash.warning(redirect, "crm.invitation.act.nobody");
        return redirects.to(base(dialogue));
    }

    private static void warn(RedirectAttributes redirect, String key, List<Object> arguments) {
        Flash.warning(
                redirect,
                key,
                arguments.stream()
                        .map(argument -> argument instanceof Number number ? number : argument.toString())
                        .toArray(java.io.Serializable[]::new));
    }
}
