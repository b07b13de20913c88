package org.shanyraq.crm.contact.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class SegmentService implements Segments {

    private static final int MOST_SUGGESTIONS = 10;

    private final Access access;
    private final SegmentRepository all;
    private final SegmentReader reader;
    private final SegmentMembers members;
    private final ContactReader contacts;
    private final Organisations organisations;
    private final AuditTrail audit;

    SegmentService(
            Access access,
            SegmentRepository all,
            SegmentReader reader,
            SegmentMembers members,
            ContactReader contacts,
            Organisations organisations,
            AuditTrail audit) {
        this.access = access;
        this.all = all;
        this.reader = reader;
        this.members = members;
        this.contacts = contacts;
        this.organisations = organisations;
        this.audit = audit;
    }

    // ---- the segment itself
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public SegmentView create(SegmentDetails details) {
        Segment segment = Segment.create(access.home(), checked(details, null));
        save(segment);
        audit.record(subject(segment), AuditAction.CREATED, null, Noted.of(segment.details()));
        return view(segment.id());
    }

    @Override
    @Transactional
    public SegmentView change(SegmentId id, long version, SegmentDetails details) {
        Segment segment = find(id, version);
        SegmentDetails before = segment.details();
        if (segment.change(checked(details, segment))) {
            save(segment);
            audit.record(subject(segment), AuditAction.CHANGED, Noted.of(before), Noted.of(segment.details()));
        }
        return view(id);
    }

    @Override
    @Transactional
    public SegmentView archive(SegmentId id, long version) {
        Segment segment = find(id, version);
        if (segment.archive()) {
            save(segment);
            audit.record(subject(segment), AuditAction.ARCHIVED, null, null);
        }
        return view(id);
    }

    @Override
    @Transactional
    public SegmentView restore(SegmentId id, long version) {
        Segment segment = find(id, version);
        if (segment.restore()) {
            save(segment);
            audit.record(subject(segment), AuditAction.RESTORED, null, null);
        }
        return view(id);
    }

    private Segment find(SegmentId id, long version) {
        Segment segment = find(id);
        segment.requireVersion(version);
        return segment;
    }

    /** The segment, kept from being changed by others until the end of the transaction. */
    private Segment find(SegmentId id) {
        AccessScope scope = access.scope();
        // Also hides a saved query that asks for what the officer may not see.
        view(id);
        return all.findByIdAndMissionIdInAndSensitivityLessThanEqual(
                        id.value(), scope.missionIds(), (byte) scope.clearance().level())
                .orElseThrow(NotFoundException::new);
    }

    private void save(Segment segment) {
        try {
            all.saveAndFlush(segment);
        } catch (DataIntegrityViolationException takenMeanwhile) {
            throw InvalidInputException.of("name", "crm.contact.error.segment-taken");
        }
    }

    private SegmentDetails checked(SegmentDetails details, @Nullable Segment changed) {
        AccessScope scope = access.scope();
        MissionId mission = changed == null ? access.home() : changed.mission();
        Findings findings = new Findings(ContactChecks.PREFIX);
        String name = findings.line("name", details.name(), 100);
        if (details.name().isBlank()) {
            findings.add("name", "segment-name");
        }
        if (changed != null && changed.kind() != details.kind()) {
            findings.add("kind", "segment-kind");
        }
        if (!details.sensitivity().isWithin(scope.clearance())) {
            findings.add("sensitivity", "sensitivity");
        } else if (changed != null
                && !changed.sensitivity().isWithin(details.sensitivity())
                && !access.officer().may(Right.LOWER_SENSITIVITY)) {
            findings.add("sensitivity", "sensitivity-lowered");
        }
        boolean renamed = changed == null || !Segment.folded(changed.name()).equals(Segment.folded(name));
        if (renamed && !name.isEmpty() && isTaken(details.kind(), name, mission, scope)) {
            findings.add("name", "segment-taken");
        }
        SegmentDetails checked = new SegmentDetails(
                details.kind(),
                name,
                findings.lines("description", details.description(), 500),
                details.sensitivity(),
                query(details, mission, findings));
        findings.throwIfAny();
        return checked;
    }

    private boolean isTaken(SegmentKind kind, String name, MissionId mission, AccessScope scope) {
        return reader.named(Set.of(kind), name, scope).stream()
                .anyMatch(other -> other.mission().equals(mission));
    }

    private @Nullable ContactQuery query(SegmentDetails details, MissionId mission, Findings findings) {
        ContactQuery query = details.query();
        if (details.kind().hasMembers()) {
            if (query != null) {
                findings.add("query", "query-unasked");
            }
            return null;
        }
        if (query == null || !query.restricts()) {
            findings.add("query", "query-needed");
            return null;
        }
        if (query.organisation() != null && !exists(query.organisation(), mission)) {
            findings.add("query.organisation", "organisation-unknown");
        }
        if (query.segment() != null) {
            SegmentView asked = reader.view(query.segment(), access.scope()).orElse(null);
            boolean fits = asked != null
                    && asked.details().kind().hasMembers()
                    && asked.mission().equals(mission);
            if (asked == null || !fits) {
                findings.add("query.segment", "segment-unknown");
            } else if (!asked.details().sensitivity().isWithin(details.sensitivity())) {
                findings.add("sensitivity", "query-sensitivity", asked.details().name());
            }
        }
        return new ContactQuery(
                findings.lineOrNull("query.text", query.text(), 200),
                query.organisation(),
                query.role(),
                query.circle(),
                ContactChecks.country("query.country", query.country(), findings),
                findings.language("query.language", query.language()),
                findings.language("query.orLanguage", query.orLanguage()),
                days("query.notInvitedDays", query.notInvitedDays(), findings),
                days("query.noContactDays", query.noContactDays(), findings),
                query.segment(),
                query.sensitivity(),
                query.asOf(),
                query.archived(),
                query.sort(),
                query.descending());
    }

    private static @Nullable Integer days(String field, @Nullable Integer days, Findings findings) {
        if (days != null && (days < 1 || days > ContactQuery.MOST_DAYS)) {
            findings.add(field, "days", ContactQuery.MOST_DAYS);
            return null;
        }
        return days;
    }

    private boolean exists(OrganisationId organisation, MissionId mission) {
        try {
            return organisations.get(organisation).mission().equals(mission);
        } catch (NotFoundException unknown) {
            return false;
        }
    }

    private static AuditSubject subject(Segment segment) {
        ContactQuery query = segment.details().query();
        return new AuditSubject(
                SegmentReader.KIND,
                segment.id(),
                segment.mission(),
                segment.sensitivity(),
                null,
                query == null ? null : query.segment());
    }

    /** A segment as the audit trail keeps it. */
    private record Noted(
            SegmentKind segmentKind,
            String name,
            @Nullable String description,
            Sensitivity sensitivity,
            @Nullable String text,
            @Nullable OrganisationId organisation,
            @Nullable PostRole role,
            @Nullable Circle circle,
            @Nullable String country,
            @Nullable String language,
            @Nullable String orLanguage,
            @Nullable Integer notInvitedDays,
            @Nullable Integer noContactDays,
            @Nullable SegmentId segment,
            @Nullable LocalDate asOf,
            @Nullable Archived archived,
            ContactQuery.@Nullable Sort sort,
            boolean descending,
            Asked asked) {

        /** What the field of the segment itself has the name of. */
        record Asked(@Nullable Sensitivity sensitivity) {}

        static Noted of(SegmentDetails details) {
            ContactQuery query = details.query() == null ? ContactQuery.ALL : details.query();
            return new Noted(
                    details.kind(),
                    details.name(),
                    details.description(),
                    details.sensitivity(),
                    query.text(),
                    query.organisation(),
                    query.role(),
                    query.circle(),
                    query.country(),
                    query.language(),
                    query.orLanguage(),
                    query.notInvitedDays(),
                    query.noContactDays(),
                    query.segment(),
                    query.asOf(),
                    query.archived() == Archived.WITHOUT ? null : query.archived(),
                    query.sort() == ContactQuery.Sort.NAME ? null : query.sort(),
                    query.descending(),
                    new Asked(query.sensitivity()));
        }
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    private SegmentView view(SegmentId id) {
        return reader.view(id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public SegmentView get(SegmentId id) {
        return view(id);
    }

    @Override
    public List<SegmentView> getAll(List<SegmentId> ids) {
        atMostAPage(ids);
        return reader.views(ids, access.scope());
    }

    @Override
    public Slice<SegmentView> list(@Nullable SegmentKind kind, Archived archived, Paging paging) {
        return reader.list(kind, archived, access.scope(), paging);
    }

    @Override
    public List<SegmentView> suggest(Set<SegmentKind> kinds, String text) {
        return kinds.isEmpty() ? List.of() : reader.beginning(kinds, text, access.scope(), MOST_SUGGESTIONS);
    }

    @Override
    public List<SegmentView> named(Set<SegmentKind> kinds, String name) {
        return kinds.isEmpty() || name.isBlank() ? List.of() : reader.named(kinds, name, access.scope());
    }

    @Override
    public Map<SegmentId, Long> counts(List<SegmentId> ids, long limit) {
        atMostAPage(ids);
        AccessScope scope = access.scope();
        List<SegmentId> counted = reader.views(ids, scope).stream()
                .filter(segment -> segment.details().kind().hasMembers())
                .map(SegmentView::id)
                .toList();
        return reader.counts(counted, scope, limit);
    }

    @Override
    public List<SegmentView> of(ContactId contact) {
        AccessScope scope = access.scope();
        requireVisible(contact, scope);
        return reader.of(contact, scope);
    }

    private void requireVisible(ContactId contact, AccessScope scope) {
        if (!contacts.isVisible(contact, scope)) {
            throw new NotFoundException();
        }
    }

    @Override
    public Slice<AuditEntry> history(SegmentId id, Paging paging) {
        AccessScope scope = access.scope();
        view(id);
        return audit.historyOf(id, scope, paging);
    }

    private static void atMostAPage(Collection<?> many) {
        if (many.size() > Paging.MAX_SIZE) {
            throw new IllegalArgumentException("more than " + Paging.MAX_SIZE + " at once");
        }
    }

    // ---- who is in it
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public int add(SegmentId id, List<ContactId> added) {
        atMostAPage(added);
        Segment segment = find(id);
        segment.requireMembers();
        Set<ContactId> wanted = new LinkedHashSet<>(added);
        List<ContactSummary> found = contacts.summaries(wanted, access.scope());
        boolean unknown = found.size() < wanted.size()
                || found.stream().anyMatch(contact -> !contact.mission().equals(segment.mission()));
        if (unknown) {
            throw new NotFoundException();
        }
        if (found.stream().anyMatch(ContactSummary::archived)) {
            throw new ConflictException("crm.contact.error.contact-archived");
        }
        return put(segment, found.stream().map(ContactSummary::id).toList());
    }

    @Override
    @Transactional
    public int addFound(SegmentId id, ContactQuery query) {
        Segment segment = find(id);
        segment.requireMembers();
        List<ContactId> found = new ArrayList<>();
        int seen = 0;
        String cursor = null;
        do {
            Slice<ContactSummary> slice = contacts.list(query, access.scope(), new Paging(cursor, Paging.MAX_SIZE));
            seen += slice.items().size();
            slice.items().stream()
                    .filter(contact -> !contact.archived() && contact.mission().equals(segment.mission()))
                    .map(ContactSummary::id)
                    .forEach(found::add);
            cursor = slice.next();
            if (seen > MOST_AT_ONCE) {
                throw InvalidInputException.of("", "crm.contact.error.segment-many", MOST_AT_ONCE);
            }
        } while (cursor != null);
        return put(segment, found);
    }

    private int put(Segment segment, List<ContactId> found) {
        Map<ContactId, SegmentMembers.MemberId> added = members.add(segment.id(), found);
        added.forEach((contact, member) -> audit.record(
                subject(segment, contact, member), AuditAction.CREATED, null, new Belonging(segment.name())));
        return added.size();
    }

    @Override
    @Transactional
    public int remove(SegmentId id, List<ContactId> removed) {
        atMostAPage(removed);
        Segment segment = find(id);
        segment.requireMembers();
        List<ContactId> found = contacts.summaries(removed, access.scope()).stream()
                .map(ContactSummary::id)
                .toList();
        Map<ContactId, SegmentMembers.MemberId> gone = members.remove(segment.id(), found);
        gone.forEach((contact, member) -> audit.record(
                subject(segment, contact, member), AuditAction.DELETED, new Belonging(segment.name()), null));
        return gone.size();
    }

    /** Told in the history of the contact to whoever may see both. */
    private static AuditSubject subject(Segment segment, ContactId contact, SegmentMembers.MemberId member) {
        return new AuditSubject(
                segment.kind() == SegmentKind.TAG ? "tagging" : "listing",
                member,
                segment.mission(),
                segment.sensitivity(),
                contact,
                segment.id());
    }

    /** That a contact is in a segment, as the audit trail keeps it. */
    private record Belonging(String name) {}
}
