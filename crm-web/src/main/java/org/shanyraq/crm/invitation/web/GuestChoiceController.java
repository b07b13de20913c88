package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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
import org.shanyraq.crm.contact.web.ContactPhrases;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestSource;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.web.Flash;
import org.shanyraq.crm.shared.web.Htmx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How many get on the guest list of a dialogue at once: chosen from lists and saved queries, from another dialogue, or anew. */
@Controller("crmGuestChoiceController")
@RequestMapping("${crm.web.base-path:/crm}/dialogues/{dialogueId}/guests")
class GuestChoiceController {

    private static final int PAGE = 50;

    /** So many dialogues are offered for their guests. */
    private static final int EARLIER = 10;

    private final Invitations invitations;
    private final Dialogues dialogues;
    private final Contacts contacts;
    private final Segments segments;
    private final DialogueSeriesCatalogue catalogue;
    private final ContactPhrases phrases;
    private final GuestActs acts;

    GuestChoiceController(
            Invitations invitations,
            Dialogues dialogues,
            Contacts contacts,
            Segments segments,
            DialogueSeriesCatalogue catalogue,
            ContactPhrases phrases,
            GuestActs acts) {
        this.invitations = invitations;
        this.dialogues = dialogues;
        this.contacts = contacts;
        this.segments = segments;
        this.catalogue = catalogue;
        this.phrases = phrases;
        this.acts = acts;
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
        model.addAttribute("base", GuestActs.path(dialogueId));
        if (segment != null) {
            List<ContactId> ticked = GuestActs.ticked(chosen);
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
            model.addAttribute("others", others(dialogue));
            List<GuestSource> sources = invitations.sources(dialogueId);
            model.addAttribute("sources", sources);
            model.addAttribute("living", sources.stream().anyMatch(source -> !source.archived()));
            List<SegmentView> chosenFrom =
                    segments.getAll(sources.stream().map(GuestSource::segment).toList());
            model.addAttribute("chosen", chosenFrom.stream().collect(Collectors.toMap(SegmentView::id, one -> one)));
            model.addAttribute("rules", phrases.asked(chosenFrom));
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
        model.addAttribute("earlier", invitations.earlier(dialogueId, shown));
        return "crm/invitation/choose-people";
    }

    /** Whom the series of a dialogue aims at. */
    private Balance target(DialogueView dialogue) {
        DialogueSeriesId series = dialogue.details().series();
        return series == null ? Balance.NONE : catalogue.get(series).details().target();
    }

    /** The latest dialogues, of the same series when there is one, but that one. */
    private List<DialogueSummary> others(DialogueView dialogue) {
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
        List<ContactId> guests = GuestActs.ticked(chosen);
        return guests.isEmpty()
                ? acts.nobody(dialogueId, new GuestFilter(), redirect)
                : proposed(dialogueId, redirect, () -> invitations.propose(dialogueId, guests, segment));
    }

    @PostMapping("/segment")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeSegment(
            @PathVariable DialogueId dialogueId, @RequestParam SegmentId segment, RedirectAttributes redirect) {
        return proposed(dialogueId, redirect, () -> invitations.proposeSegment(dialogueId, segment));
    }

    /** Whom all that the guests were chosen from finds by now. */
    @PostMapping("/sources")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeSources(@PathVariable DialogueId dialogueId, RedirectAttributes redirect) {
        return proposed(dialogueId, redirect, () -> invitations.proposeSources(dialogueId));
    }

    @PostMapping("/sources/forget")
    @Requires(Right.PROPOSE_GUESTS)
    String forgetSource(
            @PathVariable DialogueId dialogueId, @RequestParam SegmentId segment, RedirectAttributes redirect) {
        return acts.done(dialogueId, new GuestFilter(), redirect, () -> {
            GuestSource forgotten = invitations.forgetSource(dialogueId, segment);
            Flash.success(redirect, "crm.invitation.source.forgotten", forgotten.name());
        });
    }

    @PostMapping("/earlier")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeGuestsOf(
            @PathVariable DialogueId dialogueId, @RequestParam DialogueId earlier, RedirectAttributes redirect) {
        return proposed(dialogueId, redirect, () -> invitations.proposeGuestsOf(dialogueId, earlier));
    }

    private String proposed(DialogueId dialogue, RedirectAttributes redirect, Supplier<ProposedGuests> act) {
        return acts.done(dialogue, new GuestFilter(), redirect, () -> {
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
        });
    }

    /** Proposes those anew who came off the list. */
    @PostMapping("/again")
    @Requires(Right.PROPOSE_GUESTS)
    String proposeAgain(
            @PathVariable DialogueId dialogueId,
            @RequestParam(name = "guest", required = false) @Nullable List<SeenGuest> chosen,
            RedirectAttributes redirect) {
        List<SeenGuest> guests = GuestActs.ticked(chosen);
        if (guests.isEmpty()) {
            return acts.nobody(dialogueId, new GuestFilter(), redirect);
        }
        List<ContactId> contacts = invitations
                .getAll(dialogueId, guests.stream().map(SeenGuest::id).toList())
                .stream()
                .map(InvitationView::contact)
                .toList();
        return proposed(dialogueId, redirect, () -> invitations.propose(dialogueId, contacts));
    }
}
