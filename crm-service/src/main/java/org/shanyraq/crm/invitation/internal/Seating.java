package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.dialogue.DialogueChanged;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.shared.ConflictException;
import org.springframework.context.event.EventListener;

/**
 * Gives guests their seats, and offers those that are given back to who waits for them, in the order of the dialogue: to those whose circle has room.
 * An offered seat is kept for a while, then it is offered to the next. So shortly before the dialogue that no answer can be awaited a seat is given
 * at once. All of it while the dialogue is locked, so that of many who answer at once each is before or after each other.
 */
class Seating {

    /** Tells that there are too few seats for all whom a guest brings. */
    static final String SHORT = "crm.invitation.error.companions-seats";

    private static final String PREFIX = "crm.invitation.error.";

    /** So long before the dialogue no offer is open any more. */
    private static final Duration LAST_HOURS = Duration.ofHours(2);

    /** Whoever is offered a seat has at least so long to answer, or the time that is set when that is less. */
    private static final Duration LEAST_TIME = Duration.ofHours(1);

    private final Access access;
    private final Seats seats;
    private final Companions companions;
    private final Delegates delegates;
    private final InvitationRepository invitations;
    private final InvitationReader reader;
    private final SendingRepository sendings;
    private final SendingReader guests;
    private final Stages stages;
    private final StandardTexts texts;
    private final Outbox outbox;
    private final GuestTrail trail;
    private final Duration offerTime;
    private final Clock clock;

    /** @param offerTime for how long an offered seat is kept */
    Seating(
            Access access,
            Seats seats,
            Companions companions,
            Delegates delegates,
            InvitationRepository invitations,
            InvitationReader reader,
            SendingRepository sendings,
            SendingReader guests,
            Stages stages,
            StandardTexts texts,
            Outbox outbox,
            GuestTrail trail,
            Duration offerTime,
            Clock clock) {
        this.access = access;
        this.seats = seats;
        this.companions = companions;
        this.delegates = delegates;
        this.invitations = invitations;
        this.reader = reader;
        this.sendings = sendings;
        this.guests = guests;
        this.stages = stages;
        this.texts = texts;
        this.outbox = outbox;
        this.trail = trail;
        this.offerTime = offerTime;
        this.clock = clock;
    }

    /**
     * Takes an answer that says nothing of companions: they stay as they were. Who finds too few seats waits.
     *
     * @param words what the guest wrote; null for nothing
     */
    void answer(
            InvitationReader.Occasion occasion,
            Invitation invitation,
            GuestReply reply,
            Officer by,
            @Nullable String words) {
        answer(occasion, invitation, reply, null, Shortage.WAIT, by, words);
    }

    /**
     * Takes an answer: who accepts gets seats, or waits for them; who has some, or was offered some, and does otherwise gives them back.
     *
     * @param company whom the guest brings; null: as many as before
     * @param words what the guest wrote; null for nothing
     * @throws ConflictException when there are too few seats for all and that is to be told, or the guest has a seat and would have to give it up
     */
    void answer(
            InvitationReader.Occasion occasion,
            Invitation invitation,
            GuestReply reply,
            @Nullable List<Companion> company,
            Shortage shortage,
            Officer by,
            @Nullable String words) {
        int before = invitation.seats();
        if (invitation.state() == InvitationState.REPRESENTED) {
            before = comeBack(occasion, invitation, reply);
        }
        if (invitation.state() == InvitationState.REPRESENTED || invitation.state() == InvitationState.DELEGATING) {
            delegates.clear(invitation.id());
        }
        int wanted = company == null ? invitation.companions() : company.size();
        int brought = reply == GuestReply.DECLINE ? 0 : wanted;
        InvitationAct act;
        if (reply == GuestReply.ACCEPT) {
            Seats.Free free = provided(occasion, before, wanted + 1);
            if (adjusted(free, occasion, invitation, before, wanted + 1)) {
                act = InvitationAct.ACCEPT;
            } else if (wanted > 0 && shortage == Shortage.ALONE) {
                brought = 0;
                act = adjusted(free, occasion, invitation, before, 1) ? InvitationAct.ACCEPT : InvitationAct.WAIT;
            } else if (wanted > 0
                    && (before > 0 || (shortage == Shortage.TELL && free.admits(invitation.circle(), 1)))) {
                throw new ConflictException(SHORT);
            } else {
                act = InvitationAct.WAIT;
            }
        } else {
            act = reply == GuestReply.HESITATE ? InvitationAct.HESITATE : InvitationAct.DECLINE;
            seats.giveBack(occasion.id(), invitation.circle(), before);
        }
        invitation.answer(act, by, words, brought, clock.instant());
        if (brought == 0) {
            if (wanted > 0 || company != null) {
                companions.clear(invitation.id());
            }
        } else if (company != null) {
            companions.set(invitation.id(), company);
        }
        if (invitation.state() == InvitationState.ACCEPTED && invitation.isToldOfRepresentation()) {
            bringBack(occasion, invitation);
        }
    }

