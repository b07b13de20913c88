package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.Booking;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class InvitationService implements Invitations {

    private static final String PREFIX = "crm.invitation.error.";

    private final Access access;
    private final InvitationRepository all;
    private final InvitationReader reader;
    private final Contacts contacts;
    private final Segments segments;
    private final AuditTrail audit;
    private final Clock clock;

    InvitationService(
            Access access,
            InvitationRepository all,
            InvitationReader reader,
            Contacts contacts,
            Segments segments,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.all = all;
        this.reader = reader;
        this.contacts = contacts;
        this.segments = segments;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- proposing
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public ProposedGuests propose(DialogueId dialogue, List<ContactId> wanted) {
        atMostAPage(wanted);
        InvitationReader.Occasion occasion = open(dialogue);
        Set<ContactId> different = new LinkedHashSet<>(wanted);
        List<ContactSummary> found = contacts.summaries(List.copyOf(different));
        boolean unknown = found.size() < different.size()
                || found.stream().anyMatch(contact -> !contact.mission().equals(occasion.mission()));
        if (unknown) {
            throw new NotFoundException();
        }
        if (found.stream().anyMatch(ContactSummary::archived)) {
            throw new ConflictException(PREFIX + "contact-archived");
        }
        return put(occasion, found, true);
    }

    @Override
    @Transactional
    public ProposedGuests proposeSegment(DialogueId dialogue, SegmentId segment) {
        InvitationReader.Occasion occasion = open(dialogue);
        ContactQuery asked = segments.get(segment).asked();
        List<ContactSummary> found = new ArrayList<>();
        String cursor = null;
        do {
            Slice<ContactSummary> slice = contacts.list(asked, new Paging(cursor, Paging.MAX_SIZE));
            slice.items().stream()
                    .filter(contact -> !contact.archived() && contact.mission().equals(occasion.mission()))
                    .forEach(found::add);
            cursor = slice.next();
            if (found.size() > MOST_AT_ONCE) {
                throw InvalidInputException.of("", PREFIX + "many", MOST_AT_ONCE);
            }
        } while (cursor != null);
        return put(occasion, found, false);
    }

    /** @param again whether those who came off the list are proposed anew */
    private ProposedGuests put(InvitationReader.Occasion occasion, List<ContactSummary> wanted, boolean again) {
        AccessScope scope = access.scope();
        Officer proposer = access.officer();
        Instant now = clock.instant();
        Map<ContactId, Invitation> known = all
                .findByDialogueIdAndMissionIdInAndContactIdIn(
                        occasion.id().value(),
                        scope.missionIds(),
                        wanted.stream().map(contact -> contact.id().value()).toList())
                .stream()
                .collect(Collectors.toMap(Invitation::contact, invitation -> invitation));
        Map<Invitation, Sensitivity> proposed = new LinkedHashMap<>();
        Set<Invitation> fresh = new LinkedHashSet<>();
        int there = 0;
        int leftOff = 0;
        for (ContactSummary contact : wanted) {
            Invitation invitation = known.get(contact.id());
            if (invitation == null) {
                Invitation made = Invitation.propose(occasion.mission(), occasion.id(), contact, proposer, now);
                fresh.add(made);
                proposed.put(made, contact.sensitivity());
            } else if (invitation.state().listed()) {
                there++;
            } else if (again) {
                invitation.proposeAgain(contact, proposer, now);
                proposed.put(invitation, contact.sensitivity());
            } else {
                leftOff++;
            }
        }
        all.saveAll(proposed.keySet());
        all.flush();
        proposed.forEach((invitation, sensitivity) -> note(
                occasion,
                invitation,
                sensitivity,
                fresh.contains(invitation) ? AuditAction.CREATED : AuditAction.CHANGED));
        return new ProposedGuests(proposed.size(), there, leftOff);
    }

    // ---- deciding
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public int approve(DialogueId dialogue, List<InvitationId> ids) {
        return decide(open(dialogue), ids, InvitationAct.APPROVE, approving());
    }

    private Consumer<Invitation> approving() {
        Officer officer = access.officer();
        Instant now = clock.instant();
        return invitation -> invitation.approve(officer, now);
    }

    @Override
    @Transactional
    public int approveAll(DialogueId dialogue, int expected) {
        InvitationReader.Occasion occasion = open(dialogue);
        List<InvitationId> ids = reader.proposedByOthers(dialogue, access.scope());
        if (ids.size() != expected) {
            throw new ConflictException(PREFIX + "expected", expected, ids.size());
        }
        return decide(occasion, ids, InvitationAct.APPROVE, approving());
    }

    @Override
    @Transactional
    public int giveBack(DialogueId dialogue, List<InvitationId> ids, ReturnReason reason, @Nullable String remark) {
        InvitationReader.Occasion occasion = open(dialogue);
        Findings findings = new Findings(PREFIX);
        String said = findings.lines("remark", remark, 500);
        if (said == null && reason == ReturnReason.OTHER && findings.isEmpty()) {
            findings.add("remark", "remark");
        }
        findings.throwIfAny();
        Officer officer = access.officer();
        Instant now = clock.instant();
        return decide(
                occasion, ids, InvitationAct.RETURN, invitation -> invitation.giveBack(officer, reason, said, now));
    }

    @Override
    @Transactional
    public int remove(DialogueId dialogue, List<InvitationId> ids) {
        Officer officer = access.officer();
        Instant now = clock.instant();
        return decide(open(dialogue), ids, InvitationAct.REMOVE, invitation -> invitation.remove(officer, now));
    }

    private int decide(
            InvitationReader.Occasion occasion,
            Collection<InvitationId> ids,
            InvitationAct act,
            Consumer<Invitation> deciding) {
        Set<InvitationId> different = new LinkedHashSet<>(ids);
        if (different.size() > MOST_AT_ONCE) {
            throw InvalidInputException.of("", PREFIX + "many", MOST_AT_ONCE);
        }
        AccessScope scope = access.scope();
        Map<InvitationId, Sensitivity> seen = reader.sensitivities(occasion.id(), different, scope);
        if (seen.size() < different.size()) {
            throw new NotFoundException();
        }
        List<Invitation> decided = new ArrayList<>();
        for (Invitation invitation : all.findByDialogueIdAndMissionIdInAndIdIn(
                occasion.id().value(),
                scope.missionIds(),
                different.stream().map(InvitationId::value).toList())) {
            if (invitation.state() != act.to()) {
                deciding.accept(invitation);
                decided.add(invitation);
            }
        }
        all.saveAll(decided);
        all.flush();
        decided.forEach(invitation -> note(
                occasion,
                invitation,
                seen.getOrDefault(invitation.id(), Sensitivity.CONFIDENTIAL),
                AuditAction.CHANGED));
        return decided.size();
    }

    /** The dialogue, whose guest list nobody else changes until the end of the transaction. */
    private InvitationReader.Occasion open(DialogueId dialogue) {
        InvitationReader.Occasion occasion =
                reader.lock(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        if (occasion.archived()
                || occasion.state() == DialogueState.HELD
                || occasion.state() == DialogueState.CANCELLED) {
            throw new ConflictException(PREFIX + "closed");
        }
        return occasion;
    }

    private static void atMostAPage(Collection<?> many) {
        if (many.size() > Paging.MAX_SIZE) {
            throw new IllegalArgumentException("more than " + Paging.MAX_SIZE + " at once");
        }
    }

    /** An invitation after an act, as the audit trail keeps it. */
    private record Noted(
            ContactId contact,
            InvitationState invitationState,
            @Nullable ReturnReason reason,
            @Nullable String remark) {}

    /** Notes whole what is so now, so that each entry says by itself whom it is about. */
    private void note(
            InvitationReader.Occasion occasion, Invitation invitation, Sensitivity sensitivity, AuditAction action) {
        audit.record(
                new AuditSubject(
                        InvitationReader.KIND,
                        invitation.id(),
                        invitation.mission(),
                        occasion.sensitivity().higher(sensitivity),
                        occasion.id(),
                        invitation.contact()),
                action,
                null,
                new Noted(invitation.contact(), invitation.state(), invitation.reason(), invitation.remark()));
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    @Override
    public InvitationView get(DialogueId dialogue, InvitationId id) {
        return reader.view(dialogue, id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public Slice<InvitationView> list(InvitationQuery query, Paging paging) {
        return reader.list(query, visible(query.dialogue()), paging);
    }

    @Override
    public long count(InvitationQuery query) {
        return reader.count(query, visible(query.dialogue()));
    }

    @Override
    public GuestListView guestList(DialogueId dialogue) {
        return reader.guestList(dialogue, visible(dialogue));
    }

    @Override
    public Map<ContactId, InvitationState> states(DialogueId dialogue, List<ContactId> wanted) {
        atMostAPage(wanted);
        return reader.states(dialogue, Set.copyOf(wanted), visible(dialogue));
    }

    @Override
    public Map<ContactId, List<Booking>> bookings(DialogueId dialogue, List<ContactId> wanted) {
        atMostAPage(wanted);
        return reader.bookings(dialogue, Set.copyOf(wanted), visible(dialogue));
    }

    @Override
    public Slice<ContactInvitation> of(ContactId contact, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(contact, scope)) {
            throw new NotFoundException();
        }
        return reader.of(contact, scope, paging);
    }

    /** The scope, within which the dialogue lies. */
    private AccessScope visible(DialogueId dialogue) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(dialogue, scope)) {
            throw new NotFoundException();
        }
        return scope;
    }
}
