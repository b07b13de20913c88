package org.shanyraq.crm.attendance.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.attendance.AttendanceQuery;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.DoorAnswer;
import org.shanyraq.crm.attendance.DoorAnswer.Outcome;
import org.shanyraq.crm.attendance.DoorCompanion;
import org.shanyraq.crm.attendance.DoorCount;
import org.shanyraq.crm.attendance.DoorGuest;
import org.shanyraq.crm.attendance.WalkIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.TooLargeException;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class AttendanceService implements Attendances {

    static final String PREFIX = "crm.attendance.error.";

    private static final int LONGEST = 250;

    private final Access access;
    private final AttendanceRepository all;
    private final DoorReader reader;
    private final DoorPasses passes;
    private final Invitations invitations;
    private final Contacts contacts;
    private final NameIndex names;
    private final AuditTrail audit;
    private final Duration opens;
    private final Clock clock;

    AttendanceService(
            Access access,
            AttendanceRepository all,
            DoorReader reader,
            DoorPasses passes,
            Invitations invitations,
            Contacts contacts,
            NameIndex names,
            AuditTrail audit,
            Duration opens,
            Clock clock) {
        this.access = access;
        this.all = all;
        this.reader = reader;
        this.passes = passes;
        this.invitations = invitations;
        this.contacts = contacts;
        this.names = names;
        this.audit = audit;
        this.opens = opens;
        this.clock = clock;
    }

    /** The dialogue, whose door is open, and stays so until the end of the transaction. */
    private DoorReader.Occasion open(DialogueId dialogue) {
        DoorReader.Occasion occasion = reader.lock(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        if (occasion.archived() || occasion.state() == DialogueState.CANCELLED) {
            throw new ConflictException(PREFIX + "closed");
        }
        if (occasion.state() == DialogueState.DRAFT) {
            throw new ConflictException(PREFIX + "draft");
        }
        if (occasion.state() == DialogueState.HELD && !access.officer().may(Right.KEEP_GUESTS)) {
            throw new ConflictException(PREFIX + "held");
        }
        if (occasion.state() == DialogueState.INVITING
                && clock.instant().isBefore(occasion.startsAt().minus(opens))) {
            throw new ConflictException(PREFIX + "early", opens.toHours());
        }
        return occasion;
    }

    // ---- guests
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public DoorAnswer scan(DialogueId dialogue, String code) {
        DoorReader.Occasion occasion = open(dialogue);
        Optional<DoorCode> read = DoorCode.of(code);
        if (read.isEmpty()) {
            return DoorAnswer.none(Outcome.NO_CODE);
        }
        // A code of another dialogue, or of a guest whom the officer may not see, is one of nobody.
        return passes.bearer(read.get())
                .flatMap(bearer -> bearer.position() == 0
                        ? letIn(occasion, bearer.guest(), true)
                        : letInCompanion(occasion, bearer.guest(), bearer.position()))
                .orElseGet(() -> DoorAnswer.none(Outcome.UNKNOWN));
    }

    /** Without a transaction while the picture is looked at, so that no connection waits for it. */
    @Override
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Optional<String> readPicture(DialogueId dialogue, byte[] picture) {
        if (picture.length > LARGEST_PICTURE) {
            throw new TooLargeException(PREFIX + "picture-large", LARGEST_PICTURE / 1024 / 1024);
        }
        occasion(dialogue);
        return QrPicture.read(picture).flatMap(DoorCode::of).map(DoorCode::text);
    }

    @Override
    @Transactional
    public DoorAnswer checkIn(DialogueId dialogue, InvitationId guest) {
        return letIn(open(dialogue), guest, false).orElseThrow(NotFoundException::new);
    }

    @Override
    @Transactional
    public DoorAnswer checkInCompanion(DialogueId dialogue, InvitationId id, int position) {
        return letInCompanion(open(dialogue), id, position).orElseThrow(NotFoundException::new);
    }

    /** @return empty when there is no such guest for the officer, or the guest brings fewer */
    private Optional<DoorAnswer> letInCompanion(DoorReader.Occasion occasion, InvitationId id, int position) {
        reader.lockGuest(id);
        Optional<DoorGuest> found = reader.guest(occasion.id(), id, access.scope());
        Optional<DoorCompanion> brought = found.flatMap(guest -> companion(guest, position));
        if (found.isEmpty() || brought.isEmpty()) {
            return Optional.empty();
        }
        DoorGuest guest = found.get();
        DoorCompanion companion = brought.get();
        if (companion.came() != null) {
            return Optional.of(new DoorAnswer(Outcome.ALREADY, DoorReader.companion(guest, companion)));
        }
        InvitationView invitation = invitations.get(occasion.id(), id);
        Attendance arrival =
                Attendance.companion(occasion.mission(), invitation, position, access.officer(), clock.instant());
        save(arrival);
        note(occasion, arrival, invitation.effective(), AuditAction.CREATED);
        DoorGuest now = reader.guest(occasion.id(), id, access.scope()).orElseThrow(NotFoundException::new);
        return Optional.of(new DoorAnswer(
                guest.state() == InvitationState.ACCEPTED ? Outcome.CAME : Outcome.CAME_UNEXPECTED,
                DoorReader.companion(now, companion(now, position).orElseThrow(NotFoundException::new))));
    }

    private static Optional<DoorCompanion> companion(DoorGuest guest, int position) {
        return guest.companions().stream()
                .filter(one -> one.position() == position)
                .findFirst();
    }

    /** @return empty when there is no such guest for the officer */
    private Optional<DoorAnswer> letIn(DoorReader.Occasion occasion, InvitationId id, boolean byCode) {
        reader.lockGuest(id);
        Optional<DoorGuest> found = reader.guest(occasion.id(), id, access.scope());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        DoorGuest guest = found.get();
        if (guest.came() != null) {
            return Optional.of(new DoorAnswer(Outcome.ALREADY, guest));
        }
        InvitationState state = guest.state();
        if (byCode && (state == null || !state.chosen())) {
            return Optional.of(new DoorAnswer(Outcome.NOT_INVITED, guest));
        }
        InvitationView invitation = invitations.get(occasion.id(), id);
        Attendance arrival = Attendance.guest(occasion.mission(), invitation, access.officer(), clock.instant());
        save(arrival);
        note(occasion, arrival, invitation.effective(), AuditAction.CREATED);
        return Optional.of(new DoorAnswer(
                state == InvitationState.ACCEPTED ? Outcome.CAME : Outcome.CAME_UNEXPECTED,
                reader.guest(occasion.id(), id, access.scope()).orElseThrow(NotFoundException::new)));
    }

    @Override
    @Transactional
    public AttendanceView undo(DialogueId dialogue, AttendanceId id) {
        DoorReader.Occasion occasion = open(dialogue);
        // As it is now, before anything else is read of it.
        Attendance arrival = arrival(dialogue, id);
        AttendanceView view = get(dialogue, id);
        if (arrival.counts()) {
            arrival.undo(access.officer(), clock.instant());
            save(arrival);
            if (arrival.name() != null) {
                names.remove(DoorReader.KIND, id.value());
            }
            InvitationId guest = view.invitation();
            note(
                    occasion,
                    arrival,
                    guest == null
                            ? sensitivity(occasion, arrival.contact())
                            : invitations.get(dialogue, guest).effective(),
                    AuditAction.ARCHIVED);
        }
        return get(dialogue, id);
    }

    // ---- walk-ins
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public AttendanceView addWalkIn(DialogueId dialogue, WalkIn walkIn) {
        DoorReader.Occasion occasion = open(dialogue);
        Findings findings = new Findings(PREFIX);
        String name = findings.line("name", walkIn.name(), LONGEST);
        String organisation = findings.lineOrNull("organisation", walkIn.organisation(), LONGEST);
        if (name.isEmpty() && findings.isEmpty()) {
            findings.add("name", "name");
        }
        findings.throwIfAny();
        Optional<Attendance> known = all.findByDialogueIdAndMissionIdInAndEntryId(
                dialogue.value(), access.scope().missionIds(), walkIn.entry());
        if (known.isPresent()) {
            Attendance before = known.get();
            // The answer to the one before was lost on the way, and the form was sent again for somebody else.
            if (!before.counts() || !name.equals(before.name())) {
                throw new ConflictException(PREFIX + "entry-used", Objects.requireNonNullElse(before.name(), ""));
            }
            return get(dialogue, before.id());
        }
        Attendance arrival = Attendance.walkIn(
                occasion.mission(),
                dialogue,
                walkIn.entry(),
                name,
                organisation,
                walkIn.circle(),
                access.officer(),
                clock.instant());
        save(arrival);
        names.put(DoorReader.KIND, arrival.getId(), occasion.mission().value(), List.of(name));
        note(occasion, arrival, occasion.sensitivity(), AuditAction.CREATED);
        return get(dialogue, arrival.id());
    }

    @Override
    @Transactional
    public AttendanceView link(DialogueId dialogue, AttendanceId id, ContactId contact) {
        return link(dialogue, id, contact, false);
    }

    @Override
    @Transactional
    public AttendanceView merge(DialogueId dialogue, AttendanceId id, ContactId contact) {
        return link(dialogue, id, contact, true);
    }

    private AttendanceView link(DialogueId dialogue, AttendanceId id, ContactId contact, boolean merging) {
        DoorReader.Occasion occasion = reader.lock(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        // As letting in does, and before anything else is read: whoever lets in that guest meanwhile waits, or is seen.
        Optional<InvitationId> guest = reader.lockGuest(dialogue, contact);
        get(dialogue, id);
        ContactSummary person = contacts.summaries(List.of(contact), ContactQuery.ALL).stream()
                .filter(found -> found.mission().equals(occasion.mission()))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        if (person.archived()) {
            throw new ConflictException(PREFIX + "contact-archived");
        }
        Attendance arrival = arrival(dialogue, id);
        if (contact.equals(arrival.contact())) {
            return get(dialogue, id);
        }
        Sensitivity effective = occasion.sensitivity().higher(person.sensitivity());
        if (reader.came(dialogue, contact)) {
            if (!merging || !arrival.isUnlinked()) {
                throw new ConflictException(PREFIX + (arrival.isUnlinked() ? "came" : "no-walk-in"), person.name());
            }
            return merged(occasion, arrival, contact, effective);
        }
        if (guest.isPresent()) {
            arrival.link(invitations.get(dialogue, guest.get()));
        } else {
            arrival.link(person);
        }
        save(arrival);
        note(occasion, arrival, effective, AuditAction.CHANGED);
        return get(dialogue, id);
    }

    private AttendanceView merged(
            DoorReader.Occasion occasion, Attendance walkIn, ContactId contact, Sensitivity effective) {
        Attendance stays = all.findByDialogueIdAndMissionIdInAndContactIdAndPresent(
                        occasion.id().value(), access.scope().missionIds(), contact.value(), 1)
                .orElseThrow(() -> new ConflictException(PREFIX + "again"));
        walkIn.undo(access.officer(), clock.instant());
        save(walkIn);
        names.remove(DoorReader.KIND, walkIn.getId());
        note(occasion, walkIn, occasion.sensitivity(), AuditAction.ARCHIVED);
        stays.cameWith(walkIn);
        save(stays);
        note(occasion, stays, effective, AuditAction.CHANGED);
        return get(occasion.id(), stays.id());
    }

    @Override
    @Transactional
    public AttendanceView unlink(DialogueId dialogue, AttendanceId id) {
        DoorReader.Occasion occasion = reader.lock(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        Attendance arrival = arrival(dialogue, id);
        get(dialogue, id);
        ContactId wrong = arrival.contact();
        Noted before = noted(arrival);
        Sensitivity effective = sensitivity(occasion, wrong);
        arrival.unlink();
        save(arrival);
        // It is about whom it does not name any more.
        note(occasion, arrival, wrong, effective, AuditAction.CHANGED, before);
        return get(dialogue, id);
    }

    @Override
    @Transactional
    public AttendanceView register(DialogueId dialogue, AttendanceId id, PersonName name) {
        DoorReader.Occasion occasion = reader.occasion(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        AttendanceView walkIn = get(dialogue, id);
        if (walkIn.contact() != null || walkIn.typedName() == null) {
            throw new ConflictException(PREFIX + "no-walk-in");
        }
        ContactId contact = contacts.register(new ContactDetails(
                        List.of(name),
                        null,
                        LocalizedText.EMPTY,
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        walkIn.typedOrganisation(),
                        occasion.sensitivity().higher(Sensitivity.INTERNAL),
                        null,
                        null))
                .id();
        return link(dialogue, id, contact);
    }

    // ---- both
    // --------------------------------------------------------------------------------------------------------

    private Attendance arrival(DialogueId dialogue, AttendanceId id) {
        return all.findByDialogueIdAndMissionIdInAndId(
                        dialogue.value(), access.scope().missionIds(), id.value())
                .orElseThrow(NotFoundException::new);
    }

    private Sensitivity sensitivity(DoorReader.Occasion occasion, @Nullable ContactId contact) {
        return contact == null
                ? occasion.sensitivity()
                : contacts.summaries(List.of(contact), ContactQuery.ALL).stream()
                        .map(ContactSummary::sensitivity)
                        .findFirst()
                        .orElseThrow(NotFoundException::new)
                        .higher(occasion.sensitivity());
    }

    private void save(Attendance arrival) {
        try {
            all.saveAndFlush(arrival);
        } catch (DataIntegrityViolationException cameMeanwhile) {
            throw new ConflictException(PREFIX + "again");
        }
    }

    /**
     * An arrival after an act, as the audit trail keeps it, which forgets nothing: whom it is about where that is a contact, and never the name that
     * was typed.
     */
    private record Noted(
            @Nullable ContactId contact, @Nullable InvitationState invitationState) {}

    private static Noted noted(Attendance arrival) {
        return new Noted(arrival.contact(), arrival.answer());
    }

    private void note(DoorReader.Occasion occasion, Attendance arrival, Sensitivity sensitivity, AuditAction action) {
        note(occasion, arrival, arrival.contact(), sensitivity, action, null);
    }

    private void note(
            DoorReader.Occasion occasion,
            Attendance arrival,
            @Nullable ContactId about,
            Sensitivity sensitivity,
            AuditAction action,
            @Nullable Noted before) {
        audit.record(
                new AuditSubject(DoorReader.KIND, arrival.id(), arrival.mission(), sensitivity, occasion.id(), about),
                action,
                before,
                noted(arrival));
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    @Override
    public List<DoorGuest> find(DialogueId dialogue, String text) {
        occasion(dialogue);
        return reader.find(dialogue, text, access.scope());
    }

    @Override
    public DoorCount count(DialogueId dialogue) {
        return reader.count(occasion(dialogue), access.scope());
    }

    @Override
    public AttendanceView get(DialogueId dialogue, AttendanceId id) {
        return reader.view(dialogue, id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public Slice<AttendanceView> list(AttendanceQuery query, Paging paging) {
        occasion(query.dialogue());
        return reader.list(query, access.scope(), paging);
    }

    private DoorReader.Occasion occasion(DialogueId dialogue) {
        return reader.occasion(dialogue, access.scope()).orElseThrow(NotFoundException::new);
    }
}