    /** Writes to the guest, whose event left the calendar when somebody was to come in their place, that there is a seat again. */
    private void bringBack(InvitationReader.Occasion occasion, Invitation invitation) {
        Optional<Addressee> guest = addressee(occasion, invitation);
        if (guest.isPresent() && isWritable(occasion, guest.get())) {
            invitation.tell(stages.facts(occasion.id()).mark());
            tell(occasion, guest.get(), TemplateKind.SEAT, null, Optional.empty());
        }
    }

    /**
     * Ends that somebody comes in the place of a guest. A guest who comes takes that seat, also when there is less room by now; more of them are
     * as free as for anybody else.
     *
     * @return how many seats the guest has
     */
    private int comeBack(InvitationReader.Occasion occasion, Invitation invitation, GuestReply reply) {
        endStandIn(occasion, invitation);
        return reply == GuestReply.ACCEPT
                        && seats.take(seats.free(occasion.id()), occasion.id(), invitation.circle(), 1)
                ? 1
                : 0;
    }

    /** How many seats are free for whoever needs more than before; not looked for when nobody does. */
    private Seats.Free provided(InvitationReader.Occasion occasion, int before, int needed) {
        return needed > before ? seats.provide(occasion.id(), occasion.capacity()) : Seats.NO_MORE;
    }

    /** @return whether the guest has so many seats now instead of those before; otherwise nothing was done */
    private boolean adjusted(
            Seats.Free free, InvitationReader.Occasion occasion, Invitation invitation, int before, int needed) {
        if (needed <= before) {
            seats.giveBack(occasion.id(), invitation.circle(), before - needed);
            return true;
        }
        return seats.take(free, occasion.id(), invitation.circle(), needed - before);
    }

    /** Takes the seats back of whoever is not invited any more, and of whoever comes in their place, and forgets whom they bring. */
    void leave(InvitationReader.Occasion occasion, Invitation invitation) {
        if (invitation.state() == InvitationState.REPRESENTED) {
            endStandIn(occasion, invitation);
        }
        seats.giveBack(occasion.id(), invitation.circle(), invitation.seats());
        companions.clear(invitation.id());
        delegates.clear(invitation.id());
    }

    // ---- delegates
    // --------------------------------------------------------------------------------------------------------

    /**
     * Takes in that a guest wants to send somebody in their place. A seat that the guest has is kept, without those of companions; who has none gets
     * one when it is free, and waits for it otherwise.
     *
     * @throws ConflictException when the guest comes in the place of another one
     */
    void delegate(InvitationReader.Occasion occasion, Invitation invitation, DelegateDetails details, Officer by) {
        if (invitation.isDelegate()) {
            throw new ConflictException(PREFIX + "delegate-delegate");
        }
        int before = invitation.seats();
        // It may be none of the acts then, and nothing is to be done.
        invitation.delegate(by, before > 0, clock.instant());
        if (adjusted(provided(occasion, before, 1), occasion, invitation, before, 1)) {
            invitation.keepSeat();
        }
        companions.clear(invitation.id());
        delegates.ask(invitation.id(), details, by, clock.instant());
    }

