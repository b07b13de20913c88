package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.calendar.CalendarReply;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.CalendarAnswerDoubt;
import org.shanyraq.crm.invitation.CalendarAnswerId;
import org.shanyraq.crm.invitation.CalendarAnswerState;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.internal.CalendarAnswerReader.Came;
import org.shanyraq.crm.invitation.internal.CalendarAnswerReader.Kept;
import org.shanyraq.crm.invitation.internal.CalendarAnswerReader.Standing;
import org.shanyraq.crm.invitation.internal.CalendarAnswerReader.Whose;
import org.shanyraq.crm.mail.CalendarTaker;
import org.shanyraq.crm.mail.IncomingCalendar;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.internal.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Takes what the calendars of guests answer. That a mail comes from somebody proves nothing; that it names the event does, since each guest's
 * event has a name of 128 random bits that stands in that guest's mails alone and comes back unchanged with every answer. Only one that names
 * it, speaks of the guest and comes from the guest's address is taken by itself; all others are kept for officers.
 */
class CalendarAnswerDesk implements CalendarTaker {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarAnswerDesk.class);

    /** What the audit trail says of how it came. */
    static final String CAUSE = "calendar reply";

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int MOST_A_DAY = 50;
    private static final int LONGEST_NOTE = 500;

    private final Access access;
    private final CalendarTexts calendars;
    private final CalendarAnswerReader answers;
    private final InvitationReader reader;
    private final InvitationRepository invitations;
    private final SendingReader sendings;
    private final Seating seating;
    private final GuestTrail trail;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    CalendarAnswerDesk(
            Access access,
            CalendarTexts calendars,
            CalendarAnswerReader answers,
            InvitationReader reader,
            InvitationRepository invitations,
            SendingReader sendings,
            Seating seating,
            GuestTrail trail,
            AuditTrail audit,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.calendars = calendars;
        this.answers = answers;
        this.reader = reader;
        this.invitations = invitations;
        this.sendings = sendings;
        this.seating = seating;
        this.trail = trail;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public boolean take(IncomingCalendar mail) {
        CalendarReply reply = mail.texts().stream()
                .map(calendars::reply)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
        if (reply == null && !mail.answers()) {
            return false;
        }
        Optional<Whose> named = reply == null ? Optional.empty() : answers.ofEvent(reply.uid());
        Optional<Whose> whose =
                named.or(() -> mail.sender() == null ? Optional.empty() : answers.ofAddress(mail.sender()));
        if (whose.isEmpty()) {
            return false;
        }
        byte[] arrival = arrival(mail, reply);
        // Whoever floods us is left in the mailbox.
        if (!answers.isKept(arrival)
                && answers.cameSince(whose.get().invitation(), named.isPresent(), A_DAY, clock.instant())
                        >= MOST_A_DAY) {
            return false;
        }
        CalendarAnswerId id = Transactions.again(
                transactions,
                () -> answers.keep(
                        whose.get(),
                        new Came(
                                arrival, mail.arrivedAt(), mail.sender(), reply, mail.automatic(), named.isPresent())));
        try {
            decide(id, whose.get());
        } catch (DataAccessException | TransactionException passing) {
            throw passing;
        } catch (RuntimeException failure) {
            // It is kept, and officers see it.
            LOG.error("the answer {} of a calendar waits for an officer", id, failure);
        }
        return true;
    }

    /** The same answer in two copies of a mail is one, and in the name of another sender it is another. */
    private static byte[] arrival(IncomingCalendar mail, @Nullable CalendarReply reply) {
        String said = reply != null
                ? String.join(
                        "\n",
                        reply.uid(),
                        Integer.toString(reply.sequence()),
                        reply.attendee(),
                        reply.answer().name(),
                        String.valueOf(reply.delegate()),
                        String.valueOf(reply.comment()),
                        reply.proposed() == null ? reply.stamp().toString() : reply.stamp() + "\n" + reply.proposed())
                : HexFormat.of().formatHex(Sha256.digest().digest(mail.texts().get(0)));
        return Sha256.of("calendar answer\n" + mail.sender() + '\n' + mail.automatic() + '\n' + said);
    }

    // ---- deciding

    private void decide(CalendarAnswerId id, Whose whose) {
        access.runAs(
                GuestPageService.guest(whose.mission(), whose.displayName()),
                () -> Transactions.again(transactions, () -> {
                    audit.causedBy(CAUSE, () -> {
                        decided(id, whose);
                        return Boolean.TRUE;
                    });
                    return Boolean.TRUE;
                }));
    }

    private void decided(CalendarAnswerId id, Whose whose) {
        Officer guest = access.officer();
        Optional<InvitationReader.Occasion> occasion = reader.lock(whose.dialogue(), guest.scope());
        // Nobody else decides on it while the dialogue is locked.
        Kept kept = answers.locked(id);
        if (occasion.isEmpty()
                || kept.state() != CalendarAnswerState.OPEN
                || kept.doubt() != CalendarAnswerDoubt.UNDECIDED) {
            return;
        }
        Instant now = clock.instant();
        Addressee addressee = sendings.addressee(whose.dialogue(), whose.invitation(), guest.scope())
                .orElseThrow();
        Standing standing = answers.standing(whose.invitation());
        CalendarAnswerDoubt doubt = doubt(kept, occasion.get(), addressee, standing, now);
        if (doubt == null) {
            taken(kept, reply(kept.answer()), occasion.get(), addressee, standing);
            answers.decide(id, CalendarAnswerState.TAKEN, null, null, null, now);
        } else {
            answers.decide(id, CalendarAnswerState.OPEN, doubt, null, null, now);
        }
    }

    private static @Nullable CalendarAnswerDoubt doubt(
            Kept kept, InvitationReader.Occasion occasion, Addressee guest, Standing standing, Instant now) {
        if (kept.answer() == null) {
            return CalendarAnswerDoubt.UNREADABLE;
        }
        if (kept.automatic()) {
            return CalendarAnswerDoubt.AUTOMATIC;
        }
        if (!kept.named()) {
            return CalendarAnswerDoubt.UNKNOWN_EVENT;
        }
        String address = guest.address(false).map(MailAddress::key).orElse(null);
        if (!Objects.equals(kept.attendee(), address)) {
            return CalendarAnswerDoubt.ATTENDEE;
        }
        if (!Objects.equals(kept.sender(), address)) {
            return CalendarAnswerDoubt.SENDER;
        }
        if (kept.answer() == CalendarReply.Answer.COUNTERED) {
            return CalendarAnswerDoubt.COUNTERED;
        }
        // Whose calendar still holds the event of a dialogue to which somebody else goes does not mean to send that one
        // away by declining it.
        if (kept.answer() == CalendarReply.Answer.DELEGATED
                || standing.state() == InvitationState.REPRESENTED
                || standing.state() == InvitationState.DELEGATING) {
            return CalendarAnswerDoubt.DELEGATED;
        }
        if (guest.archived()) {
            return CalendarAnswerDoubt.ARCHIVED;
        }
        if (!standing.state().invited()) {
            return CalendarAnswerDoubt.NOT_INVITED;
        }
        if (occasion.archived()
                || occasion.state() != DialogueState.INVITING
                || !occasion.startsAt().isAfter(now)) {
            return CalendarAnswerDoubt.CLOSED;
        }
        GuestReply reply = reply(kept.answer());
        if (reply == GuestPageService.reply(standing.state())) {
            return null;
        }
        if (isOlder(kept, standing)) {
            return CalendarAnswerDoubt.OLDER;
        }
        return isLate(kept, reply, standing) ? CalendarAnswerDoubt.LATE : null;
    }

    /** Calendars tell whole seconds. */
    private static boolean isOlder(Kept kept, Standing standing) {
        return kept.sequence() < standing.calendarSequence()
                || (standing.answeredAt() != null
                        && kept.answeredAt().isBefore(standing.answeredAt().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Who cannot come after all can say so until it begins, as on the guest's page. */
    private static boolean isLate(Kept kept, GuestReply reply, Standing standing) {
        return reply != GuestReply.DECLINE
                && standing.answerBy() != null
                && !kept.arrivedAt().isBefore(standing.answerBy())
                // A seat may be offered beyond the day until which answers were awaited.
                && (standing.offeredUntil() == null || !kept.arrivedAt().isBefore(standing.offeredUntil()));
    }

    /** Whether the guest comes, as the calendar says. */
    static GuestReply reply(CalendarReply.@Nullable Answer answer) {
        if (answer == null) {
            throw new IllegalStateException("no answer");
        }
        return switch (answer) {
            case ACCEPTED -> GuestReply.ACCEPT;
            case TENTATIVE -> GuestReply.HESITATE;
            case DECLINED -> GuestReply.DECLINE;
            case DELEGATED, COUNTERED -> throw new IllegalStateException("it does not say whether the guest comes");
        };
    }

    private void taken(
            Kept kept, GuestReply reply, InvitationReader.Occasion occasion, Addressee addressee, Standing standing) {
        boolean said = kept.comment() != null && !isOlder(kept, standing);
        if (reply == GuestPageService.reply(standing.state()) && !said) {
            return;
        }
        List<Invitation> found = invitations.findByDialogueIdAndMissionIdInAndIdIn(
                occasion.id().value(),
                access.scope().missionIds(),
                List.of(kept.invitation().value()));
        Invitation invitation = found.get(0);
        int before = invitation.seats();
        seating.answer(occasion, invitation, reply, access.officer(), said ? note(kept) : standing.note());
        invitation.saidAt(kept.answeredAt());
        invitations.saveAll(found);
        invitations.flush();
        if (reply == GuestReply.DECLINE) {
            sendings.need(kept.invitation(), null, null, clock.instant());
        }
        trail.note(occasion, invitation, addressee.effective(), AuditAction.CHANGED);
        if (invitation.seats() < before) {
            seating.fill(occasion);
        }
    }

    /** As much of what the guest wrote as is kept with an answer; the whole stands with the answer from the calendar. */
    private static @Nullable String note(Kept kept) {
        String comment = kept.comment();
        return comment == null || comment.codePointCount(0, comment.length()) <= LONGEST_NOTE
                ? comment
                : comment.substring(0, comment.offsetByCodePoints(0, LONGEST_NOTE));
    }
}
