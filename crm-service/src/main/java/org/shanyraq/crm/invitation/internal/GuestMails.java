package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.calendar.CalendarEvent;
import org.shanyraq.crm.calendar.CalendarPerson;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.AnswerLinks;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Placeholder;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.mail.CalendarPart;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.MailOwner;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes the mails to guests when they are sent, and keeps what became of them. A mail is written with the rights that its sender has then:
 * who may no longer see the dialogue or the guest, or no longer write to guests, sends nothing.
 */
class GuestMails implements MailOwner {

    static final String KIND = "invitation";

    /** For what the tokens are good. */
    static final String PURPOSE = "answer";

    /** Opens nothing. */
    static final String SAMPLE = "sample";

    private static final String OF_ASSISTANT = "+assistant";

    /** The other mails tell nothing of time and place. */
    private static final Set<TemplateKind> WITH_EVENT =
            EnumSet.complementOf(EnumSet.of(TemplateKind.LAPSE, TemplateKind.REFUSAL));

    private final Access access;
    private final OfficerDirectory officers;
    private final SendingReader sendings;
    private final Stages stages;
    private final Delegates delegates;
    private final Dialogues dialogues;
    private final GuestLetters letters;
    private final CalendarTexts calendars;
    private final AnswerLinks links;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    GuestMails(
            Access access,
            OfficerDirectory officers,
            SendingReader sendings,
            Stages stages,
            Delegates delegates,
            Dialogues dialogues,
            GuestLetters letters,
            CalendarTexts calendars,
            AnswerLinks links,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.officers = officers;
        this.sendings = sendings;
        this.stages = stages;
        this.delegates = delegates;
        this.dialogues = dialogues;
        this.letters = letters;
        this.calendars = calendars;
        this.links = links;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    static String occurrence(SendingId sending, boolean toAssistant) {
        return toAssistant ? sending + OF_ASSISTANT : sending.toString();
    }

    /** Which mail of which sending it is. */
    private record Which(SendingId sending, boolean toAssistant) {

        static Which of(Mail mail) {
            boolean toAssistant = mail.occurrence().endsWith(OF_ASSISTANT);
            return new Which(
                    SendingId.of(
                            toAssistant
                                    ? mail.occurrence()
                                            .substring(0, mail.occurrence().length() - OF_ASSISTANT.length())
                                    : mail.occurrence()),
                    toAssistant);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<MailText> textOf(Mail mail) {
        Which which = Which.of(mail);
        Optional<SendingReader.Stored> stored = sendings.stored(which.sending(), mail.mission());
        Optional<Officer> sender = stored.flatMap(sending -> sending.sender().equals(Officer.SYSTEM)
                        ? Optional.of(Officer.system(mail.mission()))
                        : officers.lastKnown(sending.sender()))
                .filter(officer -> officer.may(Right.SEND_INVITATIONS));
        if (stored.isEmpty() || sender.isEmpty() || stored.get().stopped()) {
            return Optional.empty();
        }
        return access.callAs(sender.get(), () -> written(mail, which, stored.get()));
    }

    private Optional<MailText> written(Mail mail, Which which, SendingReader.Stored sending) {
        Optional<Stage> stage = stages.find(sending.dialogue(), access.scope());
        Optional<Addressee> found =
                sendings.addressee(sending.dialogue(), new InvitationId(mail.subject()), access.scope());
        if (stage.isEmpty() || found.isEmpty()) {
            return Optional.empty();
        }
        Addressee guest = found.get();
        DialogueView dialogue = GuestLetters.told(
                access,
                dialogues,
                sending.dialogue(),
                stage.get().mission(),
                stage.get().sensitivity());
        if (!sending.trial()) {
            if (!isDue(which.sending(), sending, guest, dialogue)) {
                return Optional.empty();
            }
            Optional<MailAddress> present = guest.present(which.toAssistant(), mail.to());
            if (present.isEmpty()) {
                return Optional.empty();
            }
            if (!present.get().key().equals(mail.to().key())) {
                redirect(mail, which, present.get(), guest.effective());
                return Optional.empty();
            }
        }
        // What has been forgotten meanwhile is not told any more.
        return told(sending, guest, mail.language()).map(more -> write(mail, which, sending, dialogue, guest, more));
    }

    /** What is filled in of this mail alone; empty when it is not known any more. */
    private Optional<Map<Placeholder, String>> told(SendingReader.Stored sending, Addressee guest, String language) {
        return switch (sending.kind()) {
            case CONFIRMATION ->
                delegates
                        .of(guest.id())
                        .map(asked ->
                                Map.of(Placeholder.DELEGATE, asked.details().name()));
            case REFUSAL ->
                delegates
                        .of(guest.id())
                        .map(Delegates.Asked::refusal)
                        .map(reason -> Map.of(Placeholder.REASON, reason));
            case DELEGATE ->
                delegates
                        .principalOf(guest.id())
                        .flatMap(principal -> sendings.addressee(sending.dialogue(), principal, access.scope()))
                        .map(principal -> Map.of(Placeholder.PRINCIPAL, principal.name(language)));
            case ANSWER -> letters.answered(guest.state(), language).map(answer -> Map.of(Placeholder.ANSWER, answer));
            default -> Optional.of(Map.of());
        };
    }

    /** The guest has another address than when the mail was put in: it goes there instead. */
    private void redirect(Mail mail, Which which, MailAddress present, Sensitivity sensitivity) {
        transactions.executeWithoutResult(status -> {
            int fresh = outbox.put(List.of(new MailDraft(
                    mail.mission(),
                    KIND,
                    mail.subject(),
                    mail.occurrence(),
                    present,
                    sensitivity,
                    null,
                    mail.language())));
            // One that went there before, or was taken back there, is not waited for.
            if (fresh > 0) {
                sendings.redirect(
                        new InvitationId(mail.subject()),
                        which.sending(),
                        which.toAssistant(),
                        present.address(),
                        clock.instant());
            }
        });
    }

    /** Whether what the mail says is still to be said. */
    private boolean isDue(SendingId id, SendingReader.Stored sending, Addressee guest, DialogueView dialogue) {
        if (guest.archived()) {
            return false;
        }
        boolean goesOn = dialogue.state() == DialogueState.INVITING
                && !dialogue.archived()
                && dialogue.details().startsAt().isAfter(clock.instant());
        return switch (sending.kind()) {
            // Who accepted by telephone meanwhile needs the link and the event as well.
            case INVITATION -> goesOn && guest.state().awaited();
            case REMINDER -> goesOn && guest.state() == InvitationState.INVITED && isOpen(guest);
            case UPDATE -> goesOn && guest.state().awaited();
            case SEAT -> goesOn && guest.state() == InvitationState.ACCEPTED;
            case OFFER ->
                goesOn
                        && guest.state() == InvitationState.OFFERED
                        && sending.answerBy() != null
                        && sending.answerBy().isAfter(clock.instant());
            case LAPSE -> goesOn && guest.state() == InvitationState.LAPSED;
            case CONFIRMATION -> goesOn && guest.state() == InvitationState.REPRESENTED;
            case REFUSAL -> goesOn && guest.state() == InvitationState.INVITED;
            case DELEGATE -> goesOn && guest.state().awaited();
            // What was answered is told as it is when the mail goes out: of several that had to wait by the last.
            case ANSWER -> goesOn && !sendings.isAnswerToldLater(guest.id(), id);
            case CANCELLATION ->
                guest.state() == InvitationState.WITHDRAWN || dialogue.state() == DialogueState.CANCELLED;
        };
    }

    /** Whether the page of the guest still takes an answer. */
    private boolean isOpen(Addressee guest) {
        return guest.answerBy() == null || guest.answerBy().isAfter(clock.instant());
    }

    /** Of a trial nobody noted anything yet; what a mail to a guest says is what holds when it goes out. */
    private @Nullable Instant deadline(SendingReader.Stored sending, Addressee guest, DialogueView dialogue) {
        return switch (sending.kind()) {
            case INVITATION, REMINDER, UPDATE, ANSWER ->
                GuestLetters.deadline(
                        sending.kind(),
                        sending.trial() ? sending.answerBy() : guest.answerBy(),
                        guest,
                        dialogue,
                        clock.instant());
            default -> sending.answerBy();
        };
    }

    private MailText write(
            Mail mail,
            Which which,
            SendingReader.Stored sending,
            DialogueView dialogue,
            Addressee guest,
            Map<Placeholder, String> more) {
        String link = link(which.sending(), sending, guest);
        GuestLetters.Occasion occasion = new GuestLetters.Occasion(
                dialogue, sendings.host(dialogue.mission(), mail.language()), deadline(sending, guest, dialogue));
        TemplateText template = Objects.requireNonNull(
                sending.texts().get(mail.language()), "a mail in a language that its sending has no text in");
        TemplateText letter = letters.letter(occasion, guest, mail.language(), template, link, more);
        // Who tries a mail ends none of their own by it.
        boolean unsubscribable = sending.kind().unsubscribable() && !sending.trial();
        String text = unsubscribable
                ? letter.body() + "\n\n" + letters.unsubscribe(mail.language(), MailText.UNSUBSCRIBE_LINK)
                : letter.body();
        return new MailText(
                letter.subject(),
                text,
                GuestLetters.markup(text, unsubscribable ? List.of(link, MailText.UNSUBSCRIBE_LINK) : List.of(link)),
                calendar(mail, sending, occasion, guest),
                occasion.host(),
                sendings.replyTo(dialogue.mission()).orElse(null),
                unsubscribable);
    }

    /** Each mail has a link of its own, since what is kept of the one before is a hash. */
    private String link(SendingId id, SendingReader.Stored sending, Addressee guest) {
        String token = sending.trial() ? SAMPLE : SecretTokens.next();
        String link = links.link(token)
                .orElseThrow(() -> new IllegalStateException("it is not known where guests reach their pages"));
        if (!sending.trial()) {
            transactions.executeWithoutResult(status -> {
                sendings.issue(SecretTokens.hash(PURPOSE, token), guest.id(), id, clock.instant());
                sendings.revokeElsewhere(guest.id(), reached(guest));
            });
        }
        return link;
    }

    private static List<String> reached(Addressee guest) {
        return guest.addresses().stream().map(MailAddress::address).toList();
    }

    private @Nullable CalendarPart calendar(
            Mail mail, SendingReader.Stored sending, GuestLetters.Occasion occasion, Addressee guest) {
        MailAddress organiser = outbox.organiser().orElse(null);
        String uid = guest.calendarUid();
        // A trial leaves nothing in the officer's calendar; a link would be seen there by whoever sees that of the
        // guest.
        if (organiser == null || uid == null || sending.trial() || !WITH_EVENT.contains(sending.kind())) {
            return null;
        }
        if (sending.kind() == TemplateKind.ANSWER && !isAnsweredInCalendar(sending, guest)) {
            return null;
        }
        DialogueDetails details = occasion.dialogue().details();
        boolean off = sending.kind() == TemplateKind.CANCELLATION || sending.kind() == TemplateKind.CONFIRMATION;
        // Who was invited otherwise has no event that could be taken back.
        if (off && !sendings.isWrittenTo(guest.id())) {
            return null;
        }
        boolean comes = guest.state() == InvitationState.ACCEPTED;
        CalendarEvent event = new CalendarEvent(
                uid,
                guest.calendarSequence(),
                details.theme().in(mail.language()),
                null,
                letters.location(details, comes, mail.language()),
                off ? null : GuestLetters.stream(details, comes),
                details.startsAt(),
                details.endsAt(),
                details.zone(),
                clock.instant(),
                new CalendarPerson(occasion.host(), organiser.address()),
                new CalendarPerson(
                        guest.name(mail.language()),
                        guest.address(false).orElse(mail.to()).address()),
                !off && (guest.state() == InvitationState.INVITED || guest.state() == InvitationState.OFFERED),
                participation(guest.state()));
        return off
                ? new CalendarPart(CalendarPart.Method.CANCEL, calendars.cancel(event))
                : new CalendarPart(CalendarPart.Method.REQUEST, calendars.request(event));
    }

    /**
     * Whether the guest's calendar is told what the guest answered on the page. Not of having declined, which would bring back an event that the
     * guest may have taken out; and not before the mail that tells of a change, with which the event gets its next number.
     */
    private boolean isAnsweredInCalendar(SendingReader.Stored sending, Addressee guest) {
        return guest.state() != InvitationState.DECLINED
                && stages.facts(sending.dialogue()).mark().equals(guest.told())
                && !sendings.isChangeWaiting(guest.id());
    }

    /** As the guest's calendar is to show it. Who waits for a seat does not know yet either. */
    private static CalendarEvent.Participation participation(InvitationState state) {
        return switch (state) {
            case ACCEPTED -> CalendarEvent.Participation.ACCEPTED;
            case WAITING, TENTATIVE -> CalendarEvent.Participation.TENTATIVE;
            case DECLINED -> CalendarEvent.Participation.DECLINED;
            default -> CalendarEvent.Participation.NEEDS_ACTION;
        };
    }

    @Override
    public void ended(Mail mail, MailState state, @Nullable String reason) {
        Which which = Which.of(mail);
        Instant now = clock.instant();
        sendings.ended(
                new InvitationId(mail.subject()),
                which.sending(),
                which.toAssistant(),
                mail.to().address(),
                state,
                reason,
                now);
        if (state == MailState.WITHDRAWN) {
            sendings.untell(List.of(new InvitationId(mail.subject())), which.sending(), now);
        }
    }

    /** The present address of the guest, or of the assistant; that of the officer for a trial. */
    @Override
    public Optional<MailAddress> addressOf(Mail mail) {
        return present(mail).flatMap(guest -> guest.present(Which.of(mail).toAssistant(), mail.to()));
    }

    @Override
    public Sensitivity sensitivityOf(Mail mail) {
        return present(mail).map(Addressee::effective).orElse(mail.sensitivity());
    }

    /** The guest as it is now; nobody for a trial. */
    private Optional<Addressee> present(Mail mail) {
        return sendings.stored(Which.of(mail).sending(), mail.mission())
                .filter(sending -> !sending.trial())
                .flatMap(sending ->
                        sendings.addressee(sending.dialogue(), new InvitationId(mail.subject()), access.scope()));
    }
}