    /**
     * Has somebody come in the place of a guest, with the seat that was kept, and tells both.
     *
     * @throws ConflictException when the sender noted the wish for the guest, there is no seat, or the contact is the guest, or a guest already
     */
    InvitationId confirm(
            InvitationReader.Occasion occasion,
            Invitation principal,
            Sensitivity ofPrincipal,
            ContactSummary contact,
            Officer sender) {
        if (principal.contact().equals(contact.id())) {
            throw new ConflictException(PREFIX + "delegate-self");
        }
        Instant now = clock.instant();
        int kept = principal.seats();
        boolean own = delegates
                .of(principal.id())
                .filter(asked -> sender.id().equals(asked.by()))
                .isPresent();
        principal.confirm(sender, own, now);
        Optional<Invitation> before = invitations
                .findByDialogueIdAndMissionIdInAndContactIdIn(
                        occasion.id().value(),
                        List.of(occasion.mission().value()),
                        List.of(contact.id().value()))
                .stream()
                .findFirst();
        if (before.isPresent()
                && InvitationAct.STAND_IN.from(before.get().state()).isEmpty()) {
            throw new ConflictException(PREFIX + "delegate-guest");
        }
        Invitation delegate = before.orElseGet(() -> Invitation.standIn(principal, contact));
        String facts = stages.facts(occasion.id()).mark();
        delegate.standInFor(principal, before.isEmpty(), contact, sender, facts, SendingService.uid(), now);
        // A seat that was kept is handed on as it is, also when there is less room by now; it may have to be one of
        // another circle.
        if (kept != 1 || principal.circle() != delegate.circle()) {
            seats.giveBack(occasion.id(), principal.circle(), kept);
            Seats.Free free = seats.provide(occasion.id(), occasion.capacity());
            if (!seats.take(free, occasion.id(), delegate.circle(), 1)) {
                throw new ConflictException(PREFIX + "delegate-no-seat");
            }
        }
        if (guests.isWrittenTo(principal.id())) {
            principal.tell(Facts.REPRESENTED);
        }
        invitations.saveAll(List.of(principal, delegate));
        invitations.flush();
        guests.revoke(List.of(delegate.id()));
        trail.chain(
                occasion,
                principal,
                delegate,
                ofPrincipal.higher(contact.sensitivity()),
                before.isPresent() ? AuditAction.CHANGED : AuditAction.CREATED);
        Optional<String> language = guests.languageOf(principal.id());
        addressee(occasion, principal)
                .ifPresent(guest -> tell(occasion, guest, TemplateKind.CONFIRMATION, null, Optional.empty()));
        addressee(occasion, delegate).ifPresent(guest -> tell(occasion, guest, TemplateKind.DELEGATE, null, language));
        // The circle of the first guest may have room now.
        fill(occasion);
        return delegate.id();
    }

    /** Has nobody come in the place of a guest, who is told why and asked anew; the seat goes to whoever waits. */
    void refuse(
            InvitationReader.Occasion occasion,
            Invitation principal,
            Sensitivity sensitivity,
            String reason,
            Officer sender) {
        seats.giveBack(occasion.id(), principal.circle(), principal.seats());
        principal.refuse(sender, clock.instant());
        delegates.refuse(principal.id(), reason);
        invitations.saveAll(List.of(principal));
        invitations.flush();
        trail.note(occasion, principal, sensitivity, AuditAction.CHANGED);
        addressee(occasion, principal)
                .ifPresent(guest -> tell(occasion, guest, TemplateKind.REFUSAL, null, Optional.empty()));
        fill(occasion);
    }

    private Optional<Addressee> addressee(InvitationReader.Occasion occasion, Invitation invitation) {
        return guests.addressee(
                occasion.id(),
                invitation.id(),
                Officer.system(occasion.mission()).scope());
    }

