package org.shanyraq.crm.capture.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.capture.CaptureCandidate;
import org.shanyraq.crm.capture.CaptureChip;
import org.shanyraq.crm.capture.CaptureChoice;
import org.shanyraq.crm.capture.CaptureDraft;
import org.shanyraq.crm.capture.CaptureId;
import org.shanyraq.crm.capture.CaptureKind;
import org.shanyraq.crm.capture.CaptureReading;
import org.shanyraq.crm.capture.Captured;
import org.shanyraq.crm.capture.Captures;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpView;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.StaleVersionException;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.Topics;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class CaptureService implements Captures {

    private static final String INTERACTION = "interaction";
    private static final String FOLLOW_UP = "follow-up";
    private static final String COMMITMENT = "commitment";
    private static final String TROUBLE = "crm.capture.trouble.";
    private static final String MISSING = "crm.capture.missing.";
    private static final int MOST_SUGGESTED = 10;
    private static final int MOST_CHOICES = 50;
    private static final int LONGEST_NAME = 120;
    private static final Duration DRAFTS_KEPT = Duration.ofDays(30);

    private final Access access;
    private final Contacts contacts;
    private final Organisations organisations;
    private final Topics topics;
    private final Interactions interactions;
    private final FollowUps followUps;
    private final Commitments commitments;
    private final WorkingDays workingDays;
    private final Colleagues colleagues;
    private final CaptureTable table;
    private final Clock clock;

    CaptureService(
            Access access,
            Contacts contacts,
            Organisations organisations,
            Topics topics,
            Interactions interactions,
            FollowUps followUps,
            Commitments commitments,
            WorkingDays workingDays,
            Colleagues colleagues,
            CaptureTable table,
            Clock clock) {
        this.access = access;
        this.contacts = contacts;
        this.organisations = organisations;
        this.topics = topics;
        this.interactions = interactions;
        this.followUps = followUps;
        this.commitments = commitments;
        this.workingDays = workingDays;
        this.colleagues = colleagues;
        this.table = table;
        this.clock = clock;
    }

    // ---- reading

    @Override
    public CaptureReading read(String line, List<CaptureChoice> choices) {
        if (line.length() > LONGEST) {
            throw InvalidInputException.of("line", "crm.capture.error.too-long", LONGEST);
        }
        LocalDate today = LocalDate.now(clock);
        CaptureNames names = names(choices);
        List<Mark> marks = CaptureGrammar.read(line, today, names);
        Sensitivity clearance = access.officer().clearance();
        Sensitivity sensitivity = marks.stream()
                .map(Mark::sensitivity)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(Sensitivity.INTERNAL.isWithin(clearance) ? Sensitivity.INTERNAL : clearance);
        Mark first = marks.stream()
                .filter(mark -> mark.kind() == CaptureKind.PERSON)
                .findFirst()
                .or(() -> marks.stream()
                        .filter(mark -> mark.kind() == CaptureKind.ORGANISATION)
                        .findFirst())
                .orElse(null);
        List<CaptureChip> chips = marks.stream()
                .map(mark -> chip(mark, first == null ? null : first.name(), today, clearance, names))
                .toList();
        List<String> missing = new ArrayList<>();
        if (marks.stream().noneMatch(mark -> mark.kind() == CaptureKind.HOW)) {
            missing.add(MISSING + "how");
        }
        if (marks.stream().noneMatch(mark -> mark.kind() == CaptureKind.SUMMARY && !isBlank(mark.text()))) {
            missing.add(MISSING + "said");
        }
        LocalDate day = marks.stream()
                .filter(mark -> mark.kind() == CaptureKind.DAY)
                .map(Mark::day)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(today);
        return new CaptureReading(line, chips, missing, day, sensitivity);
    }

    private CaptureNames names(List<CaptureChoice> choices) {
        return new CaptureNames(contacts, organisations, topics, interactions, access.home(), choices);
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private CaptureChip chip(
            Mark mark, @Nullable String first, LocalDate today, Sensitivity clearance, CaptureNames names) {
        return switch (mark.kind()) {
            case PERSON ->
                new Draft(mark).meaning(names.personOrBody(name(mark))).chip();
            case ORGANISATION ->
                new Draft(mark).meaning(names.personOrBody(name(mark))).chip();
            case TOPIC -> {
                CaptureNames.Meaning meaning = names.topic(name(mark));
                yield meaning.meant() == null
                        ? new Draft(mark)
                                .wrong(meaning.candidates().isEmpty() ? "topic-unknown" : "topic-unclear")
                                .among(meaning.candidates())
                                .chip()
                        : new Draft(mark).meant(meaning.meant()).chip();
            }
            case DAY ->
                Objects.requireNonNull(mark.day()).isAfter(today)
                        ? new Draft(mark).wrong("day-to-come").chip()
                        : new Draft(mark).chip();
            case SENSITIVITY ->
                Objects.requireNonNull(mark.sensitivity()).isWithin(clearance)
                        ? new Draft(mark).chip()
                        : new Draft(mark).wrong("clearance").chip();
            case FOLLOW_UP, OURS, THEIRS -> toDo(mark, first, today, names);
            case UNKNOWN ->
                new Draft(mark)
                        .wrong(Objects.requireNonNullElse(mark.trouble(), "unknown"))
                        .chip();
            case HOW, TIME, PLACE, SUMMARY, WORD -> new Draft(mark).chip();
        };
    }

    private static String name(Mark mark) {
        return Objects.requireNonNull(mark.name());
    }

    private CaptureChip toDo(Mark mark, @Nullable String first, LocalDate today, CaptureNames names) {
        Draft draft = new Draft(mark);
        Integer ahead = mark.workingDays();
        LocalDate due = ahead == null ? mark.day() : workingDays.after(today, ahead);
        draft.due(due, due == null ? null : workingDays.dayOff(due));
        if (mark.kind() != CaptureKind.FOLLOW_UP) {
            String whom = mark.name() == null ? first : mark.name();
            if (whom == null) {
                draft.wrong("to-whom");
            } else {
                draft.name = whom;
                draft.meaning(names.personOrBody(whom));
            }
        } else if (due == null) {
            draft.wrong("day-missing");
        }
        if (due != null && due.isBefore(today)) {
            draft.wrong("day-over");
        }
        if (isBlank(mark.text())) {
            draft.wrong("text-missing");
        } else if (Objects.requireNonNull(mark.text()).length() > FollowUpDetails.MOST_TEXT) {
            draft.wrong("text-long");
        }
        return draft.chip();
    }

    /** A chip while it is made. */
    private static final class Draft {

        private final Mark mark;
        private CaptureChip.State state = CaptureChip.State.UNDERSTOOD;
        private @Nullable String name;
        private @Nullable CaptureCandidate meant;
        private List<CaptureCandidate> candidates = List.of();
        private @Nullable LocalDate day;
        private @Nullable LocalizedText dayOff;
        private @Nullable String trouble;

        Draft(Mark mark) {
            this.mark = mark;
            this.name = mark.name();
            this.day = mark.day();
        }

        Draft wrong(String what) {
            state = CaptureChip.State.WRONG;
            trouble = TROUBLE + what;
            return this;
        }

        Draft meant(CaptureCandidate candidate) {
            meant = candidate;
            return this;
        }

        Draft among(List<CaptureCandidate> several) {
            candidates = several;
            return this;
        }

        void due(@Nullable LocalDate on, @Nullable LocalizedText off) {
            day = on;
            dayOff = off;
        }

        Draft meaning(CaptureNames.Meaning meaning) {
            if (meaning.meant() != null) {
                return meant(meaning.meant());
            }
            if (!meaning.candidates().isEmpty()) {
                state = CaptureChip.State.UNCLEAR;
                trouble = TROUBLE + "unclear";
                return among(meaning.candidates());
            }
            if (!isName(name)) {
                return wrong("name");
            }
            state = CaptureChip.State.NEW;
            return this;
        }

        private static boolean isName(@Nullable String name) {
            return name != null
                    && name.length() <= LONGEST_NAME
                    && name.codePoints().filter(Character::isLetter).count() > 1;
        }

        CaptureChip chip() {
            return new CaptureChip(
                    mark.kind(),
                    mark.from(),
                    mark.to(),
                    mark.said(),
                    state,
                    mark.how(),
                    name,
                    meant == null ? null : meant.record(),
                    meant == null ? LocalizedText.EMPTY : meant.title(),
                    day,
                    dayOff,
                    mark.time(),
                    mark.sensitivity(),
                    mark.text(),
                    candidates,
                    trouble);
        }
    }

    @Override
    public List<CaptureCandidate> suggest(String begun) {
        return begun.length() > LONGEST_NAME || !(begun.startsWith("@") || begun.startsWith("#"))
                ? List.of()
                : names(List.of()).suggest(begun, MOST_SUGGESTED);
    }

    // ---- saving

    // As the rooms below ask for that link what is made to records as they are by now.
    @Override
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public Captured save(String line, List<CaptureChoice> choices, UUID token) {
        OfficerId officer = access.officer().id();
        String said = CaptureTable.said(line, choices);
        Optional<CaptureTable.Saved> before = table.find(officer, token, false);
        if (before.isPresent()) {
            return sameAsBefore(before.get(), said);
        }
        CaptureReading reading = read(line, choices);
        refuseUnclear(reading);
        CaptureId id = new CaptureId(Ids.next());
        Instant now = clock.instant();
        if (!table.begin(id, officer, token, said, access.home(), now)) {
            return sameAsBefore(table.find(officer, token, true).orElseThrow(NotFoundException::new), said);
        }
        List<CaptureTable.Made> made = new ArrayList<>();
        Map<String, RecordRef> strangers = register(reading, made);
        InteractionView interaction = interactions.log(details(reading, strangers));
        made.add(new CaptureTable.Made(ref(INTERACTION, interaction.id().value()), interaction.version()));
        int followed = follow(reading, interaction, strangers, made);
        int promised = promise(reading, interaction, strangers, made);
        Captured captured = new Captured(id, interaction.id(), strangers.size(), followed, promised);
        table.end(captured, made);
        table.forgetDrafts(officer, now.minus(DRAFTS_KEPT));
        return captured;
    }

    /** The same line sent again is what it was; another one under the same token, or one that was taken back, is not lost silently. */
    private static Captured sameAsBefore(CaptureTable.Saved saved, String said) {
        if (saved.undone() || !saved.said().equals(said)) {
            throw InvalidInputException.of(
                    "token", saved.undone() ? "crm.capture.error.undone" : "crm.capture.error.saved-otherwise");
        }
        return saved.captured();
    }

    private static void refuseUnclear(CaptureReading reading) {
        List<Violation> violations = new ArrayList<>();
        reading.missing().forEach(missing -> violations.add(Violation.of("line", missing)));
        for (CaptureChip chip : reading.chips()) {
            if (!chip.isClear()) {
                violations.add(Violation.of(
                        "line", "crm.capture.error.chip", chip.said(), Violation.word(String.valueOf(chip.trouble()))));
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
    }

    private static RecordRef ref(String kind, UUID id) {
        return new RecordRef(kind, id);
    }

    /** Registers the people who are not known, each name once. */
    private Map<String, RecordRef> register(CaptureReading reading, List<CaptureTable.Made> made) {
        Map<String, RecordRef> strangers = new LinkedHashMap<>();
        for (CaptureChip chip : reading.chips()) {
            String name = chip.name();
            if (chip.state() == CaptureChip.State.NEW
                    && name != null
                    && !strangers.containsKey(CaptureWords.folded(name))) {
                ContactView stranger = contacts.register(new ContactDetails(
                        List.of(PersonName.typed(name)),
                        null,
                        LocalizedText.EMPTY,
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        null,
                        reading.sensitivity(),
                        null,
                        SOURCE));
                RecordRef contact = ref(CaptureNames.CONTACT, stranger.id().value());
                strangers.put(CaptureWords.folded(name), contact);
                made.add(new CaptureTable.Made(contact, stranger.version()));
            }
        }
        return strangers;
    }

    /** Where a contact comes from of whom no more than a name is known: what stands there is found by a search of the list. */
    private static final String SOURCE = "One-line capture: to be completed";

    private static @Nullable RecordRef record(CaptureChip chip, Map<String, RecordRef> strangers) {
        return chip.record() != null || chip.name() == null
                ? chip.record()
                : strangers.get(CaptureWords.folded(chip.name()));
    }

    private InteractionDetails details(CaptureReading reading, Map<String, RecordRef> strangers) {
        Set<Participant> participants = new LinkedHashSet<>();
        Set<TopicId> about = new LinkedHashSet<>();
        InteractionKind kind = InteractionKind.MEETING;
        CaptureChip time = null;
        String place = null;
        String summary = null;
        for (CaptureChip chip : reading.chips()) {
            RecordRef record = record(chip, strangers);
            switch (chip.kind()) {
                case HOW -> kind = Objects.requireNonNull(chip.how());
                case TIME -> time = chip;
                case PLACE -> place = joined(place, chip.text());
                case SUMMARY -> summary = chip.text();
                case PERSON, ORGANISATION -> {
                    boolean there = !chip.said().startsWith("@");
                    if (record != null && record.kind().equals(CaptureNames.CONTACT)) {
                        participants.add(Participant.of(new ContactId(record.id())));
                    } else if (there) {
                        place = joined(place, called(chip));
                    } else {
                        participants.add(new Participant(null, called(chip), null));
                    }
                }
                case TOPIC -> {
                    if (record != null) {
                        about.add(new TopicId(record.id()));
                    }
                }
                default -> {
                    // Said elsewhere.
                }
            }
        }
        return new InteractionDetails(
                kind,
                null,
                reading.day(),
                time == null ? null : time.time(),
                clock.getZone(),
                place,
                List.copyOf(participants),
                me(),
                List.copyOf(about),
                summary,
                List.of(),
                reading.sensitivity(),
                List.of());
    }

    /** All places of a line, as they were said. */
    private static @Nullable String joined(@Nullable String place, @Nullable String more) {
        return place == null ? more : more == null ? place : place + ", " + more;
    }

    private static String called(CaptureChip chip) {
        return chip.title().isEmpty()
                ? Objects.requireNonNullElse(chip.name(), chip.said())
                : chip.title().in("en");
    }

    /** Whoever notes a conversation was there. */
    private List<OfficerId> me() {
        return colleagues.getAll(List.of(access.officer().id())).stream()
                .filter(me -> me.isMemberOf(access.home()))
                .map(me -> me.id())
                .toList();
    }

    private int follow(
            CaptureReading reading,
            InteractionView interaction,
            Map<String, RecordRef> strangers,
            List<CaptureTable.Made> made) {
        List<RecordRef> links = new ArrayList<>();
        links.add(ref(INTERACTION, interaction.id().value()));
        reading.chips().stream()
                .filter(chip -> chip.kind() == CaptureKind.PERSON || chip.kind() == CaptureKind.ORGANISATION)
                .map(chip -> record(chip, strangers))
                .filter(Objects::nonNull)
                .limit(FollowUpDetails.MOST_LINKS - 1L)
                .forEach(links::add);
        List<CaptureChip> chips = reading.of(CaptureKind.FOLLOW_UP);
        for (CaptureChip chip : chips) {
            FollowUpView followUp = followUps.create(new FollowUpDetails(
                    Objects.requireNonNull(chip.text()),
                    access.officer().id(),
                    Objects.requireNonNull(chip.day()),
                    FollowUpPriority.NORMAL,
                    links,
                    reading.sensitivity()));
            made.add(new CaptureTable.Made(ref(FOLLOW_UP, followUp.id().value()), followUp.version()));
        }
        return chips.size();
    }

    private int promise(
            CaptureReading reading,
            InteractionView interaction,
            Map<String, RecordRef> strangers,
            List<CaptureTable.Made> made) {
        int promised = 0;
        for (CaptureChip chip : reading.chips()) {
            if (chip.kind() != CaptureKind.OURS && chip.kind() != CaptureKind.THEIRS) {
                continue;
            }
            RecordRef other = Objects.requireNonNull(record(chip, strangers));
            boolean contact = other.kind().equals(CaptureNames.CONTACT);
            CommitmentView commitment = commitments.create(new CommitmentDetails(
                    chip.kind() == CaptureKind.OURS ? CommitmentDirection.OURS : CommitmentDirection.THEIRS,
                    Objects.requireNonNull(chip.text()),
                    me().stream().findFirst().orElse(null),
                    contact ? new ContactId(other.id()) : null,
                    contact ? null : new OrganisationId(other.id()),
                    reading.day(),
                    chip.day(),
                    ref(INTERACTION, interaction.id().value()),
                    reading.sensitivity()));
            made.add(new CaptureTable.Made(ref(COMMITMENT, commitment.id().value()), commitment.version()));
            promised++;
        }
        return promised;
    }

    // ---- taking back

    @Override
    @Transactional
    public void undo(CaptureId id, String reason) {
        boolean undone = table.undone(id, access.officer().id()).orElseThrow(NotFoundException::new);
        if (undone) {
            return;
        }
        List<CaptureTable.Made> made = new ArrayList<>(table.records(id));
        // What hangs on others goes first.
        Collections.reverse(made);
        try {
            made.forEach(one -> takeBack(id, one, reason));
        } catch (StaleVersionException changed) {
            throw new ConflictException("crm.capture.error.changed");
        }
        table.markUndone(id, clock.instant());
    }

    private void takeBack(CaptureId capture, CaptureTable.Made made, String reason) {
        UUID id = made.record().id();
        switch (made.record().kind()) {
            case INTERACTION -> interactions.archive(new InteractionId(id), made.version());
            case FOLLOW_UP -> followUps.move(new FollowUpId(id), made.version(), FollowUpState.DROPPED, reason);
            case COMMITMENT -> commitments.release(new CommitmentId(id), made.version(), reason);
            default -> {
                // Somebody whom others met or wrote down meanwhile stays.
                if (!table.isUsedElsewhere(capture, id)) {
                    contacts.archive(new ContactId(id), made.version());
                }
            }
        }
    }

    // ---- the form

    @Override
    public InteractionDetails begin(String line, List<CaptureChoice> choices) {
        CaptureReading reading = read(line, choices);
        InteractionDetails clear = details(reading, Map.of());
        StringBuilder summary = new StringBuilder(Objects.requireNonNullElse(clear.summary(), ""));
        for (CaptureChip chip : reading.chips()) {
            boolean rest = chip.kind() == CaptureKind.FOLLOW_UP
                    || chip.kind() == CaptureKind.OURS
                    || chip.kind() == CaptureKind.THEIRS
                    || chip.kind() == CaptureKind.UNKNOWN
                    || (chip.kind() == CaptureKind.TOPIC && chip.record() == null);
            if (rest) {
                summary.append(summary.isEmpty() ? "" : "\n\n").append(chip.said());
            }
        }
        Sensitivity clearance = access.officer().clearance();
        return new InteractionDetails(
                clear.kind(),
                null,
                clear.day(),
                clear.time(),
                clear.zone(),
                clear.place(),
                clear.participants(),
                clear.officers(),
                clear.topics(),
                summary.isEmpty() ? null : summary.toString(),
                List.of(),
                clear.sensitivity().isWithin(clearance) ? clear.sensitivity() : clearance,
                List.of());
    }

    // ---- what is not finished

    @Override
    public @Nullable CaptureDraft draft() {
        return table.draft(access.officer().id(), clock.instant().minus(DRAFTS_KEPT));
    }

    @Override
    @Transactional
    public void keepDraft(String line, List<CaptureChoice> choices) {
        keep(line, choices, false);
    }

    @Override
    @Transactional
    public void handOver(String line, List<CaptureChoice> choices) {
        keep(line, choices, true);
    }

    private void keep(String line, List<CaptureChoice> choices, boolean handedOver) {
        Instant now = clock.instant();
        if (line.isBlank() || line.length() > LONGEST) {
            table.forgetDrafts(access.officer().id(), now.minus(DRAFTS_KEPT));
        } else {
            table.keepDraft(
                    access.officer().id(),
                    new CaptureDraft(line, choices.stream().limit(MOST_CHOICES).toList()),
                    handedOver,
                    now);
        }
    }
}
