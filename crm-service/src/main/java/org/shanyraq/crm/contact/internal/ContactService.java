package org.shanyraq.crm.contact.internal;

import java.util.List;
import java.util.Optional;
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
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.DuplicateCandidate;
import org.shanyraq.crm.contact.MandateView;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class ContactService implements Contacts {

    private static final int MOST_SUGGESTIONS = 10;
    private static final int MOST_WITH_ONE_EMAIL = 100;

    private final Access access;
    private final ContactRepository contacts;
    private final ContactReader reader;
    private final MandateReader mandates;
    private final ContactChecks checks;
    private final Duplicates duplicates;
    private final NameIndex nameIndex;
    private final AuditTrail audit;

    ContactService(
            Access access,
            ContactRepository contacts,
            ContactReader reader,
            MandateReader mandates,
            NameIndex nameIndex,
            AuditTrail audit) {
        this.access = access;
        this.contacts = contacts;
        this.reader = reader;
        this.mandates = mandates;
        this.checks = new ContactChecks(reader);
        this.duplicates = new Duplicates(reader);
        this.nameIndex = nameIndex;
        this.audit = audit;
    }

    @Override
    @Transactional
    public ContactView register(ContactDetails details) {
        MissionId mission = access.home();
        ContactDetails checked = checks.checked(details, mission, access.scope().clearance(), Sensitivity.PUBLIC, null);
        Contact contact = Contact.register(mission, checked);
        save(contact, checked);
        index(contact);
        audit.record(subject(contact), AuditAction.CREATED, null, contact.details());
        return view(contact, List.of());
    }

    @Override
    @Transactional
    public ContactView change(ContactId id, long version, ContactDetails details) {
        Contact contact = find(id, version);
        ContactDetails before = contact.details();
        Sensitivity lowest = access.officer().may(Right.LOWER_SENSITIVITY) ? Sensitivity.PUBLIC : before.sensitivity();
        ContactDetails checked =
                checks.checked(details, contact.mission(), access.scope().clearance(), lowest, id);
        if (contact.change(checked)) {
            save(contact, checked);
            if (!before.names().equals(checked.names())) {
                index(contact);
            }
            audit.record(subject(contact), AuditAction.CHANGED, before, contact.details());
        }
        return view(contact, mandates.of(id, access.scope()));
    }

    @Override
    @Transactional
    public ContactView archive(ContactId id, long version) {
        Contact contact = find(id, version);
        if (contact.archive()) {
            contacts.saveAndFlush(contact);
            audit.record(subject(contact), AuditAction.ARCHIVED, null, null);
        }
        return view(contact, mandates.of(id, access.scope()));
    }

    @Override
    @Transactional
    public ContactView restore(ContactId id, long version) {
        Contact contact = find(id, version);
        if (contact.restore()) {
            contacts.saveAndFlush(contact);
            audit.record(subject(contact), AuditAction.RESTORED, null, null);
        }
        return view(contact, mandates.of(id, access.scope()));
    }

    @Override
    @Transactional
    public void withdraw(ContactId id, long version) {
        Contact contact = find(id, version);
        if (mandates.hasMandates(id)) {
            throw new ConflictException("crm.contact.error.has-mandates");
        }
        ContactDetails before = contact.details();
        contact.withdraw();
        try {
            contacts.delete(contact);
            contacts.flush();
        } catch (DataIntegrityViolationException somethingHangsOnIt) {
            throw new ConflictException("crm.contact.error.in-use");
        }
        nameIndex.remove(ContactReader.KIND, id.value());
        audit.record(subject(contact), AuditAction.DELETED, before, null);
    }

    private Contact find(ContactId id, long version) {
        AccessScope scope = access.scope();
        Contact contact = contacts.findByIdAndMissionIdInAndSensitivityLessThanEqual(
                        id.value(), scope.missionIds(), (byte) scope.clearance().level())
                .orElseThrow(NotFoundException::new);
        contact.requireVersion(version);
        return contact;
    }

    private void save(Contact contact, ContactDetails details) {
        try {
            contacts.saveAndFlush(contact);
        } catch (DataIntegrityViolationException refused) {
            throw checks.refused(details, contact.mission(), access.scope().clearance(), contact.id());
        }
    }

    private void index(Contact contact) {
        nameIndex.put(ContactReader.KIND, contact.getId(), contact.mission().value(), contact.searchTexts());
    }

    private static AuditSubject subject(Contact contact) {
        return new AuditSubject(ContactReader.KIND, contact.id(), contact.mission(), contact.sensitivity());
    }

    private static ContactView view(Contact contact, List<MandateView> held) {
        return new ContactView(
                contact.id(),
                contact.mission(),
                contact.version(),
                contact.details(),
                held,
                contact.isArchived(),
                contact.createdAt(),
                contact.changedAt());
    }

    @Override
    public List<ContactView> getAll(List<ContactId> ids) {
        if (ids.size() > Paging.MAX_SIZE) {
            throw new IllegalArgumentException("more than " + Paging.MAX_SIZE + " at once");
        }
        return reader.views(ids, access.scope());
    }

    /** Not read-only: a look at a confidential contact is noted. */
    @Override
    @Transactional
    public ContactView get(ContactId id) {
        ContactView contact = reader.view(id, access.scope()).orElseThrow(NotFoundException::new);
        audit.viewed(new AuditSubject(
                ContactReader.KIND, id, contact.mission(), contact.details().sensitivity()));
        return contact;
    }

    @Override
    public Optional<ContactView> findByExternalId(ExternalId externalId) {
        MissionId home = access.officer().home();
        AccessScope scope = access.scope();
        return home == null
                ? Optional.empty()
                : reader.byExternalId(externalId, home, scope).stream()
                        .findFirst()
                        .flatMap(id -> reader.view(id, scope));
    }

    @Override
    public List<ContactView> findByEmail(String email) {
        MissionId home = access.officer().home();
        AccessScope scope = access.scope();
        return home == null
                ? List.of()
                : reader.views(reader.byEmail(List.of(email), home, scope, MOST_WITH_ONE_EMAIL), scope);
    }

    @Override
    public List<DuplicateCandidate> possibleDuplicates(ContactDetails details, @Nullable ContactId except) {
        MissionId home = access.officer().home();
        return home == null ? List.of() : duplicates.of(details, except, home, access.scope());
    }

    @Override
    public Slice<ContactSummary> list(ContactQuery query, Paging paging) {
        return reader.list(query, access.scope(), paging);
    }

    @Override
    public long count(ContactQuery query, long limit) {
        return reader.count(query, access.scope(), limit);
    }

    @Override
    public List<ContactSummary> suggest(String text) {
        return reader.fitting(text, access.scope(), MOST_SUGGESTIONS);
    }

    @Override
    public Slice<AuditEntry> history(ContactId id, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(id, scope)) {
            throw new NotFoundException();
        }
        return audit.historyOf(id, scope, paging);
    }
}
