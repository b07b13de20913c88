package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
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
import org.shanyraq.crm.contact.web.PickedContactForm;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.EarlierVisits;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestListPage;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.WaitingOrder;
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
import org.springframework.beans.factory.ObjectProvider;
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

    /** So many dialogues are offered for their guests. */
    private static final int EARLIER = 10;

    private final Invitations invitations;
    private final Sendings sendings;
    private final Dialogues dialogues;
    private final DialogueSeriesCatalogue catalogue;
    private final Contacts contacts;
    private final Segments segments;
    private final Organisations organisations;
    private final ObjectProvider<EarlierVisits> earlier;
    private final ContactPhrases phrases;
    private final Redirects redirects;
    private final PageSupport page;

    InvitationController(
            Invitations invitations,
            Sendings sendings,
            Dialogues dialogues,
            DialogueSeriesCatalogue catalogue,
            Contacts contacts,
            Segments segments,
            Organisations organisations,
            ObjectProvider<EarlierVisits> earlier,
            Redirects redirects,
            PageSupport page) {
        this.earlier = earlier;
        this.invitations = invitations;
        this.sendings = sendings;
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
            model.addAttribute("speakers", invitations.bookedSpeakers(dialogueId));
            model.addAttribute("open", isOpen(dialogues.get(dialogueId)));
            model.addAttribute("base", base(dialogueId));
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

    private String list(DialogueId id, GuestFilter filter, boolean unclear, @Nullable String cursor, Model model) {
        DialogueView dialogue = dialogues.get(id);
        // What is not understood finds nobody; what stands beside the guests is told all the same.
        GuestListPage opened =
                invitations.open(unclear ? InvitationQuery.of(id) : filter.toQuery(id), new Paging(cursor, PAGE));
        Slice<InvitationView> slice = unclear ? new Slice<>(List.of(), null) : opened.guests();
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("base", base(id));
        model.addAttribute("open", isOpen(dialogue));
        model.addAttribute("filter", filter);
        model.addAttribute("unclear", unclear);
        model.addAttribute("acts", acts(filter.getState()));
        model.addAttribute("slice", slice);
        model.addAttribute("guests", opened.figures());
        model.addAttribute("speakers", opened.speakers());
        model.addAttribute("target", target(dialogue));
        model.addAttribute("bookings", opened.bookings());
        model.addAttribute("times", opened.timesInvited());
        model.addAttribute(
                "came",
                timesCame(
                        id, slice.items().stream().map(InvitationView::contact).toList()));
        model.addAttribute("replies", GuestReply.values());
        model.addAttribute("classes", GuestClass.values());
        model.addAttribute("terms", opened.terms());
        model.addAttribute("orders", WaitingOrder.values());
        model.addAttribute("mostCompanions", GuestTerms.MOST_COMPANIONS);
        model.addAttribute("companions", opened.companions());
        model.addAttribute("due", sendings.due(id));
        model.addAttribute(
                "mails",
                sendings.lastMails(
                        id, slice.items().stream().map(InvitationView::id).toList()));
        model.addAttribute("unreached", opened.unreached());
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

    private Balance target(DialogueView dialogue) {
        DialogueSeriesId series = dialogue.details().series();
        return series == null ? Balance.NONE : catalogue.get(series).details().target();
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
                return redirects.to(base(dialogueId));
            } catch (ConflictException refused) {
                errors.reject(refused.key(), refused.arguments().toArray(), refused.key());
            }
        }
        return Forms.again(response, list(dialogueId, new GuestFilter(), false, null, model));
    }

    /** Offers tags, lists and saved queries, and of one of them the people; as a fragment the balance with those ticked. */
    @GetMapping("/choose")
    @Requires(Right.PROPOSE_GUESTS)
    String choose(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable SegmentId segment,
            @RequestParam(name = "contact", required = false) @Nullable List<ContactId> chosen,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request,
            Model model) {
        DialogueView dialogue = dialogues.get(dialogueId);
        model.addAttribute("dialogue", dialogue);
        model.addAttribute("base", base(dialogueId));
        if (segment != null) {
            List<ContactId> ticked = ticked(chosen);
            GuestBalance before = invitations.guestList(dialogueId).balance();
            model.addAttribute("ticked", Set.copyOf(ticked));
            model.addAttribute("before", before);
            model.addAttribute("balance", ticked.isEmpty() ? before : invitations.balance(dialogueId, ticked, segment));
            model.addAttribute("target", target(dialogue));
            if (Htmx.isFragment(request)) {
                return "crm/invitation/choose-people :: balance";
            }
        }
        if (segment == null) {
            model.addAttribute("earlier", earlier(dialogue));
            Slice<SegmentView> slice = segments.list(null, Archived.WITHOUT, new Paging(cursor, PAGE));
            model.addAttribute("slice", slice);
            model.addAttribute("asked", phrases.asked(slice.items()));
            return "crm/invitation/choose";
        }
        SegmentView found = segments.get(segment);
        Slice<ContactSummary> slice = contacts.list(found.asked(), new Paging(cursor, PAGE));
        List<ContactId> shown = slice.items().stream().map(ContactSummary::id).toList();
        model.addAttribute("segment", found);
        model.addAttribute("asked", phrases.asked(List.of(found)).getOrDefault(found.id(), ""));
        model.addAttribute("slice", slice);
        model.addAttribute("cursor", cursor);
        model.addAttribute("count", contacts.count(found.asked(), Invitations.MOST_AT_ONCE + 1));
        model.addAttribute("most", Invitations.MOST_AT_ONCE);
        model.addAttribute("states", invitations.states(dialogueId, shown));
        model.addAttribute("bookings", invitations.bookings(dialogueId, shown));
        model.addAttribute("times", invitations.timesInvited(dialogueId, shown));
        model.addAttribute("came", timesCame(dialogueId, shown));
        return "crm/invitation/choose-people";
    }

    /** To how many earlier dialogues each of them came; of nobody where the door is switched off. */
    private Map<ContactId, Integer> timesCame(DialogueId dialogue, List<ContactId> contacts) {
        EarlierVisits visits = earlier.getIfAvailable();
        return visits == null ? Map.of() : visits.timesCame(dialogue, contacts);
    }

    /** The latest dialogues, of the same series when there is one, but that one. */
    private List<DialogueSummary> earlier(DialogueView dialogue) {
        DialogueQuery query = new DialogueQuery(
                null,
                Set.of(DialogueState.INVITING, DialogueState.HELD),
                dialogue.details().series(),
                null,
                null,
                Archived.WITHOUT,
                DialogueQuery.Sort.LATEST);
        return dialogues.list(query, Paging.first(EARLIER)).items().stream()
                .filter(other ->
                        !other.id().equals(dialogue.id()) && other.mission().equals(dialogue.mission()))
                .toList();
    }

    @PostMapping("/chosen")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeChosen(
            @PathVariable DialogueId dialogueId,
            @RequestParam(name = "contact", required = false) @Nullable List<ContactId> chosen,
            @RequestParam(required = false) @Nullable SegmentId segment,
            RedirectAttributes redirect) {
        List<ContactId> guests = ticked(chosen);
        return guests.isEmpty()
                ? nobody(dialogueId, new GuestFilter(), redirect)
                : proposed(dialogueId, redirect, () -> invitations.propose(dialogueId, guests, segment));
    }

    @PostMapping("/segment")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeSegment(
            @PathVariable DialogueId dialogueId, @RequestParam SegmentId segment, RedirectAttributes redirect) {
        return proposed(dialogueId, redirect, () -> invitations.proposeSegment(dialogueId, segment));
    }

    @PostMapping("/earlier")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeGuestsOf(
            @PathVariable DialogueId dialogueId, @RequestParam DialogueId earlier, RedirectAttributes redirect) {
        return proposed(dialogueId, redirect, () -> invitations.proposeGuestsOf(dialogueId, earlier));
    }

    private String proposed(DialogueId dialogue, RedirectAttributes redirect, Supplier<ProposedGuests> act) {
        try {
            ProposedGuests proposed = act.get();
            if (proposed.then() + proposed.thatWeek() > 0) {
                Flash.warning(
                        redirect,
                        "crm.invitation.propose.many-elsewhere",
                        proposed.added(),
                        proposed.there(),
                        proposed.leftOff(),
                        proposed.then(),
                        proposed.thatWeek());
            } else {
                Flash.success(
                        redirect,
                        "crm.invitation.propose.many",
                        proposed.added(),
                        proposed.there(),
                        proposed.leftOff());
            }
        } catch (ConflictException refused) {
            warn(redirect, refused.key(), refused.arguments());
        } catch (InvalidInputException refused) {
            Violation violation = refused.violations().get(0);
            warn(redirect, violation.key(), violation.arguments());
        }
        return redirects.to(base(dialogue));
    }

    /** Proposes those anew who came off the list. */
    @PostMapping("/again")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeAgain(
            @PathVariable DialogueId dialogueId,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        List<SeenGuest> guests = ticked(chosen);
        if (guests.isEmpty()) {
            return nobody(dialogueId, new GuestFilter(), redirect);
        }
        List<ContactId> contacts = invitations
                .getAll(dialogueId, guests.stream().map(SeenGuest::id).toList())
                .stream()
                .map(InvitationView::contact)
                .toList();
        return proposed(dialogueId, redirect, () -> invitations.propose(dialogueId, contacts));
    }

    // ---- deciding
    // --------------------------------------------------------------------------------------------------------

    @PostMapping("/approve")
    @Requires(Right.APPROVE_GUESTS)
    String approve(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.approve.done",
                ticked(chosen),
                guests -> invitations.approve(dialogueId, guests));
    }

    /** @param mark of the proposals that the page showed */
    @PostMapping("/approve-all")
    @Requires(Right.APPROVE_GUESTS)
    String approveAll(@PathVariable DialogueId dialogueId, @RequestParam String mark, RedirectAttributes redirect) {
        return decided(
                dialogueId,
                new GuestFilter(),
                redirect,
                "crm.invitation.approve.done",
                () -> invitations.approveAll(dialogueId, mark));
    }

    @PostMapping("/remove")
    @Requires(Right.PROPOSE_GUESTS)
    String remove(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.remove.done",
                ticked(chosen),
                guests -> invitations.remove(dialogueId, guests));
    }

    private static <T> List<T> ticked(@Nullable List<T> chosen) {
        List<T> ticked = chosen == null
                ? List.of()
                : chosen.stream().filter(Objects::nonNull).toList();
        if (ticked.size() > Paging.MAX_SIZE) {
            throw InvalidInputException.of("guest", "crm.invitation.error.many", Paging.MAX_SIZE);
        }
        return ticked;
    }

    /** Notes what guests answered by telephone or by word. */
    @PostMapping("/answer")
    @Requires(Right.SEND_INVITATIONS)
    String answer(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam GuestReply reply,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.answer.done",
                ticked(chosen),
                guests -> invitations.answer(dialogueId, guests, reply));
    }

    /** Says how much the host wants guests to come. */
    @PostMapping("/class")
    @Requires(Right.KEEP_GUESTS)
    String rank(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam GuestClass guestClass,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.class.done",
                ticked(chosen),
                guests -> invitations.rank(dialogueId, guests, guestClass));
    }

    /** Says on which terms guests get their seats. */
    @PostMapping("/terms")
    @Requires(Right.KEEP_GUESTS)
    String setTerms(
            @PathVariable DialogueId dialogueId,
            @RequestParam WaitingOrder waitingOrder,
            @RequestParam(defaultValue = "0") int companions,
            @RequestParam(defaultValue = "false") boolean unnamed,
            RedirectAttributes redirect) {
        return decided(dialogueId, new GuestFilter(), redirect, "crm.invitation.terms.done", () -> {
            invitations.setTerms(dialogueId, new GuestTerms(waitingOrder, companions, unnamed));
            return 1;
        });
    }

    /** Notes who was invited by letter, by telephone or by word of mouth. */
    @PostMapping("/otherwise")
    @Requires(Right.SEND_INVITATIONS)
    String inviteOtherwise(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.otherwise.done",
                ticked(chosen),
                guests -> sendings.inviteOtherwise(dialogueId, guests));
    }

    /** Says how many people guests may bring; empty for as many as the terms say. */
    @PostMapping("/allowance")
    @Requires(Right.KEEP_GUESTS)
    String allowCompanions(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "allowed", required = false) @Nullable Integer allowed,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.allowance.done",
                ticked(chosen),
                guests -> invitations.allowCompanions(dialogueId, guests, allowed));
    }

    @PostMapping("/withdraw")
    @Requires(Right.SEND_INVITATIONS)
    String withdraw(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("filter") GuestFilter filter,
            BindingResult errors,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        return decided(
                dialogueId,
                filter,
                redirect,
                "crm.invitation.withdraw.done",
                ticked(chosen),
                guests -> invitations.withdraw(dialogueId, guests));
    }

    /** @param ask whether the page is to ask for the reason first */
    @PostMapping("/return")
    @Requires(Right.APPROVE_GUESTS)
    String giveBack(
            @PathVariable DialogueId dialogueId,
            @ModelAttribute("form") ReturnForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "false") boolean ask,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        if (ticked(form.guests()).isEmpty()) {
            return nobody(dialogueId, new GuestFilter(), redirect);
        }
        if (ask) {
            return returning(dialogueId, form, model);
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
        model.addAttribute("dialogue", dialogues.get(dialogue));
        model.addAttribute("base", base(dialogue));
        model.addAttribute("returned", invitations.getAll(dialogue, form.ids()));
        model.addAttribute("seen", form.guests());
        model.addAttribute("reasons", ReturnReason.values());
        return "crm/invitation/return";
    }

    private String decided(
            DialogueId dialogue,
            GuestFilter filter,
            RedirectAttributes redirect,
            String done,
            List<SeenGuest> guests,
            ToIntFunction<List<SeenGuest>> act) {
        return guests.isEmpty()
                ? nobody(dialogue, filter, redirect)
                : decided(dialogue, filter, redirect, done, () -> act.applyAsInt(guests));
    }

    private String decided(
            DialogueId dialogue, GuestFilter filter, RedirectAttributes redirect, String done, IntSupplier act) {
        try {
            Flash.success(redirect, done, act.getAsInt());
        } catch (ConflictException refused) {
            warn(redirect, refused.key(), refused.arguments());
        } catch (InvalidInputException refused) {
            Violation violation = refused.violations().get(0);
            warn(redirect, violation.key(), violation.arguments());
        }
        return redirects.to(base(dialogue) + filter.address());
    }

    private String nobody(DialogueId dialogue, GuestFilter filter, RedirectAttributes redirect) {
        Flash.warning(redirect, "crm.invitation.act.nobody");
        return redirects.to(base(dialogue) + filter.address());
    }

    private static void warn(RedirectAttributes redirect, String key, List<Object> arguments) {
        Flash.warning(
                redirect,
                key,
                arguments.stream()
                        .map(argument -> argument instanceof Number number ? number : argument.toString())
                        .toArray(Serializable[]::new));
    }
}
