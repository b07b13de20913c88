package org.shanyraq.crm.invitation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.BookedSpeaker;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.DelegateRequest;
import org.shanyraq.crm.invitation.Elsewhere;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.GuestSource;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.MailOutcome;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSlice;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Guest lists of dialogues: who is proposed, who is approved by somebody else. */
@RestController("crmInvitationApiController")
@RequestMapping("${crm.web.base-path:/crm}/api/v1")
class InvitationApiController {

    private final Invitations invitations;
    private final ApiSupport api;

    InvitationApiController(Invitations invitations, ApiSupport api) {
        this.invitations = invitations;
        this.api = api;
    }

    /**
     * Lists guests of a dialogue, by name.
     *
     * @param state only in this state; those proposed or approved when left out
     * @param circle only of this circle
     * @param level only of posts of this level
     * @param institution only from this organisation and its parts
     * @param country only contacts of this country, ISO 3166-1, two capital letters
     * @param group only members of this political group today
     * @param withoutPost only those who hold no post
     * @param reason only those who were returned for it
     * @param mail only those of whose last mail that became; of the mail of that sending, when one is named
     * @param sending only those to whom mails of that sending went, also those who are not on the list any more
     * @param elsewhere only those who are wanted for another dialogue at that time, or for none then but for one within a week
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/dialogues/{dialogueId}/guests")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<InvitationView>> listGuests(
            @PathVariable DialogueId dialogueId,
            @RequestParam(required = false) @Nullable InvitationState state,
            @RequestParam(required = false) @Nullable Circle circle,
            @RequestParam(required = false) @Nullable Level level,
            @RequestParam(required = false) @Nullable OrganisationId institution,
            @RequestParam(required = false) @Nullable String country,
            @RequestParam(required = false) @Nullable OrganisationId group,
            @RequestParam(defaultValue = "false") boolean withoutPost,
            @RequestParam(required = false) @Nullable ReturnReason reason,
            @RequestParam(required = false) @Nullable MailOutcome mail,
            @RequestParam(required = false) @Nullable SendingId sending,
            @RequestParam(required = false) @Nullable Elsewhere elsewhere,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        InvitationQuery query = new InvitationQuery(
                        dialogueId, state, circle, level, institution, country, group, withoutPost, reason)
                .withMail(mail, sending)
                .withElsewhere(elsewhere);
        return api.slice(invitations.list(query, new Paging(cursor, size)), request);
    }

    /** Shows a guest list in figures, each of which counts what the list gives for it. */
    @GetMapping("/dialogues/{dialogueId}/guests/figures")
    @Requires(Right.READ_DIALOGUES)
    GuestListView guestFigures(@PathVariable DialogueId dialogueId) {
        return invitations.guestList(dialogueId);
    }

    /** Lists the speakers who are wanted elsewhere when the dialogue takes place: a warning, which refuses nothing. */
    @GetMapping("/dialogues/{dialogueId}/guests/booked-speakers")
    @Requires(Right.READ_DIALOGUES)
    List<BookedSpeaker> bookedSpeakers(@PathVariable DialogueId dialogueId) {
        return invitations.bookedSpeakers(dialogueId);
    }

    /** Shows one guest. */
    @GetMapping("/dialogues/{dialogueId}/guests/{id}")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<InvitationView> getGuest(@PathVariable DialogueId dialogueId, @PathVariable InvitationId id) {
        return shown(dialogueId, id);
    }

    /**
     * Proposes guests. Contacts that are named are proposed also when they were returned or removed before; of a segment and of another
     * dialogue those are left off. Repeating the call changes
     * nothing, unless somebody was returned or removed meanwhile.
     */
    @PostMapping("/dialogues/{dialogueId}/guests")
    @Requires(Right.PROPOSE_GUESTS)
    ProposedGuests proposeGuests(@PathVariable DialogueId dialogueId, @Valid @RequestBody ProposalBody body) {
        List<ContactId> contacts = body.contacts();
        if (Stream.of(contacts, body.segment(), body.guestsOf())
                        .filter(Objects::nonNull)
                        .count()
                != 1) {
            throw InvalidInputException.of("contacts", "crm.invitation.error.either");
        }
        if (body.segment() != null) {
            return invitations.proposeSegment(dialogueId, body.segment());
        }
        if (contacts == null) {
            return invitations.proposeGuestsOf(dialogueId, Objects.requireNonNull(body.guestsOf()));
        }
        if (contacts.size() > Paging.MAX_SIZE) {
            throw InvalidInputException.of("contacts", "crm.invitation.error.many", Paging.MAX_SIZE);
        }
        return invitations.propose(dialogueId, contacts);
    }

