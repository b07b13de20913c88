package org.shanyraq.crm.contact.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
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
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.GivenExternalIds;
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
        return registered(List.of(details), place -> "").get(0);
    }

    @Override
    @Transactional
    public List<ContactView> registerAll(List<ContactDetails> details) {
        atMostAPage(details);
        return registered(details, place -> "[" + place + "].");
    }

    /**
     * Registers all of them or none.
     *
     * @param at what stands before the fields of one of them when something is wrong with it, by its place
     */
    private List<ContactView> registered(List<ContactDetails> all, IntFunction<String> at) {
        MissionId mission = access.home();
        Sensitivity clearance = access.scope().clearance();
        Carriers taken = checks.carriers(all, mission, clearance);
        List<Contact> made = new ArrayList<>();
        Findings findings = new Findings(ContactChecks.PREFIX);
        for (int place = 0; place < all.size(); place++) {
            Findings own = findings.within(at.apply(place));
            ContactDetails checked = checks.checked(all.get(place), taken, clearance, Sensitivity.PUBLIC, null, own);
            if (own.isEmpty()) {
                Contact contact = Contact.register(mission, checked);
                taken.add(checked.externalIds(), contact.id());
                made.add(contact);
            }
        }
        findings.throwIfAny();
        try {
            contacts.saveAllAndFlush(made);
        } catch (DataIntegrityViolationException refused) {
            throw refused(made, clearance, at);
        }
        nameIndex.putAll(
                ContactReader.KIND, made.stream().map(ContactService::entry).toList());
        made.forEach(contact -> audit.record(subject(contact), AuditAction.CREATED, null, contact.details()));
        return made.stream().map(contact -> view(contact, List.of())).toList();
    }

    @Override
    @Transactional
    public ContactView change(ContactId id, long version, ContactDetails details) {
        Contact contact = find(id, version);
        ContactDetails before = contact.details();
        Sensitivity lowest = access.officer().may(Right.LOWER_SENSITIVITY) ? Sensitivity.PUBLIC : before.sensitivity();
        Sensitivity clearance = access.scope().clearance();
        Findings findings = new Findings(ContactChecks.PREFIX);
        ContactDetails checked = checks.checked(
                details,
                checks.carriers(List.of(details), contact.mission(), clearance),
                clearance,
                lowest,
                id,
                findings);
        findings.throwIfAny();
        if (contact.change(checked)) {
            save(contact);
            if (!before.names().equals(checked.names())) {
                nameIndex.putAll(ContactReader.KIND, List.of(entry(contact)));
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

    private void save(Contact contact) {
        try {
            contacts.saveAndFlush(contact);
        } catch (DataIntegrityViolationException refused) {
            throw refused(List.of(contact), access.scope().clearance(), place -> "");
        }
    }

    /** What was wrong when the database refused to keep them: what another transaction did in the meantime. */
    private InvalidInputException refused(List<Contact> some, Sensitivity clearance, IntFunction<String> at) {
        List<ContactDetails> all = some.stream().map(Contact::details).toList();
        Carriers taken = checks.carriers(all, some.get(0).mission(), clearance);
        Findings findings = new Findings(ContactChecks.PREFIX);
        for (int place = 0; place < some.size(); place++) {
            taken.refuse(
                    GivenExternalIds.of(all.get(place).externalIds()),
                    some.get(place).id(),
                    findings.within(at.apply(place)));
        }
        if (findings.isEmpty()) {
            findings.add("", "refused");
        }
        return findings.exception();
    }

    private static NameIndex.Entry entry(Contact contact) {
        return new NameIndex.Entry(contact.getId(), contact.mission().value(), contact.searchTexts());
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
        atMostAPage(ids);
        return reader.views(ids, access.scope());
    }

    @Override
    public List<ContactSummary> summaries(List<ContactId> ids, ContactQuery asked) {
        atMostAPage(ids);
        return reader.summaries(ids, asked, access.scope());
    }

    private static void atMostAPage(Collection<?> many) {
        if (many.size() > Paging.MAX_SIZE) {
            throw new IllegalArgumentException("more than " + Paging.MAX_SIZE + " at once");
        }
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
        return Optional.ofNullable(findByExternalIds(List.of(externalId)).get(externalId));
    }

    @Override
    public Map<ExternalId, ContactView> findByExternalIds(Collection<ExternalId> externalIds) {
        atMostAPage(externalIds);
        MissionId home = access.officer().home();
        if (home == null) {
            return Map.of();
        }
        Map<ExternalId, ContactId> carriers = new LinkedHashMap<>();
        reader.byExternalIds(externalIds, home, access.scope())
                .forEach((externalId, carrying) -> carriers.put(externalId, carrying.get(0)));
        Map<ContactId, ContactView> views = views(carriers.values());
        Map<ExternalId, ContactView> found = new LinkedHashMap<>();
        carriers.forEach((externalId, id) -> {
            ContactView view = views.get(id);
            if (view != null) {
                found.put(externalId, view);
            }
        });
        return found;
    }

    private Map<ContactId, ContactView> views(Collection<ContactId> ids) {
        AccessScope scope = access.scope();
        Map<ContactId, ContactView> views = new HashMap<>();
        Portions.of(new LinkedHashSet<>(ids), Paging.MAX_SIZE)
                .forEach(some -> reader.views(some, scope).forEach(view -> views.put(view.id(), view)));
        return views;
    }

    @Override
    public List<ContactView> findByEmail(String email) {
        return findByEmails(List.of(email)).getOrDefault(email, List.of());
    }

    @Override
    public Map<String, List<ContactView>> findByEmails(Collection<String> emails) {
        atMostAPage(emails);
        MissionId home = access.officer().home();
        if (home == null) {
            return Map.of();
        }
        Map<String, List<ContactId>> reached = reader.byEmails(emails, home, access.scope(), MOST_WITH_ONE_EMAIL);
        Map<ContactId, ContactView> views =
                views(reached.values().stream().flatMap(List::stream).toList());
        Map<String, List<ContactView>> found = new LinkedHashMap<>();
        reached.forEach((email, ids) -> found.put(
                email, ids.stream().map(views::get).filter(Objects::nonNull).toList()));
        return found;
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
