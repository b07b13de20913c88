package org.shanyraq.crm.invitation.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.calendar.CalendarEvent;
import org.shanyraq.crm.calendar.CalendarPerson;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.GuestFile;
import org.shanyraq.crm.dialogue.GuestFiles;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Shortage;
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

    /** So many guests of one instance wait for a dialogue at once, or for its seats. */
    private static final int AT_ONCE = 8;

    /** Who waited so long for the others is asked to come again. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** No token is longer. */
    private static final int LONGEST_TOKEN = 100;

    private final Access access;
    private final SendingReader sendings;
    private final InvitationReader reader;
    private final InvitationRepository invitations;
    private final Dialogues dialogues;
    private final GuestFiles files;
    private final GuestLetters letters;
    private final Seating seating;
    private final Companions companions;
    private final GuestTrail trail;
    private final AnswerConfirmations confirmations;
    private final CalendarTexts calendars;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Semaphore few = new Semaphore(AT_ONCE, true);

    GuestPageService(
            Access access,
            SendingReader sendings,
            InvitationReader reader,
            InvitationRepository invitations,
            Dialogues dialogues,
            GuestFiles files,
            GuestLetters letters,
            Seating seating,
            Companions companions,
            GuestTrail trail,
            AnswerConfirmations confirmations,
            CalendarTexts calendars,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.sendings = sendings;
        this.reader = reader;
        this.invitations = invitations;
        this.dialogues = dialogues;
        this.files = files;
        this.letters = letters;
        this.seating = seating;
        this.companions = companions;
        this.trail = trail;
        this.confirmations = confirmations;
        this.calendars = calendars;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a token opens, while it is good. */
    private record Visit(SendingReader.Opened opened, DialogueView dialogue) {

        Instant answerBy() {
            return GuestPageService.answerBy(opened, dialogue.details().startsAt());
        }
    }

    /** Until when an answer that keeps or takes a seat is taken. */
    private static Instant answerBy(SendingReader.Opened opened, Instant begins) {
        Instant asked = opened.answerBy();
        Instant offered = opened.offeredUntil();
        if (asked != null && offered != null && offered.isAfter(asked)) {
            asked = offered;
        }
        return asked == null || asked.isAfter(begins) ? begins : asked;
    }

    private Optional<SendingReader.Opened> opened(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return sendings.opened(SecretTokens.hash(GuestMails.PURPOSE, token))
                .filter(opened -> opened.state().invited() && !opened.archived());
    }

    private Optional<Visit> visit(String token) {
        return opened(token)
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
                sendings.host(opened.mission(), opened.language()),
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
                files.of(opened.dialogue()),
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
    public boolean answer(String token, GuestAnswer answer) {
        return act(token, seen -> Words.of(seen, answer), turn -> answer(turn, answer));
    }

    @Override
    public boolean delegate(String token, String form, DelegateDetails delegate) {
        return act(token, seen -> checked(delegate), turn -> delegate(turn, form, checked(delegate)));
    }

    /** What a guest acts on, while the dialogue is locked. */
    private record Turn(
            String token,
            Officer guest,
            InvitationReader.Occasion occasion,
            Invitation invitation,
            SendingReader.Opened opened) {

        Instant begins() {
            return occasion.startsAt();
        }

        Instant answerBy() {
            return GuestPageService.answerBy(opened, begins());
        }
    }

    /**
     * Has a guest act, as the one who does, after all others who act on the same dialogue.
     *
     * @param check refuses what is malformed before anybody has to wait for it
     * @return whether the token opens something
     */
    private boolean act(String token, Consumer<SendingReader.Opened> check, Consumer<Turn> act) {
        Optional<SendingReader.Opened> found = opened(token);
        if (found.isEmpty()) {
            return false;
        }
        SendingReader.Opened seen = found.get();
        check.accept(seen);
        return inTurn(() -> access.callAs(
                guest(seen.mission(), seen.displayName()),
                () -> Transactions.again(transactions, () -> {
                    Optional<Turn> turn = turn(token, seen);
                    turn.ifPresent(act);
                    return turn.isPresent();
                })));
    }

    /** Has few guests at once wait for the dialogue that is locked, and the others for these, so that there are connections for all else. */
    private boolean inTurn(Supplier<Boolean> act) {
        try {
            if (!few.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ConflictException(PREFIX + "answer-busy");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new ConflictException(PREFIX + "answer-busy");
        }
        try {
            return act.get();
        } finally {
            few.release();
        }
    }

    private Optional<Turn> turn(String token, SendingReader.Opened seen) {
        Officer guest = access.officer();
        return reader.lock(seen.dialogue(), guest.scope())
                .filter(occasion -> occasion.isInviting() && occasion.endsAt().isAfter(clock.instant()))
                .flatMap(occasion -> {
                    Invitation invitation = invitation(guest, seen);
                    // As it is now that nobody else answers: of two clicks at once the second finds what the first did.
                    Optional<SendingReader.Opened> opened =
                            invitation.version() == seen.version() ? Optional.of(seen) : opened(token);
                    return opened.map(now -> new Turn(token, guest, occasion, invitation, now));
                });
    }

    private static ConflictException stale() {
        return new ConflictException(PREFIX + "answer-stale");
    }

    /** Refuses what does not come from the page as it is now, or comes too late. */
    private void require(Turn turn, String form, Instant until) {
        if (!form(turn.token(), turn.opened()).equals(form)) {
            throw stale();
        }
        if (!clock.instant().isBefore(until)) {
            throw new ConflictException(PREFIX + "answer-late");
        }
    }

    private Invitation invitation(Officer guest, SendingReader.Opened seen) {
        return invitations
                .findByDialogueIdAndMissionIdInAndIdIn(
                        seen.dialogue().value(),
                        guest.scope().missionIds(),
                        List.of(seen.invitation().value()))
                .stream()
                .findFirst()
                .orElseThrow(GuestPageService::stale);
    }

    /** What a guest wrote, as it is kept. */
    private record Words(
            @Nullable String note,
            @Nullable String diet,
            @Nullable String access,
            @Nullable List<Companion> company) {

        /** @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link GuestAnswer} is broken */
        static Words of(SendingReader.Opened opened, GuestAnswer answer) {
            Findings findings = new Findings(PREFIX);
            String note = findings.lines("note", answer.note(), LONGEST_NOTE);
            String diet = findings.lines("diet", answer.diet(), LONGEST_NEED);
            String need = findings.lines("access", answer.access(), LONGEST_NEED);
            List<Companion> company = answer.company() == null || answer.reply() == GuestReply.DECLINE
                    ? null
                    : Companions.checked(
                            answer.company(), opened.mostCompanions(), opened.unnamedCompanions(), findings);
            findings.throwIfAny();
            return new Words(
                    kept(note, opened.note(), answer.forget()),
                    kept(diet, opened.diet(), answer.forget()),
                    kept(need, opened.access(), answer.forget()),
                    company);
        }

        private static @Nullable String kept(@Nullable String written, @Nullable String before, boolean forget) {
            return written != null ? written : forget ? null : before;
        }

        boolean areOf(SendingReader.Opened opened) {
            return Objects.equals(note, opened.note())
                    && Objects.equals(diet, opened.diet())
                    && Objects.equals(access, opened.access());
        }
    }

    /** Whether whom the guest brings is whom the guest brings already, in whatever order. */
    private boolean isSameCompany(SendingReader.Opened opened, @Nullable List<Companion> company, Shortage shortage) {
        if (company == null) {
            return true;
        }
        if (opened.companions() == 0) {
            // Who came alone since there were too few seats for all has said so before.
            return company.isEmpty() || (shortage == Shortage.ALONE && opened.state() == InvitationState.ACCEPTED);
        }
        if (company.size() != opened.companions()) {
            return false;
        }
        List<Companion> others = new ArrayList<>(companions.of(opened.invitation()));
        return company.stream().allMatch(others::remove);
    }

    private void answer(Turn turn, GuestAnswer answer) {
        SendingReader.Opened opened = turn.opened();
        Words words = Words.of(opened, answer);
        if (answer.reply() == reply(opened.state())
                && words.areOf(opened)
                && isSameCompany(opened, words.company(), answer.shortage())) {
            if (opened.state() == InvitationState.ACCEPTED) {
                turn.invitation().confirmSeat(clock.instant());
            }
            return;
        }
        boolean declines = answer.reply() == GuestReply.DECLINE;
        require(turn, answer.form(), declines ? turn.begins() : turn.answerBy());
        Invitation invitation = turn.invitation();
        int before = invitation.seats();
        boolean represented = invitation.state() == InvitationState.REPRESENTED;
        seating.answer(
                turn.occasion(),
                invitation,
                answer.reply(),
                words.company(),
                answer.shortage(),
                turn.guest(),
                words.note());
        String diet = declines ? null : words.diet();
        String need = declines ? null : words.access();
        if (opened.diet() != null || opened.access() != null || diet != null || need != null) {
            sendings.need(opened.invitation(), diet, need, clock.instant());
        }
        done(turn, invitation, represented || invitation.seats() < before);
        // Who comes back and has a seat is written to at once, with the event.
        boolean back = represented && invitation.state() == InvitationState.ACCEPTED;
        if (invitation.state() != opened.state() && !back) {
            confirmations.put(turn.occasion().id(), invitation);
        }
    }

    private static DelegateDetails checked(DelegateDetails delegate) {
        Findings findings = new Findings(PREFIX);
        DelegateDetails asked = Delegates.checked(delegate, findings);
        findings.throwIfAny();
        return asked;
    }

    private void delegate(Turn turn, String form, DelegateDetails asked) {
        require(turn, form, turn.answerBy());
        Invitation invitation = turn.invitation();
        int before = invitation.seats();
        seating.delegate(turn.occasion(), invitation, asked, turn.guest());
        done(turn, invitation, invitation.seats() < before);
    }

    private void done(Turn turn, Invitation invitation, boolean freed) {
        invitations.saveAll(List.of(invitation));
        invitations.flush();
        trail.note(turn.occasion(), invitation, turn.opened().ofContact(), AuditAction.CHANGED);
        if (freed) {
            seating.fill(turn.occasion());
        }
    }

    @Override
    public Optional<InvitationId> seated(String token) {
        return visit(token)
                .map(Visit::opened)
                .filter(opened -> opened.state() == InvitationState.ACCEPTED)
                .map(SendingReader.Opened::invitation);
    }

    @Override
    public Optional<GuestFile> file(String token, AttachmentId id) {
        return visit(token).flatMap(visit -> files.of(visit.opened().dialogue()).stream()
                .filter(file -> file.id().equals(id))
                .findFirst());
    }

    @Override
    public boolean write(String token, AttachmentId id, OutputStream out) throws IOException {
        Optional<GuestFile> file = file(token, id);
        if (file.isEmpty()) {
            return false;
        }
        files.write(file.get(), out);
        return true;
    }

    @Override
    public Optional<String> calendar(String token) {
        return visit(token).map(visit -> {
            SendingReader.Opened opened = visit.opened();
            DialogueDetails details = visit.dialogue().details();
            boolean comes = opened.state() == InvitationState.ACCEPTED;
            String sender = outbox.organiser().map(MailAddress::address).orElse("noreply@localhost");
            return calendars.publish(new CalendarEvent(
                    // The event of the mails, so that one who has both has it once.
                    Objects.requireNonNullElse(opened.calendarUid(), opened.invitation() + "@shanyraq"),
                    opened.calendarSequence(),
                    details.theme().in(opened.language()),
                    null,
                    letters.location(details, comes, opened.language()),
                    GuestLetters.stream(details, comes),
                    details.startsAt(),
                    details.endsAt(),
                    details.zone(),
                    visit.dialogue().changedAt(),
                    new CalendarPerson(sendings.host(opened.mission(), opened.language()), sender),
                    new CalendarPerson("", sender),
                    false,
                    CalendarEvent.Participation.NEEDS_ACTION));
        });
    }
}
