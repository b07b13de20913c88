package org.shanyraq.crm.interaction.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionId;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.InteractionSummary;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.interaction.KnownStance;
import org.shanyraq.crm.interaction.MetLately;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.interaction.StatedStance;
import org.shanyraq.crm.interaction.WhyNot;
import org.shanyraq.crm.interaction.internal.InteractionParts.Frozen;
import org.shanyraq.crm.interaction.internal.InteractionParts.Part;
import org.shanyraq.crm.interaction.internal.InteractionParts.Parts;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.NamedReaders;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.Ids;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class InteractionService implements Interactions {

    /** Kind of the entries in the audit trail that tell of somebody who took part. */
    static final String PARTICIPANT = "interaction-participant";

    private static final int MOST_AWAITING = 50;

    private final Access access;
    private final InteractionRepository interactions;
    private final InteractionReader reader;
    private final InteractionParts parts;
    private final NamedReaders readers;
    private final Colleagues colleagues;
    private final AuditTrail audit;
    private final Clock clock;

    InteractionService(
            Access access,
            InteractionRepository interactions,
            InteractionReader reader,
            InteractionParts parts,
            NamedReaders readers,
            Colleagues colleagues,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.interactions = interactions;
        this.reader = reader;
        this.parts = parts;
        this.readers = readers;
        this.colleagues = colleagues;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- writing
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public InteractionView log(InteractionDetails details) {
        return entered(details, InteractionState.HELD);
    }

    @Override
    @Transactional
    public InteractionView plan(InteractionDetails details) {
        return entered(details, InteractionState.PLANNED);
    }

    private InteractionView entered(InteractionDetails details, InteractionState state) {
        MissionId mission = access.home();
        Map<ContactId, Sensitivity> people = people(mission, details.participants(), List.of());
        InteractionDetails checked = checked(details, mission, state, people, Parts.NONE, Sensitivity.PUBLIC);
        Interaction interaction = Interaction.entered(mission, access.officer().id(), state);
        List<OfficerId> named = readers.limit(
                new NamedReaders.Limit(interaction.id(), mission, null, false),
                checked.readers(),
                checked.sensitivity());
        interaction.begin(limited(checked, named));
        save(interaction);
        Parts after = parts(checked, List.of(), List.of(), Map.of(), false);
        parts.write(interaction.id(), Parts.NONE, after);
        audit.record(subject(interaction), AuditAction.CREATED, null, Noted.of(interaction, after, named));
        noteParticipants(interaction, interaction.sensitivity(), interaction.readersOf(), Parts.NONE, after, people);
        return view(interaction.id());
    }

    @Override
    @Transactional
    public InteractionView change(InteractionId id, long version, InteractionDetails details) {
        Interaction interaction = find(id, version);
        Parts before = parts.of(id);
        List<OfficerId> readersBefore = readersOf(interaction);
        UUID limitedBefore = interaction.readersOf();
        Noted noted = Noted.of(interaction, before, readersBefore);
        Sensitivity sensitivityBefore = interaction.sensitivity();
        Map<ContactId, Sensitivity> people =
                people(interaction.mission(), details.participants(), before.participants());
        Sensitivity lowest = access.officer().may(Right.LOWER_SENSITIVITY) ? Sensitivity.PUBLIC : sensitivityBefore;
        InteractionDetails checked =
                checked(details, interaction.mission(), interaction.state(), people, before, lowest);
        List<OfficerId> named = readers.limit(
                new NamedReaders.Limit(
                        id, interaction.mission(), interaction.enteredBy(), interaction.readersOf() != null),
                checked.readers(),
                checked.sensitivity());
        Set<ContactId> hidden = hidden(before, people);
        Parts after = parts(
                checked,
                before.participants(),
                before.stances().stream()
                        .filter(stance -> hidden.contains(stance.contact()))
                        .toList(),
                people,
                !checked.day().equals(interaction.day()));
        Noted now = noted.with(checked, after, named);
        if (now.equals(noted) && after.equals(before)) {
            return view(id);
        }
        interaction.change(limited(checked, named));
        save(interaction);
        parts.write(id, before, after);
        audit.record(subject(interaction), AuditAction.CHANGED, noted, now);
        noteParticipants(
                interaction,
                sensitivityBefore.higher(interaction.sensitivity()),
                // What a save that opens the record takes out of it was known to its readers alone.
                limitedBefore == null ? interaction.readersOf() : limitedBefore,
                before,
                after,
                people);
        return view(id);
    }

    @Override
    @Transactional
    public InteractionView markHeld(InteractionId id, long version, @Nullable String summary) {
        Interaction interaction = find(id, version);
        Findings findings = new Findings(InteractionChecks.PREFIX);
        String said = findings.lines("summary", summary, InteractionChecks.LONGEST_SUMMARY);
        findings.throwIfAny();
        Parts before = parts.of(id);
        Map<ContactId, Sensitivity> people = people(interaction.mission(), List.of(), before.participants());
        // What they were is known only now.
        Map<ContactId, Frozen> standings = parts.standings(people.keySet(), interaction.day());
        Parts after = new Parts(
                before.participants().stream()
                        .map(part -> new Part(part.id(), part.participant(), of(part.participant(), standings)))
                        .toList(),
                before.officers(),
                before.topics(),
                before.stances());
        return moved(
                interaction,
                before,
                after,
                people,
                planned -> planned.markHeld(LocalDate.now(clock.withZone(planned.zone())), said));
    }

    @Override
    @Transactional
    public InteractionView markFallenThrough(InteractionId id, long version, WhyNot why, @Nullable String remark) {
        Interaction interaction = find(id, version);
        Findings findings = new Findings(InteractionChecks.PREFIX);
        String words = findings.lines("remark", remark, 500);
        findings.throwIfAny();
        Parts before = parts.of(id);
        return moved(interaction, before, before, Map.of(), planned -> planned.markFallenThrough(why, words));
    }

    @Override
    @Transactional
    public InteractionView planAgain(InteractionId id, long version) {
        Interaction interaction = find(id, version);
        Parts before = parts.of(id);
        return moved(interaction, before, before, Map.of(), Interaction::planAgain);
    }

    private InteractionView moved(
            Interaction interaction,
            Parts before,
            Parts after,
            Map<ContactId, Sensitivity> people,
            Consumer<Interaction> act) {
        List<OfficerId> named = readersOf(interaction);
        Noted noted = Noted.of(interaction, before, named);
        act.accept(interaction);
        save(interaction);
        parts.write(interaction.id(), before, after);
        audit.record(subject(interaction), AuditAction.CHANGED, noted, Noted.of(interaction, after, named));
        noteParticipants(interaction, interaction.sensitivity(), interaction.readersOf(), before, after, people);
        return view(interaction.id());
    }

    @Override
    @Transactional
    public InteractionView archive(InteractionId id, long version) {
        Interaction interaction = find(id, version);
        if (interaction.archive()) {
            save(interaction);
            audit.record(subject(interaction), AuditAction.ARCHIVED, null, null);
        }
        return view(id);
    }

    @Override
    @Transactional
    public InteractionView restore(InteractionId id, long version) {
        Interaction interaction = find(id, version);
        if (interaction.restore()) {
            save(interaction);
            audit.record(subject(interaction), AuditAction.RESTORED, null, null);
        }
        return view(id);
    }

    /** The interaction, kept from being changed by others until the end of the transaction. */
    private Interaction find(InteractionId id, long version) {
        AccessScope scope = access.scope();
        Interaction interaction = interactions
                .findByIdAndMissionIdIn(id.value(), scope.missionIds())
                .orElseThrow(NotFoundException::new);
        if (!reader.isVisible(id, scope)) {
            throw new NotFoundException();
        }
        interaction.requireVersion(version);
        return interaction;
    }

    private List<OfficerId> readersOf(Interaction interaction) {
        return interaction.readersOf() == null
                ? List.of()
                : readers.of(interaction.id()).stream().map(Colleague::id).toList();
    }

    /** How sensitive all are who are named, seen or not. */
    private Map<ContactId, Sensitivity> people(MissionId mission, List<Participant> named, List<Part> before) {
        Set<ContactId> contacts = new LinkedHashSet<>();
        Stream.concat(named.stream(), before.stream().map(Part::participant)).forEach(participant -> {
            if (participant.contact() != null) {
                contacts.add(participant.contact());
            }
        });
        return reader.sensitivities(contacts, mission);
    }

    private InteractionDetails checked(
            InteractionDetails details,
            MissionId mission,
            InteractionState state,
            Map<ContactId, Sensitivity> people,
            Parts before,
            Sensitivity lowest) {
        AccessScope scope = access.scope();
        Set<ContactId> seen = new HashSet<>();
        people.forEach((contact, sensitivity) -> {
            if (sensitivity.isWithin(scope.clearance())) {
                seen.add(contact);
            }
        });
        return InteractionChecks.checked(
                details,
                new InteractionChecks.Around(
                        state,
                        seen,
                        details.officers().isEmpty()
                                ? Map.of()
                                : colleagues.standings(details.officers(), mission, Sensitivity.PUBLIC),
                        reader.offered(new LinkedHashSet<>(details.topics()), mission),
                        before,
                        scope.clearance(),
                        lowest,
                        LocalDate.now(clock.withZone(details.zone()))));
    }

    private Set<ContactId> hidden(Parts before, Map<ContactId, Sensitivity> people) {
        Set<ContactId> hidden = new HashSet<>();
        before.participants().forEach(part -> {
            ContactId contact = part.participant().contact();
            if (contact != null
                    && !people.getOrDefault(contact, Sensitivity.CONFIDENTIAL)
                            .isWithin(access.scope().clearance())) {
                hidden.add(contact);
            }
        });
        return hidden;
    }

    /**
     * The lists from now on. Who took part before keeps what they were, unless the day is another one.
     *
     * @param before who took part; those hidden from the officer still do
     * @param hiddenStances of those
     */
    private Parts parts(
            InteractionDetails details,
            List<Part> before,
            List<StatedStance> hiddenStances,
            Map<ContactId, Sensitivity> people,
            boolean anotherDay) {
        Map<Participant, Part> known = new HashMap<>();
        before.forEach(part -> known.put(part.participant(), part));
        List<Participant> wanted = new ArrayList<>(details.participants());
        before.stream()
                .map(Part::participant)
                .filter(participant -> participant.contact() != null
                        && !people.getOrDefault(participant.contact(), Sensitivity.CONFIDENTIAL)
                                .isWithin(access.scope().clearance()))
                .forEach(wanted::add);
        List<ContactId> asked = wanted.stream()
                .filter(participant -> anotherDay || !known.containsKey(participant))
                .map(Participant::contact)
                .filter(Objects::nonNull)
                .toList();
        Map<ContactId, Frozen> standings = parts.standings(asked, details.day());
        List<Part> participants = wanted.stream()
                .map(participant -> {
                    Part part = known.get(participant);
                    return part != null && !anotherDay
                            ? part
                            : new Part(
                                    part == null ? new ParticipantId(Ids.next()) : part.id(),
                                    participant,
                                    of(participant, standings));
                })
                .toList();
        List<StatedStance> stances = new ArrayList<>(details.stances());
        stances.addAll(hiddenStances);
        return new Parts(participants, details.officers(), details.topics(), sorted(stances));
    }

    /** In the order in which they are read. */
    private static List<StatedStance> sorted(List<StatedStance> stances) {
        return stances.stream()
                .sorted(Comparator.comparing((StatedStance stance) ->
                                stance.contact().value().toString())
                        .thenComparing(stance -> stance.topic().value().toString()))
                .toList();
    }

    private static @Nullable Frozen of(Participant participant, Map<ContactId, Frozen> standings) {
        return participant.contact() == null ? null : standings.get(participant.contact());
    }

    private static InteractionDetails limited(InteractionDetails details, List<OfficerId> readers) {
        return new InteractionDetails(
                details.kind(),
                details.subject(),
                details.day(),
                details.time(),
                details.zone(),
                details.place(),
                details.participants(),
                details.officers(),
                details.topics(),
                details.summary(),
                details.stances(),
                details.sensitivity(),
                readers);
    }

    private void save(Interaction interaction) {
        try {
            interactions.saveAndFlush(interaction);
        } catch (DataIntegrityViolationException somethingNamedIsGone) {
            throw new InvalidInputException(List.of(Violation.of("", InteractionChecks.PREFIX + "refused")));
        }
    }

    private static AuditSubject subject(Interaction interaction) {
        return new AuditSubject(
                        InteractionReader.KIND, interaction.id(), interaction.mission(), interaction.sensitivity())
                .limitedTo(interaction.readersOf());
    }

    /**
     * Notes who takes part from now on, who no longer, and where they stand, each in an entry that is as sensitive as interaction and
     * contact: a history must not tell of somebody who is hidden.
     */
    private void noteParticipants(
            Interaction interaction,
            Sensitivity sensitivity,
            @Nullable UUID limitedTo,
            Parts before,
            Parts after,
            Map<ContactId, Sensitivity> people) {
        Map<ParticipantId, Noted.Person> gone = noted(before);
        Map<ParticipantId, Noted.Person> come = noted(after);
        gone.forEach((id, person) -> {
            if (!come.containsKey(id)) {
                audit.record(
                        subject(interaction, sensitivity, limitedTo, id, person, people),
                        AuditAction.DELETED,
                        person,
                        null);
            }
        });
        come.forEach((id, person) -> {
            Noted.Person earlier = gone.get(id);
            if (!person.equals(earlier)) {
                audit.record(
                        subject(interaction, sensitivity, limitedTo, id, person, people),
                        earlier == null ? AuditAction.CREATED : AuditAction.CHANGED,
                        earlier,
                        person);
            }
        });
    }

    private static Map<ParticipantId, Noted.Person> noted(Parts parts) {
        Map<ParticipantId, Noted.Person> people = new LinkedHashMap<>();
        parts.participants().forEach(part -> people.put(part.id(), Noted.Person.of(part, parts.stances())));
        return people;
    }

    private static AuditSubject subject(
            Interaction interaction,
            Sensitivity sensitivity,
            @Nullable UUID limitedTo,
            ParticipantId id,
            Noted.Person person,
            Map<ContactId, Sensitivity> people) {
        ContactId contact = person.contact();
        Sensitivity own = contact == null ? Sensitivity.PUBLIC : people.getOrDefault(contact, Sensitivity.CONFIDENTIAL);
        return new AuditSubject(
                        PARTICIPANT, id, interaction.mission(), sensitivity.higher(own), interaction.id(), contact)
                .limitedTo(limitedTo);
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    private InteractionView view(InteractionId id) {
        InteractionReader.Found found = reader.find(id, access.scope()).orElseThrow(NotFoundException::new);
        List<OfficerId> ours = new ArrayList<>(found.officers());
        ours.add(found.enteredBy());
        return found.view(found.summary().limited() ? readers.of(id) : List.of(), colleagues.getAll(ours));
    }

    /** Not read-only: a look at a confidential interaction is noted. */
    @Override
    @Transactional
    public InteractionView get(InteractionId id) {
        InteractionView interaction = view(id);
        audit.viewed(new AuditSubject(
                        InteractionReader.KIND,
                        id,
                        interaction.mission(),
                        interaction.details().sensitivity())
                .limitedTo(interaction.limited() ? id.value() : null));
        return interaction;
    }

    @Override
    public Slice<InteractionSummary> list(InteractionQuery query, Paging paging) {
        return reader.list(query, access.scope(), paging);
    }

    @Override
    public long count(InteractionQuery query, long limit) {
        return reader.count(query, access.scope(), limit);
    }

    @Override
    public List<InteractionSummary> awaitingWord(int limit) {
        return reader.awaitingWord(
                access.officer().id(), clock.instant(), access.scope(), Math.max(1, Math.min(limit, MOST_AWAITING)));
    }

    @Override
    public List<MetLately> metLately(int limit) {
        return reader.metLately(access.officer().id(), access.scope(), Math.max(1, Math.min(limit, MOST_AWAITING)));
    }

    @Override
    public List<InteractionSummary> ahead(int limit) {
        return reader.ahead(
                access.officer().id(),
                LocalDate.now(clock),
                access.scope(),
                Math.max(1, Math.min(limit, MOST_AWAITING)));
    }

    @Override
    public List<KnownStance> stancesOf(ContactId contact) {
        return reader.stancesOf(contact, access.scope());
    }

    @Override
    public List<KnownStance> stancesWithin(OrganisationId organisation) {
        return reader.stancesWithin(organisation, access.scope());
    }

    @Override
    public Slice<AuditEntry> history(InteractionId id, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(id, scope)) {
            throw new NotFoundException();
        }
        return audit.historyOf(id, scope, paging);
    }
}