    /** Lists the tags, lists and saved queries that the guests of the dialogue, or of the one that it was made like, were chosen from. */
    @GetMapping("/dialogues/{dialogueId}/guests/sources")
    @Requires(Right.READ_DIALOGUES)
    List<GuestSource> guestSources(@PathVariable DialogueId dialogueId) {
        return invitations.sources(dialogueId);
    }

    /** Proposes whom all that the guests were chosen from finds by now. Those who were returned or removed before are left off. */
    @PostMapping("/dialogues/{dialogueId}/guests/sources/propose")
    @Requires(Right.PROPOSE_GUESTS)
    ProposedGuests proposeGuestSources(@PathVariable DialogueId dialogueId) {
        return invitations.proposeSources(dialogueId);
    }

    /** Forgets that guests were chosen from a tag, list or saved query. The guests stay. */
    @DeleteMapping("/dialogues/{dialogueId}/guests/sources/{id}")
    @Requires(Right.PROPOSE_GUESTS)
    ResponseEntity<Void> forgetGuestSource(@PathVariable DialogueId dialogueId, @PathVariable SegmentId id) {
        invitations.forgetSource(dialogueId, id);
        return ResponseEntity.noContent().build();
    }

    /** Approves guests whom somebody else proposed: all that are named or none. */
    @PostMapping("/dialogues/{dialogueId}/guests/approve")
    @Requires(Right.APPROVE_GUESTS)
    DecidedBody approveGuests(@PathVariable DialogueId dialogueId, @Valid @RequestBody ChosenGuestsBody body) {
        return new DecidedBody(invitations.approve(dialogueId, Objects.requireNonNull(body.guests())));
    }

    /** Returns guests who were proposed, with the reason: all that are named or none. */
    @PostMapping("/dialogues/{dialogueId}/guests/return")
    @Requires(Right.APPROVE_GUESTS)
    DecidedBody returnGuests(@PathVariable DialogueId dialogueId, @Valid @RequestBody ReturnedGuestsBody body) {
        return new DecidedBody(invitations.giveBack(
                dialogueId,
                Objects.requireNonNull(body.guests()),
                Objects.requireNonNull(body.reason()),
                body.remark()));
    }

    /** Takes guests off the list: all that are named or none. Who does not keep guest lists takes off only their own proposals. */
    @PostMapping("/dialogues/{dialogueId}/guests/remove")
    @Requires(Right.PROPOSE_GUESTS)
    DecidedBody removeGuests(@PathVariable DialogueId dialogueId, @Valid @RequestBody ChosenGuestsBody body) {
        return new DecidedBody(invitations.remove(dialogueId, Objects.requireNonNull(body.guests())));
    }

    /** Takes invitations back: all that are named or none. Mails that were not sent are not sent any more. */
    @PostMapping("/dialogues/{dialogueId}/guests/withdraw")
    @Requires(Right.SEND_INVITATIONS)
    DecidedBody withdrawInvitations(@PathVariable DialogueId dialogueId, @Valid @RequestBody ChosenGuestsBody body) {
        return new DecidedBody(invitations.withdraw(dialogueId, Objects.requireNonNull(body.guests())));
    }

    /** Notes what guests answered otherwise than behind their links: for all that are named or none. */
    @PostMapping("/dialogues/{dialogueId}/guests/answer")
    @Requires(Right.SEND_INVITATIONS)
    DecidedBody answerForGuests(@PathVariable DialogueId dialogueId, @Valid @RequestBody AnsweredGuestsBody body) {
        return new DecidedBody(invitations.answer(
                dialogueId, Objects.requireNonNull(body.guests()), Objects.requireNonNull(body.reply())));
    }

    /** Notes what one guest answered and whom the guest brings, instead of whom the guest brought before. */
    @PostMapping("/dialogues/{dialogueId}/guests/{id}/answer")
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<InvitationView> answerForGuest(
            @PathVariable DialogueId dialogueId,
            @PathVariable InvitationId id,
            @Valid @RequestBody AnsweredCompanyBody body) {
        invitations.answer(
                dialogueId,
                new SeenGuest(id, Objects.requireNonNull(body.version())),
                Objects.requireNonNull(body.reply()),
                body.company(),
                body.inShortage());
        return shown(dialogueId, id);
    }

    /** Lists whom a guest brings. Their names are forgotten two weeks after the dialogue. */
    @GetMapping("/dialogues/{dialogueId}/guests/{id}/companions")
    @Requires(Right.KEEP_GUESTS)
    List<Companion> companionsOfGuest(@PathVariable DialogueId dialogueId, @PathVariable InvitationId id) {
        invitations.get(dialogueId, id);
        return invitations.companions(dialogueId, List.of(id)).getOrDefault(id, List.of());
    }

