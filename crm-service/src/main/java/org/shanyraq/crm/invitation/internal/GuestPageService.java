package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.calendar.CalendarEvent;
import org.shanyraq.crm.calendar.CalendarPerson;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Sha256;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.shared.internal.Transactions;
import org.springframework.transaction.support.TransactionOperations;

class GuestPageService implements GuestPages {

    private static final String PREFIX = "crm.invitation.error.";
    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_NEED = 300;

    /** No token is longer. */
    private static final int LONGEST_TOKEN = 100;

    private final Access access;
    private final SendingReader sendings;
    private final InvitationReader reader;
    private final InvitationRepository invitations;
    private final Dialogues dialogues;
    private final GuestLetters letters;
    private final Seating seating;
    private final Companions companions;
    private final GuestTrail trail;
    private final CalendarTexts calendars;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    GuestPageService(
            Access access,
            SendingReader sendings,
            InvitationReader reader,
            InvitationRepository invitations,
            Dialogues dialogues,
            GuestLetters letters,
            Seating seating,
            Companions companions,
            GuestTrail trail,
            CalendarTexts calendars,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.sendings = sendings;
        this.reader = reader;
        this.invitations = invitations;
        this.dialogues = dialogues;
        this.letters = letters;
        this.seating = seating;
        this.companions = companions;
        this.trail = trail;
        this.calendars = calendars;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a token opens, while it is good. */
    private record Visit(SendingReader.Opened opened, DialogueView dialogue) {

        Instant answerBy() {
            Instant begins = dialogue.details().startsAt();
            Instant asked = opened.answerBy();
            Instant offered = opened.offeredUntil();
            if (asked != null && offered != null && offered.isAfter(asked)) {
                asked = offered;
            }
            return asked == null || asked.isAfter(begins) ? begins : asked;
        }
    }

    private Optional<Visit> visit(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return sendings.opened(SecretTokens.hash(GuestMails.PURPOSE, token))
                .filter(opened -> opened.state().invited() && !opened.archived())
                .map(opened -> new Visit(
                        opened,
                        GuestLetters.told(access, dialogues, opened.dialogue(), opened.mission(), opened.ofDialogue())))
                .filter(visit -> visit.dialogue().state() == DialogueState.INVITING
                        && !visit.dialogue().archived()
                        && visit.dialogue().details().endsAt().isAfter(clock.instant()));
    }

    /** The guest, as the one who answers. */
    static Officer guest(MissionId mission, String displayName) {
        Officer system = Officer.system(mission);
        return new Officer(
                system.id(),
                system.kind(),
                displayName,
                system.roles(),
                system.missions(),
                system.home(),
                system.clearance());
    }

    @Override
    public Optional<GuestPage> open(String token) {
        return visit(token).map(visit -> page(token, visit));
    }

    private GuestPage page(String token, Visit visit) {
        SendingReader.Opened opened = visit.opened();
        DialogueDetails details = visit.dialogue().details();
        boolean online = details.format() == DialogueFormat.ONLINE;
        return new GuestPage(
                opened.language(),
                opened.givenName(),
                sendings.host(opened.mission()),
                details.theme(),
                visit.dialogue().seriesName(),
                details.format(),
                online ? null : details.venue(),
                online ? null : details.address(),
                opened.state() == InvitationState.ACCEPTED ? details.streamLink() : null,
                details.startsAt(),
                details.endsAt(),
                details.zone(),
                letters.programme(visit.dialogue(), opened.language()),
                reply(opened.state()),
                opened.state() == InvitationState.WAITING,
                opened.offeredUntil(),
                opened.state() == InvitationState.LAPSED,
                opened.companions(),
                opened.mostCompanions(),
                opened.unnamedCompanions(),
                opened.state() == InvitationState.DELEGATING,
                opened.state() == InvitationState.REPRESENTED,
                !opened.delegate()
                        && InvitationAct.DELEGATE.from(opened.state()).isPresent(),
                visit.answerBy(),
                clock.instant().isBefore(visit.answerBy()),
                (opened.state() == InvitationState.ACCEPTED
                                || opened.state() == InvitationState.WAITING
                                || opened.state() == InvitationState.OFFERED
                                || opened.state() == InvitationState.DELEGATING)
                        && clock.instant().isBefore(details.startsAt()),
                form(token, opened),
                opened.note() != null || opened.diet() != null || opened.access() != null);
    }

    /** What a guest in that state has answered; null for nothing. */
    static @Nullable GuestReply reply(InvitationState state) {
        return switch (state) {
            case ACCEPTED, WAITING -> GuestReply.ACCEPT;
            case TENTATIVE -> GuestReply.HESITATE;
            case DECLINED -> GuestReply.DECLINE;
            default -> null;
        };
    }

    /** Known to whoever opened the page, and another one after each answer. */
    private static String form(String token, SendingReader.Opened opened) {
        return Sha256.hex("answer form:" + opened.state() + ":" + opened.answeredAt() + ":" + token)
                .substring(0, 32);
    }

    @Override
    public Optional<GuestPage> answer(String token, GuestAnswer answer) {
        Optional<Visit> visit = visit(token);
        visit.ifPresent(found -> access.runAs(
                guest(found.opened().mission(), found.opened().displayName()),
                () -> Transactions.again(transactions, () -> {
                    answer(token, found, answer);
                    return Boolean.TRUE;
                })));
        return visit.isEmpty() ? Optional.empty() : open(token);
    }

    private void answer(String token, Visit visit, GuestAnswer answer) {
        Officer guest = access.officer();
        InvitationReader.Occasion occasion = reader.lock(visit.opened().dialogue(), guest.scope())
                .orElseThrow(() -> new ConflictException(PREFIX + "answer-stale"));
        // As it is now that nobody else answers: of two clicks at once the second finds what the first did.
        SendingReader.Opened opened = sendings.opened(SecretTokens.hash(GuestMails.PURPOSE, token))
                .filter(found -> found.state().invited())
                .orElseThrow(() -> new ConflictException(PREFIX + "answer-stale"));
        Findings findings = new Findings(PREFIX);
        String note = findings.lines("note", answer.note(), LONGEST_NOTE);
        String diet = findings.lines("diet", answer.diet(), LONGEST_NEED);
        String need = findings.lines("access", answer.access(), LONGEST_NEED);
        List<Companion> company = answer.company() == null || answer.reply() == GuestReply.DECLINE
                ? null
                : Companions.checked(answer.company(), opened.mostCompanions(), opened.unnamedCompanions(), findings);
        findings.throwIfAny();
        String noteNow = kept(note, opened.note(), answer.forget());
        String dietNow = kept(diet, opened.diet(), answer.forget());
        String needNow = kept(need, opened.access(), answer.forget());
        boolean sameWords = Objects.equals(noteNow, opened.note())
                && Objects.equals(dietNow, opened.diet())
                && Objects.equals(needNow, opened.access());
        boolean sameCompany = company == null
                || (company.size() == opened.companions()
                        && (company.isEmpty() || company.equals(companions.of(opened.invitation()))));
        if (sameWords && sameCompany && answer.reply() == reply(opened.state())) {
            return;
        }
        if (!form(token, opened).equals(answer.form())) {
            throw new ConflictException(PREFIX + "answer-stale");
        }
        Instant now = clock.instant();
        boolean inTime = now.isBefore(
                answer.reply() == GuestReply.DECLINE
                        ? visit.dialogue().details().startsAt()
                        : visit.answerBy());
        if (!inTime || occasion.state() != DialogueState.INVITING || occasion.archived()) {
            throw new ConflictException(PREFIX + "answer-late");
        }
        List<Invitation> found = invitations.findByDialogueIdAndMissionIdInAndIdIn(
                occasion.id().value(),
                guest.scope().missionIds(),
                List.of(opened.invitation().value()));
        Sensitivity sensitivity = sensitivity(occasion, opened.invitation(), guest);
        Invitation invitation = found.get(0);
        int before = invitation.seats();
        boolean represented = invitation.state() == InvitationState.REPRESENTED;
        seating.answer(occasion, invitation, answer.reply(), company, answer.shortage(), guest, noteNow);
        invitations.saveAll(found);
        invitations.flush();
        boolean declines = answer.reply() == GuestReply.DECLINE;
        if (opened.diet() != null || opened.access() != null || (!declines && (dietNow != null || needNow != null))) {
            sendings.need(opened.invitation(), declines ? null : dietNow, declines ? null : needNow, now);
        }
        trail.note(occasion, invitation, sensitivity, AuditAction.CHANGED);
        if (represented || invitation.seats() < before) {
            seating.fill(occasion);
        }
    }

    /** Of the contact; a guest who is not to be seen any more does not answer. */
    private Sensitivity sensitivity(InvitationReader.Occasion occasion, InvitationId id, Officer guest) {
        InvitationReader.Person person =
                reader.people(occasion.id(), List.of(id), guest.scope()).get(id);
        if (person == null) {
            throw new ConflictException(PREFIX + "answer-stale");
        }
        return person.sensitivity();
    }

    @Override
    public Optional<GuestPage> delegate(String token, String form, DelegateDetails delegate) {
        Optional<Visit> visit = visit(token);
        visit.ifPresent(found -> access.runAs(
                guest(found.opened().mission(), found.opened().displayName()),
                () -> Transactions.again(transactions, () -> {
                    delegate(token, found, form, delegate);
                    return Boolean.TRUE;
                })));
        return visit.isEmpty() ? Optional.empty() : open(token);
    }

    private void delegate(String token, Visit visit, String form, DelegateDetails delegate) {
        Officer guest = access.officer();
        InvitationReader.Occasion occasion = reader.lock(visit.opened().dialogue(), guest.scope())
                .orElseThrow(() -> new ConflictException(PREFIX + "answer-stale"));
        SendingReader.Opened opened = sendings.opened(SecretTokens.hash(GuestMails.PURPOSE, token))
                .filter(found -> found.state().invited())
                .orElseThrow(() -> new ConflictException(PREFIX + "answer-stale"));
        Findings findings = new Findings(PREFIX);
        DelegateDetails asked = Delegates.checked(delegate, findings);
        findings.throwIfAny();
        if (!form(token, opened).equals(form)) {
            throw new ConflictException(PREFIX + "answer-stale");
        }
        if (!clock.instant().isBefore(visit.answerBy())
                || occasion.state() != DialogueState.INVITING
                || occasion.archived()) {
            throw new ConflictException(PREFIX + "answer-late");
        }
        List<Invitation> found = invitations.findByDialogueIdAndMissionIdInAndIdIn(
                occasion.id().value(),
                guest.scope().missionIds(),
                List.of(opened.invitation().value()));
        Sensitivity sensitivity = sensitivity(occasion, opened.invitation(), guest);
        Invitation invitation = found.get(0);
        int before = invitation.seats();
        seating.delegate(occasion, invitation, asked, guest);
        invitations.saveAll(found);
        invitations.flush();
        trail.note(occasion, invitation, sensitivity, AuditAction.CHANGED);
        if (invitation.seats() < before) {
            seating.fill(occasion);
        }
    }

    private static @Nullable String kept(@Nullable String written, @Nullable String before, boolean forget) {
        return written != null ? written : forget ? null : before;
    }

    @Override
    public Optional<InvitationId> seated(String token) {
        return visit(token)
                .map(Visit::opened)
                .filter(opened -> opened.state() == InvitationState.ACCEPTED)
                .map(SendingReader.Opened::invitation);
    }

    @Override
    public Optional<String> calendar(String token) {
        return visit(token).map(visit -> {
            SendingReader.Opened opened = visit.opened();
            DialogueDetails details = visit.dialogue().details();
            String sender = outbox.organiser().map(MailAddress::address).orElse("noreply@localhost");
            return calendars.publish(new CalendarEvent(
                    // The event of the mails, so that one who has both has it once.
                    Objects.requireNonNullElse(opened.calendarUid(), opened.invitation() + "@shanyraq"),
                    opened.calendarSequence(),
                    details.theme().in(opened.language()),
                    null,
                    details.format() == DialogueFormat.ONLINE ? null : GuestMails.place(details),
                    null,
                    details.startsAt(),
                    details.endsAt(),
                    details.zone(),
                    visit.dialogue().changedAt(),
                    new CalendarPerson(sendings.host(opened.mission()), sender),
                    new CalendarPerson("", sender),
                    false,
                    CalendarEvent.Participation.NEEDS_ACTION));
        });
    }
}
