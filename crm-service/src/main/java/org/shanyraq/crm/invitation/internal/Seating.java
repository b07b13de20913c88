package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.dialogue.DialogueChanged;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.Outbox;
import org.springframework.context.event.EventListener;

/**
 * Gives guests their seats, and those that are given back to whoever waits longest: of those whose circle has room. All of it while the dialogue
 * is locked, so that of many who answer at once each is before or after each other.
 */
class Seating {

    private final Access access;
    private final Seats seats;
    private final InvitationRepository invitations;
    private final InvitationReader reader;
    private final SendingRepository sendings;
    private final SendingReader guests;
    private final StandardTexts texts;
    private final Outbox outbox;
    private final GuestTrail trail;
    private final Clock clock;

    Seating(
            Access access,
            Seats seats,
            InvitationRepository invitations,
            InvitationReader reader,
            SendingRepository sendings,
            SendingReader guests,
            StandardTexts texts,
            Outbox outbox,
            GuestTrail trail,
            Clock clock) {
        this.access = access;
        this.seats = seats;
        this.invitations = invitations;
        this.reader = reader;
        this.sendings = sendings;
        this.guests = guests;
        this.texts = texts;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Takes an answer: who accepts gets a seat, or waits for one; who has one and does otherwise gives it back.
     *
     * @param words what the guest wrote; null for nothing
     */
    void answer(
            InvitationReader.Occasion occasion,
            Invitation invitation,
            GuestReply reply,
            Officer by,
            @Nullable String words) {
        boolean seated = invitation.state() == InvitationState.ACCEPTED;
        InvitationAct act =
                switch (reply) {
                    case ACCEPT -> seated || hasSeat(occasion, invitation) ? InvitationAct.ACCEPT : InvitationAct.WAIT;
                    case HESITATE -> InvitationAct.HESITATE;
                    case DECLINE -> InvitationAct.DECLINE;
                };
        if (seated && act != InvitationAct.ACCEPT) {
            seats.giveBack(occasion.id(), invitation.circle());
        }
        invitation.answer(act, by, words, clock.instant());
    }

    private boolean hasSeat(InvitationReader.Occasion occasion, Invitation invitation) {
        seats.provide(occasion.id(), occasion.capacity());
        return seats.take(occasion.id(), invitation.circle());
    }

    /** Takes the seat back of whoever is not invited any more. */
    void leave(Invitation invitation) {
        if (invitation.state() == InvitationState.ACCEPTED) {
            seats.giveBack(invitation.dialogue(), invitation.circle());
        }
    }

    /** Gives seats that are free to those who wait, and tells them. */
    void fill(InvitationReader.Occasion occasion) {
        if (occasion.archived()
                || occasion.state() != DialogueState.INVITING
                || !occasion.startsAt().isAfter(clock.instant())) {
            return;
        }
        List<InvitationReader.Waiting> waiting = reader.waiting(occasion.id());
        if (waiting.isEmpty()) {
            return;
        }
        Officer system = Officer.system(occasion.mission());
        access.runAs(system, () -> {
            seats.provide(occasion.id(), occasion.capacity());
            Seats.Free free = seats.free(occasion.id());
            for (InvitationReader.Waiting one : waiting) {
                if (free.admits(one.circle()) && seat(occasion, one.id(), system)) {
                    free = seats.free(occasion.id());
                }
                if (free.all() <= 0) {
                    return;
                }
            }
        });
    }

    /** @return whether the guest got one */
    private boolean seat(InvitationReader.Occasion occasion, InvitationId id, Officer system) {
        AccessScope scope = access.scope();
        List<Invitation> found = invitations.findByDialogueIdAndMissionIdInAndIdIn(
                occasion.id().value(), scope.missionIds(), List.of(id.value()));
        Optional<Addressee> guest = guests.addressee(occasion.id(), id, scope);
        if (found.isEmpty() || guest.isEmpty() || guest.get().archived()) {
            return false;
        }
        Invitation invitation = found.get(0);
        if (invitation.state() != InvitationState.WAITING || !seats.take(occasion.id(), invitation.circle())) {
            return false;
        }
        invitation.seat(system, clock.instant());
        guests.stage(occasion.id(), scope)
                .ifPresent(stage -> invitation.tell(stage.facts().mark()));
        invitations.saveAll(found);
        invitations.flush();
        trail.note(occasion, invitation, guest.get().effective(), AuditAction.CHANGED);
        guest.get().address(false).ifPresent(address -> tell(occasion, guest.get(), address, system));
        return true;
    }

    private void tell(InvitationReader.Occasion occasion, Addressee guest, MailAddress address, Officer system) {
        Map<String, TemplateText> texts = this.texts.of(TemplateKind.SEAT).texts();
        Instant now = clock.instant();
        Sending sending = sendings.saveAndFlush(Sending.of(
                occasion.mission(), occasion.id(), SendingDetails.now(TemplateKind.SEAT), null, texts, false, system));
        String language = guests.languageOf(guest.id()).orElseGet(() -> guest.language(List.of(), texts.keySet()));
        guests.post(
                sending.id(), List.of(new SendingReader.Posted(guest.id(), false, address.address(), language)), now);
        outbox.put(List.of(new MailDraft(
                occasion.mission(),
                GuestMails.KIND,
                guest.id().value(),
                GuestMails.occurrence(sending.id(), false),
                address,
                guest.effective(),
                null,
                language)));
    }

    /** There may be more seats than before. */
    @EventListener
    void on(DialogueChanged changed) {
        reader.lock(changed.dialogue(), Officer.system(changed.mission()).scope())
                .ifPresent(this::fill);
    }
}