    /** Takes the invitation back of whoever comes in the place of a guest, and tells whoever knows of it. */
    private void endStandIn(InvitationReader.Occasion occasion, Invitation principal) {
        Officer by = access.officer();
        for (Invitation delegate : invitations.findByDialogueIdAndMissionIdInAndStandsFor(
                occasion.id().value(), List.of(occasion.mission().value()), principal.getId())) {
            if (!delegate.state().invited()) {
                continue;
            }
            boolean told = guests.isWrittenTo(delegate.id());
            boolean comes = delegate.state() != InvitationState.DECLINED;
            companions.clear(delegate.id());
            seats.giveBack(occasion.id(), delegate.circle(), delegate.seats());
            delegate.withdraw(by, clock.instant());
            outbox.withdraw(GuestMails.KIND, delegate.id().value());
            Optional<Addressee> guest = addressee(occasion, delegate);
            if (told && comes) {
                delegate.tell(Facts.OFF);
            }
            invitations.saveAll(List.of(delegate));
            invitations.flush();
            guest.ifPresent(found -> trail.note(occasion, delegate, found.effective(), AuditAction.CHANGED));
            if (told && comes) {
                guest.ifPresent(found -> tell(occasion, found, TemplateKind.CANCELLATION, null, Optional.empty()));
            }
        }
    }

    // ---- who waits
    // --------------------------------------------------------------------------------------------------------

