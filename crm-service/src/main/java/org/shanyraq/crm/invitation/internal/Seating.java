package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.dialogue.DialogueChanged;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.Outbox;
import org.springframework.context.event.EventListener;

/**
 * Gives guests their seats, and offers those that are given back to who waits for them, in the order of the dialogue: to those whose circle has room.
 * An offered seat is kept for a while, then it is offered to the next. So shortly before the dialogue that no answer can be awaited a seat is given
 * at once. All of it while the dialogue is locked, so that of many who answer at once each is before or after each other.
 */
class Seating {

    /** So long before the dialogue no offer is open any more. */
    private static final Duration LAST_HOURS = Duration.ofHours(2);

    /** Whoever is offered a seat has at least so long to answer, or the time that is set when that is less. */
    private static final Duration LEAST_TIME = Duration.ofHours(1);

    private final Access access;
    private final Seats seats;
    private final InvitationRepository invitations;
    private final InvitationReader reader;
    private final SendingRepository sendings;
    private final SendingReader guests;
    private final StandardTexts texts;
    private final Outbox outbox;
    private final GuestTrail trail;
    private final Duration offerTime;
    private final Clock clock;

    /** @param offerTime for how long an offered seat is kept */
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
            Duration offerTime,
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
        this.offerTime = offerTime;
        this.clock = clock;
    }

    /**
     * Takes an answer: who accepts gets a seat, or waits for one; who has one, or was offered one, and does otherwise gives it back.
     *
     * @param words what the guest wrote; null for nothing
     */
    void answer(
            InvitationReader.Occasion occasion,
            Invitation invitation,
            GuestReply reply,
            Officer by,
            @Nullable String words) {
        int before = invitation.seats();
        InvitationAct act =
                switch (reply) {
                    case ACCEPT ->
                        before > 0 || hasSeat(occasion, invitation) ? InvitationAct.ACCEPT : InvitationAct.WAIT;
                    case HESITATE -> InvitationAct.HESITATE;
                    case DECLINE -> InvitationAct.DECLINE;
                };
        if (act != InvitationAct.ACCEPT) {
            seats.giveBack(occasion.id(), invitation.circle(), before);
        }
        invitation.answer(act, by, words, clock.instant());
    }

    private boolean hasSeat(InvitationReader.Occasion occasion, Invitation invitation) {
        seats.provide(occasion.id(), occasion.capacity());
        return seats.take(occasion.id(), invitation.circle(), 1);
    }

    /** Takes the seats back of whoever is not invited any more. */
    void leave(Invitation invitation) {
        seats.giveBack(invitation.dialogue(), invitation.circle(), invitation.seats());
    }

    /** Offers seats that are free to those who wait, and tells them; those of whom no answer can be awaited get them at once. */
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
        List<InvitationReader.Waiting> inTurn = reader.terms(occasion.id()).waitingOrder() == WaitingOrder.BY_CLASS
                ? waiting.stream()
                        .sorted(Comparator.comparing(InvitationReader.Waiting::guestClass))
                        .toList()
                : waiting;
        Officer system = Officer.system(occasion.mission());
        access.runAs(system, () -> {
            seats.provide(occasion.id(), occasion.capacity());
            Seats.Free free = seats.free(occasion.id());
            for (InvitationReader.Waiting one : inTurn) {
                if (free.admits(one.circle(), one.seats()) && seat(occasion, one, system)) {
                    free = seats.free(occasion.id());
                }
                if (free.all() <= 0) {
                    return;
                }
            }
        });
    }

    /** @return whether the guest got one, or was offered one */
    private boolean seat(InvitationReader.Occasion occasion, InvitationReader.Waiting one, Officer system) {
        Optional<Guest> found = guest(occasion, one.id());
        if (found.isEmpty() || found.get().addressee().archived()) {
            return false;
        }
        Invitation invitation = found.get().invitation();
        Addressee addressee = found.get().addressee();
        if (invitation.state() != InvitationState.WAITING
                || !seats.take(occasion.id(), invitation.circle(), one.seats())) {
            return false;
        }
        Instant now = clock.instant();
        // Who cannot be written to would not hear of an offer, and only lose it.
        Optional<Instant> until = addressee.address(false).isEmpty()
                ? Optional.empty()
                : offeredUntil(occasion, invitation.answerBy(), now);
        until.ifPresentOrElse(invitation::offer, () -> invitation.seat(system, now));
        guests.stage(occasion.id(), access.scope())
                .ifPresent(stage -> invitation.tell(stage.facts().mark()));
        noted(occasion, found.get());
        tell(occasion, addressee, until.isPresent() ? TemplateKind.OFFER : TemplateKind.SEAT, until.orElse(null));
        return true;
    }

    /**
     * Until when a seat that is offered now is kept: for the time that is set, but neither beyond the day until which the guest was asked to answer, if
     * that lies ahead, nor into the last hours before the dialogue.
     *
     * @return empty when that would be too soon for an answer, so that the seat is to be given at once
     */
    private Optional<Instant> offeredUntil(
            InvitationReader.Occasion occasion, @Nullable Instant answerBy, Instant now) {
        Instant until = earlier(now.plus(offerTime), occasion.startsAt().minus(LAST_HOURS));
        if (answerBy != null && answerBy.isAfter(now)) {
            until = earlier(until, answerBy);
        }
        Duration least = offerTime.compareTo(LEAST_TIME) < 0 ? offerTime : LEAST_TIME;
        return until.isBefore(now.plus(least)) ? Optional.empty() : Optional.of(until);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Gives the seats that guests did not want in time to others, and tells them.
     *
     * @return how many there were; none when another instance was quicker
     */
    int lapse(DialogueId dialogue, MissionId mission) {
        Officer system = Officer.system(mission);
        return access.callAs(system, () -> {
            Optional<InvitationReader.Occasion> locked = reader.lock(dialogue, system.scope());
            if (locked.isEmpty() || locked.get().archived() || locked.get().state() != DialogueState.INVITING) {
                return 0;
            }
            InvitationReader.Occasion occasion = locked.get();
            Instant now = clock.instant();
            int lapsed = 0;
            for (InvitationId id : reader.lapsing(dialogue, now)) {
                Optional<Guest> found = guest(occasion, id);
                if (found.isPresent() && found.get().invitation().isLate(now)) {
                    Invitation invitation = found.get().invitation();
                    leave(invitation);
                    invitation.lapse();
                    noted(occasion, found.get());
                    tell(occasion, found.get().addressee(), TemplateKind.LAPSE, null);
                    lapsed++;
                }
            }
            fill(occasion);
            return lapsed;
        });
    }

    private record Guest(Invitation invitation, Addressee addressee) {}

    private Optional<Guest> guest(InvitationReader.Occasion occasion, InvitationId id) {
        AccessScope scope = access.scope();
        List<Invitation> found = invitations.findByDialogueIdAndMissionIdInAndIdIn(
                occasion.id().value(), scope.missionIds(), List.of(id.value()));
        return found.isEmpty()
                ? Optional.empty()
                : guests.addressee(occasion.id(), id, scope).map(addressee -> new Guest(found.get(0), addressee));
    }

    private void noted(InvitationReader.Occasion occasion, Guest guest) {
        invitations.saveAll(List.of(guest.invitation()));
        invitations.flush();
        trail.note(occasion, guest.invitation(), guest.addressee().effective(), AuditAction.CHANGED);
    }

    private void tell(
            InvitationReader.Occasion occasion, Addressee guest, TemplateKind kind, @Nullable Instant answerBy) {
        Optional<MailAddress> found = guest.address(false);
        if (found.isEmpty() || guest.archived()) {
            return;
        }
        MailAddress address = found.get();
        Map<String, TemplateText> texts = this.texts.of(kind).texts();
        Instant now = clock.instant();
        Sending sending = sendings.saveAndFlush(Sending.of(
                occasion.mission(),
                occasion.id(),
                new SendingDetails(kind, null, null, answerBy, false),
                null,
                texts,
                false,
                Officer.system(occasion.mission())));
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