    /** Notes that a guest wants to send somebody in their place. */
    @PostMapping("/dialogues/{dialogueId}/guests/{id}/delegate")
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<InvitationView> askDelegate(
            @PathVariable DialogueId dialogueId, @PathVariable InvitationId id, @Valid @RequestBody DelegateBody body) {
        invitations.askDelegate(dialogueId, new SeenGuest(id, Objects.requireNonNull(body.version())), body.details());
        return shown(dialogueId, id);
    }

    /** Shows whom a guest wants to send, and which contacts it may be. */
    @GetMapping("/dialogues/{dialogueId}/guests/{id}/delegate")
    @Requires(Right.SEND_INVITATIONS)
    DelegateRequest getDelegateRequest(@PathVariable DialogueId dialogueId, @PathVariable InvitationId id) {
        return invitations.delegateRequest(dialogueId, id);
    }

    /** Agrees that somebody comes in the place of a guest, and shows the invitation of whoever comes. */
    @PostMapping("/dialogues/{dialogueId}/guests/{id}/delegate/confirm")
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<InvitationView> confirmDelegate(
            @PathVariable DialogueId dialogueId,
            @PathVariable InvitationId id,
            @Valid @RequestBody ConfirmedDelegateBody body) {
        SeenGuest guest = new SeenGuest(id, Objects.requireNonNull(body.version()));
        return shown(
                dialogueId,
                body.contact() == null
                        ? invitations.confirmDelegate(
                                dialogueId,
                                guest,
                                new PersonName(
                                        PersonName.Kind.LATIN,
                                        Objects.requireNonNullElse(body.given(), ""),
                                        Objects.requireNonNullElse(body.family(), ""),
                                        null))
                        : invitations.confirmDelegate(dialogueId, guest, body.contact()));
    }

    /** Does not agree that somebody comes in the place of a guest, who is asked anew. */
    @PostMapping("/dialogues/{dialogueId}/guests/{id}/delegate/refuse")
    @Requires(Right.SEND_INVITATIONS)
    ResponseEntity<InvitationView> refuseDelegate(
            @PathVariable DialogueId dialogueId,
            @PathVariable InvitationId id,
            @Valid @RequestBody RefusedDelegateBody body) {
        invitations.refuseDelegate(
                dialogueId,
                new SeenGuest(id, Objects.requireNonNull(body.version())),
                Objects.requireNonNull(body.reason()));
        return shown(dialogueId, id);
    }

    private ResponseEntity<InvitationView> shown(DialogueId dialogue, InvitationId id) {
        InvitationView guest = invitations.get(dialogue, id);
        return api.found(guest, guest.version());
    }

    /** Says how many people guests may bring: for all that are named or none. */
    @PostMapping("/dialogues/{dialogueId}/guests/allowance")
    @Requires(Right.KEEP_GUESTS)
    DecidedBody allowCompanions(@PathVariable DialogueId dialogueId, @Valid @RequestBody AllowedGuestsBody body) {
        return new DecidedBody(
                invitations.allowCompanions(dialogueId, Objects.requireNonNull(body.guests()), body.companions()));
    }

    /** Says how much the host wants guests to come: for all that are named or none. */
    @PostMapping("/dialogues/{dialogueId}/guests/class")
    @Requires(Right.KEEP_GUESTS)
    DecidedBody rankGuests(@PathVariable DialogueId dialogueId, @Valid @RequestBody RankedGuestsBody body) {
        return new DecidedBody(invitations.rank(
                dialogueId, Objects.requireNonNull(body.guests()), Objects.requireNonNull(body.guestClass())));
    }

    /** Shows on which terms guests get their seats. */
    @GetMapping("/dialogues/{dialogueId}/guests/terms")
    @Requires(Right.READ_DIALOGUES)
    GuestTerms guestTerms(@PathVariable DialogueId dialogueId) {
        return invitations.terms(dialogueId);
    }

    /** Sets on which terms guests get their seats. What was offered or given before stays. */
    @PostMapping("/dialogues/{dialogueId}/guests/terms")
    @Requires(Right.KEEP_GUESTS)
    GuestTerms setGuestTerms(@PathVariable DialogueId dialogueId, @Valid @RequestBody GuestTermsBody body) {
        invitations.setTerms(dialogueId, body.terms());
        return invitations.terms(dialogueId);
    }

    /**
     * Lists on which guest lists a contact is or was, the dialogue that begins last first.
     *
     * @param cursor as given with the stretch before; the first one when left out
     * @param size 1 to 100
     */
    @GetMapping("/contacts/{contactId}/invitations")
    @Requires(Right.READ_DIALOGUES)
    ResponseEntity<ApiSlice<ContactInvitation>> listInvitationsOf(
            @PathVariable ContactId contactId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size,
            HttpServletRequest request) {
        return api.slice(invitations.of(contactId, new Paging(cursor, size)), request);
    }
}