    /** Offers seats that are free to those who wait, and tells them; those of whom no answer can be awaited get them at once. */
    void fill(InvitationReader.Occasion occasion) {
        if (!occasion.isInviting() || !occasion.startsAt().isAfter(clock.instant())) {
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
            Seats.Free free = seats.provide(occasion.id(), occasion.capacity());
            for (InvitationReader.Waiting one : inTurn) {
                if (free.admits(one.circle(), one.seats()) && seat(free, occasion, one, system)) {
                    free = seats.free(occasion.id());
                }
                if (free.all() <= 0) {
                    return;
                }
            }
        });
    }

    /** @return whether the guest got one, or was offered one */
    private boolean seat(
            Seats.Free free, InvitationReader.Occasion occasion, InvitationReader.Waiting one, Officer system) {
        Optional<Guest> found = guest(occasion, one.id());
        if (found.isEmpty() || found.get().addressee().archived()) {
            return false;
        }
        Invitation invitation = found.get().invitation();
        Addressee addressee = found.get().addressee();
        boolean delegating = invitation.state() == InvitationState.DELEGATING;
        if ((invitation.state() != InvitationState.WAITING && !delegating)
                || !seats.take(free, occasion.id(), invitation.circle(), one.seats())) {
            return false;
        }
        if (delegating) {
            invitation.keepSeat();
            invitations.saveAll(List.of(invitation));
            invitations.flush();
            return true;
        }
        Instant now = clock.instant();
        // Who cannot be written to would not hear of an offer, and only lose it.
        Optional<Instant> until =
                isWritable(occasion, addressee) ? offeredUntil(occasion, invitation.answerBy(), now) : Optional.empty();
        until.ifPresentOrElse(invitation::offer, () -> invitation.seat(system, now));
        invitation.tell(stages.facts(occasion.id()).mark());
        noted(occasion, found.get());
        tell(
                occasion,
                addressee,
                until.isPresent() ? TemplateKind.OFFER : TemplateKind.SEAT,
                until.orElse(null),
                Optional.empty());
        return true;
    }

    /**
     * Until when a seat that is offered now is kept: for the time that is set, but not into the last hours before the dialogue, and not beyond the day
     * until which the guest was asked to answer, unless that has passed or is too soon for an answer.
     *
     * @return empty when that would be too soon for an answer, so that the seat is to be given at once
     */
    private Optional<Instant> offeredUntil(
            InvitationReader.Occasion occasion, @Nullable Instant answerBy, Instant now) {
        Instant soonest = now.plus(offerTime.compareTo(LEAST_TIME) < 0 ? offerTime : LEAST_TIME);
        Instant until = earlier(now.plus(offerTime), occasion.startsAt().minus(LAST_HOURS));
        if (answerBy != null && !answerBy.isBefore(soonest)) {
            until = earlier(until, answerBy);
        }
        return until.isBefore(soonest) ? Optional.empty() : Optional.of(until);
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
            if (!locked.map(InvitationReader.Occasion::isInviting).orElse(false)) {
                return 0;
            }
            InvitationReader.Occasion occasion = locked.get();
            Instant now = clock.instant();
            int lapsed = 0;
            for (InvitationId id : reader.lapsing(dialogue, now)) {
                Optional<Guest> found = guest(occasion, id);
                if (found.isPresent() && found.get().invitation().isLate(now)) {
                    Invitation invitation = found.get().invitation();
                    seats.giveBack(dialogue, invitation.circle(), invitation.seats());
                    invitation.lapse();
                    noted(occasion, found.get());
                    tell(occasion, found.get().addressee(), TemplateKind.LAPSE, null, Optional.empty());
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

    /** @param usual in which language who was not written to before is written to */
    private void tell(
            InvitationReader.Occasion occasion,
            Addressee guest,
            TemplateKind kind,
            @Nullable Instant answerBy,
            Optional<String> usual) {
        if (guest.archived()) {
            return;
        }
        boolean copied = guests.isCopiedToAssistant(guest.id());
        // Where nothing can be sent the mail is put in all the same, so that it is seen that it did not arrive.
        Addressee written = writable(occasion, guest, copied).orElse(guest);
        if (written.address(false).isEmpty()) {
            return;
        }
        Map<String, TemplateText> texts = this.texts.of(kind).texts();
        Instant now = clock.instant();
        Sending sending = sendings.saveAndFlush(Sending.of(
                occasion.mission(),
                occasion.id(),
                new SendingDetails(kind, null, null, answerBy, copied),
                null,
                texts,
                false,
                Officer.system(occasion.mission())));
        String language = guests.languageOf(guest.id())
                .orElseGet(() -> guest.language(
                        usual.map(List::of).orElseGet(() -> stages.languages(occasion.id())), texts.keySet()));
        List<MailDraft> drafts = new ArrayList<>();
        List<SendingReader.Posted> posted = new ArrayList<>();
        for (boolean toAssistant : copied ? new boolean[] {false, true} : new boolean[] {false}) {
            written.address(toAssistant).ifPresent(address -> {
                posted.add(SendingReader.Posted.to(written, toAssistant, address, language));
                drafts.add(new MailDraft(
                        occasion.mission(),
                        GuestMails.KIND,
                        guest.id().value(),
                        GuestMails.occurrence(sending.id(), toAssistant),
                        address,
                        guest.effective(),
                        null,
                        language));
            });
        }
        guests.post(sending.id(), posted, now);
        outbox.put(drafts);
    }

    /**
     * Tells guests what they answered; one who cannot be written to is not told, and is no worse for it.
     *
     * @return who got so many mails today that this one is to wait
     */
    Set<InvitationId> tellAnswers(InvitationReader.Occasion occasion, List<Addressee> answered) {
        Set<String> busy = outbox.busyToday(
                occasion.mission(),
                answered.stream()
                        .map(Addressee::addresses)
                        .flatMap(List::stream)
                        .toList());
        Set<InvitationId> later = new HashSet<>();
        for (Addressee guest : answered) {
            if (guest.addresses().stream().map(MailAddress::key).anyMatch(busy::contains)) {
                later.add(guest.id());
            } else if (isWritable(occasion, guest)) {
                tell(occasion, guest, TemplateKind.ANSWER, null, Optional.empty());
            }
        }
        return later;
    }

    /** Whether the guest, or the assistant when the invitation was copied, can be written to. */
    private boolean isWritable(InvitationReader.Occasion occasion, Addressee guest) {
        return writable(occasion, guest, guest.assistant() != null && guests.isCopiedToAssistant(guest.id()))
                .isPresent();
    }

    private Optional<Addressee> writable(InvitationReader.Occasion occasion, Addressee guest, boolean toAssistant) {
        // None of these mails can be unsubscribed from.
        return guest.writable(outbox.barred(occasion.mission(), guest.addresses(), false), toAssistant);
    }

    /** There may be more seats than before. */
    @EventListener
    void on(DialogueChanged changed) {
        reader.lock(changed.dialogue(), Officer.system(changed.mission()).scope())
                .ifPresent(this::fill);
    }
}
