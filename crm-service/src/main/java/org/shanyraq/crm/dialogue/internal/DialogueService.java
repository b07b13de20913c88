package org.shanyraq.crm.dialogue.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.internal.DialogueChecks.Around;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class DialogueService implements Dialogues {

    /** Kind of the entries in the audit trail that tell of a speaker. */
    static final String SPEAKER = "speaker";

    private final Access access;
    private final DialogueRepository dialogues;
    private final DialogueSeriesRepository series;
    private final DialogueReader reader;
    private final Colleagues colleagues;
    private final NameIndex nameIndex;
    private final AuditTrail audit;
    private final Clock clock;

    DialogueService(
            Access access,
            DialogueRepository dialogues,
            DialogueSeriesRepository series,
            DialogueReader reader,
            Colleagues colleagues,
            NameIndex nameIndex,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.dialogues = dialogues;
        this.series = series;
        this.reader = reader;
        this.colleagues = colleagues;
        this.nameIndex = nameIndex;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- writing
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public DialogueView create(DialogueDetails details) {
        return view(drafted(details, access.home(), null).id());
    }

    @Override
    @Transactional
    public DialogueView copy(DialogueId id, Instant startsAt) {
        DialogueView original = reader.view(id, access.scope(), true).orElseThrow(NotFoundException::new);
        DialogueDetails details = original.details();
        Duration length = Duration.between(details.startsAt(), details.endsAt());
        Map<OfficerId, Standing> officers = standings(details, original.mission());
        DialogueDetails copied = details.at(startsAt, startsAt.plus(length))
                .withInCharge(details.inCharge().stream()
                        .filter(officer -> officers.containsKey(officer)
                                && Objects.requireNonNull(officers.get(officer)).isFit())
                        .toList());
        return view(drafted(copied, original.mission(), id).id());
    }

    private Map<OfficerId, Standing> standings(DialogueDetails details, MissionId mission) {
        return details.inCharge().isEmpty()
                ? Map.of()
                : colleagues.standings(details.inCharge(), mission, details.sensitivity());
    }

    private Dialogue drafted(DialogueDetails details, MissionId mission, @Nullable DialogueId original) {
        AccessScope scope = access.scope();
        DialogueSeries belonging = series(details.series(), mission, scope, true);
        Set<ContactId> people =
                reader.people(Programme.contacts(details.agenda()).toList(), mission, scope);
        DialogueDetails checked = DialogueChecks.checked(
                details,
                new Around(
                        belonging,
                        people,
                        standings(details, mission),
                        scope.clearance(),
                        Sensitivity.PUBLIC,
                        null,
                        clock.instant()));
        Dialogue dialogue = Dialogue.draft(mission, checked, number(belonging, checked, null));
        if (original != null) {
            dialogue.madeLike(original);
        }
        save(dialogue);
        index(dialogue);
        audit.record(subject(dialogue), AuditAction.CREATED, null, Noted.of(dialogue));
        noteSpeakers(
                dialogue, dialogue.sensitivity(), List.of(), dialogue.details().agenda());
        return dialogue;
    }

    @Override
    @Transactional
    public DialogueView change(DialogueId id, long version, DialogueDetails details) {
        Dialogue dialogue = find(id);
        if (dialogue.state() != DialogueState.DRAFT) {
            access.require(Right.EDIT_DIALOGUES);
        }
        dialogue.requireVersion(version);
        AccessScope scope = access.scope();
        DialogueDetails before = dialogue.details();
        Noted noted = Noted.of(dialogue);
        boolean numbered = dialogue.number() != null
                && Objects.equals(before.series(), details.series())
                && before.sensitivity() == details.sensitivity();
        DialogueSeries belonging = series(details.series(), dialogue.mission(), scope, !numbered);
        Set<ContactId> named = new LinkedHashSet<>();
        Programme.contacts(before.agenda()).forEach(named::add);
        Programme.contacts(details.agenda()).forEach(named::add);
        Set<ContactId> people = reader.people(named, dialogue.mission(), scope);
        Sensitivity lowest = access.officer().may(Right.LOWER_SENSITIVITY) ? Sensitivity.PUBLIC : before.sensitivity();
        DialogueDetails checked = DialogueChecks.checked(
                details,
                new Around(
                        belonging,
                        people,
                        standings(details, dialogue.mission()),
                        scope.clearance(),
                        lowest,
                        dialogue,
                        clock.instant()));
        checked = checked.withAgenda(Programme.withHidden(checked.agenda(), before.agenda(), people));
        if (dialogue.change(checked, number(belonging, checked, dialogue))) {
            save(dialogue);
            if (!before.theme().equals(checked.theme())) {
                index(dialogue);
            }
            audit.record(subject(dialogue), AuditAction.CHANGED, noted, Noted.of(dialogue));
            noteSpeakers(
                    dialogue, before.sensitivity().higher(checked.sensitivity()), before.agenda(), checked.agenda());
        }
        return view(id);
    }

    @Override
    @Transactional
    public DialogueView startInviting(DialogueId id, long version) {
        return move(id, version, dialogue -> dialogue.startInviting(clock.instant()));
    }

    @Override
    @Transactional
    public DialogueView markHeld(DialogueId id, long version) {
        return move(id, version, dialogue -> dialogue.markHeld(clock.instant()));
    }

    @Override
    @Transactional
    public DialogueView cancel(DialogueId id, long version, String reason) {
        Findings findings = new Findings(DialogueChecks.PREFIX);
        String kept = findings.lines("reason", reason, 500);
        if (reason.isBlank()) {
            findings.add("reason", "reason");
        }
        findings.throwIfAny();
        return move(id, version, dialogue -> dialogue.cancel(Objects.requireNonNull(kept)));
    }

    private DialogueView move(DialogueId id, long version, Consumer<Dialogue> act) {
        Dialogue dialogue = find(id);
        dialogue.requireVersion(version);
        Noted before = Noted.of(dialogue);
        dialogue.requireLiving();
        act.accept(dialogue);
        save(dialogue);
        audit.record(subject(dialogue), AuditAction.CHANGED, before, Noted.of(dialogue));
        return view(id);
    }

    @Override
    @Transactional
    public DialogueView archive(DialogueId id, long version) {
        Dialogue dialogue = find(id);
        dialogue.requireVersion(version);
        if (dialogue.archive()) {
            save(dialogue);
            audit.record(subject(dialogue), AuditAction.ARCHIVED, null, null);
        }
        return view(id);
    }

    @Override
    @Transactional
    public DialogueView restore(DialogueId id, long version) {
        Dialogue dialogue = find(id);
        dialogue.requireVersion(version);
        if (dialogue.restore()) {
            save(dialogue);
            audit.record(subject(dialogue), AuditAction.RESTORED, null, null);
        }
        return view(id);
    }

    private Dialogue find(DialogueId id) {
        AccessScope scope = access.scope();
        return dialogues
                .findByIdAndMissionIdInAndSensitivityLessThanEqual(
                        id.value(), scope.missionIds(), (byte) scope.clearance().level())
                .orElseThrow(NotFoundException::new);
    }

    /**
     * The series, if the officer may see it in that mission.
     *
     * @param locked nobody else gets a number of it until the end of the transaction
     */
    private @Nullable DialogueSeries series(
            @Nullable DialogueSeriesId id, MissionId mission, AccessScope scope, boolean locked) {
        if (id == null) {
            return null;
        }
        byte clearance = (byte) scope.clearance().level();
        return (locked
                        ? series.findByIdAndMissionIdInAndSensitivityLessThanEqual(
                                id.value(), scope.missionIds(), clearance)
                        : series.readByIdAndMissionIdInAndSensitivityLessThanEqual(
                                id.value(), scope.missionIds(), clearance))
                .filter(found -> found.mission().equals(mission))
                .orElse(null);
    }

    /**
     * A dialogue of a series has a number when it is as sensitive as the series: whoever sees the numbers sees all who have one. It
     * keeps it as long as it stays so.
     */
    private @Nullable Integer number(
            @Nullable DialogueSeries belonging, DialogueDetails details, @Nullable Dialogue changed) {
        if (belonging == null || belonging.sensitivity() != details.sensitivity()) {
            return null;
        }
        if (changed != null
                && changed.number() != null
                && belonging.id().equals(changed.details().series())) {
            return changed.number();
        }
        return reader.nextNumber(belonging.id());
    }

    private void save(Dialogue dialogue) {
        try {
            dialogues.saveAndFlush(dialogue);
        } catch (DataIntegrityViolationException somethingNamedIsGone) {
            throw new InvalidInputException(List.of(Violation.of("", DialogueChecks.PREFIX + "refused")));
        }
    }

    private void index(Dialogue dialogue) {
        nameIndex.put(DialogueReader.KIND, dialogue.getId(), dialogue.mission().value(), dialogue.searchTexts());
    }

    private static AuditSubject subject(Dialogue dialogue) {
        return new AuditSubject(DialogueReader.KIND, dialogue.id(), dialogue.mission(), dialogue.sensitivity());
    }

    /** A speaker in a part of the agenda. */
    private record Place(AgendaItemId item, Speaker speaker) {}

    /**
     * Notes who speaks from now on and who no longer, each in an entry that is as sensitive as dialogue and contact: a history must not
     * tell of somebody who is hidden.
     */
    private void noteSpeakers(
            Dialogue dialogue, Sensitivity sensitivity, List<AgendaItem> before, List<AgendaItem> after) {
        List<Place> gone = places(before);
        List<Place> come = places(after);
        // One by one, since somebody without a contact may stand twice in a part.
        places(after).forEach(gone::remove);
        places(before).forEach(come::remove);
        List<ContactId> contacts = new ArrayList<>();
        gone.forEach(place -> Optional.ofNullable(place.speaker().contact()).ifPresent(contacts::add));
        come.forEach(place -> Optional.ofNullable(place.speaker().contact()).ifPresent(contacts::add));
        Map<ContactId, Sensitivity> sensitivities = reader.sensitivities(contacts);
        gone.forEach(place -> audit.record(
                subject(dialogue, sensitivity, place, sensitivities), AuditAction.DELETED, place.speaker(), null));
        come.forEach(place -> audit.record(
                subject(dialogue, sensitivity, place, sensitivities), AuditAction.CREATED, null, place.speaker()));
    }

    private static List<Place> places(List<AgendaItem> agenda) {
        List<Place> places = new ArrayList<>();
        agenda.forEach(item ->
                item.speakers().forEach(speaker -> places.add(new Place(Objects.requireNonNull(item.id()), speaker))));
        return places;
    }

    private static AuditSubject subject(
            Dialogue dialogue, Sensitivity sensitivity, Place place, Map<ContactId, Sensitivity> sensitivities) {
        ContactId contact = place.speaker().contact();
        Sensitivity own =
                contact == null ? Sensitivity.PUBLIC : sensitivities.getOrDefault(contact, Sensitivity.CONFIDENTIAL);
        return new AuditSubject(
                SPEAKER, place.item(), dialogue.mission(), sensitivity.higher(own), dialogue.id(), contact);
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    private DialogueView view(DialogueId id) {
        return reader.view(id, access.scope(), access.officer().kind() != Officer.Kind.SYSTEM)
                .orElseThrow(NotFoundException::new);
    }

    /** Not read-only: a look at a confidential dialogue is noted. */
    @Override
    @Transactional
    public DialogueView get(DialogueId id) {
        DialogueView dialogue = view(id);
        audit.viewed(new AuditSubject(
                DialogueReader.KIND, id, dialogue.mission(), dialogue.details().sensitivity()));
        return dialogue;
    }

    @Override
    public Slice<DialogueSummary> list(DialogueQuery query, Paging paging) {
        return reader.list(query, access.scope(), paging);
    }

    @Override
    public long count(DialogueQuery query, long limit) {
        return reader.count(query, access.scope(), limit);
    }

    @Override
    public Slice<AuditEntry> history(DialogueId id, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(id, scope)) {
            throw new NotFoundException();
        }
        return audit.historyOf(id, scope, paging);
    }
}
