package org.shanyraq.crm.organisation.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.OrganisationView;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class OrganisationService implements Organisations {

    private static final int MOST_SUGGESTIONS = 10;

    private final Access access;
    private final OrganisationRepository organisations;
    private final OrganisationReader reader;
    private final OrganisationChecks checks;
    private final PostIndex postIndex;
    private final NameIndex nameIndex;
    private final AuditTrail audit;

    OrganisationService(
            Access access,
            OrganisationRepository organisations,
            OrganisationReader reader,
            OrganisationChecks checks,
            PostIndex postIndex,
            NameIndex nameIndex,
            AuditTrail audit) {
        this.access = access;
        this.organisations = organisations;
        this.reader = reader;
        this.checks = checks;
        this.postIndex = postIndex;
        this.nameIndex = nameIndex;
        this.audit = audit;
    }

    @Override
    @Transactional
    public OrganisationView register(OrganisationDetails details) {
        MissionId mission = access.home();
        OrganisationDetails checked = checks.checked(details, mission, null);
        Organisation organisation = Organisation.register(mission, checked);
        save(organisation, checked);
        index(organisation);
        audit.record(subject(organisation), AuditAction.CREATED, null, organisation.details());
        return view(organisation);
    }

    @Override
    @Transactional
    public OrganisationView change(OrganisationId id, long version, OrganisationDetails details) {
        Organisation organisation = find(id, version);
        OrganisationDetails before = organisation.details();
        OrganisationDetails checked = checks.checked(details, organisation.mission(), organisation);
        if (organisation.change(checked)) {
            save(organisation, checked);
            if (!before.names().equals(checked.names()) || !Objects.equals(before.acronym(), checked.acronym())) {
                index(organisation);
                postIndex.follow(organisation);
            }
            audit.record(subject(organisation), AuditAction.CHANGED, before, organisation.details());
        }
        return view(organisation);
    }

    @Override
    @Transactional
    public OrganisationView archive(OrganisationId id, long version) {
        Organisation organisation = find(id, version);
        if (organisation.archive()) {
            organisations.saveAndFlush(organisation);
            audit.record(subject(organisation), AuditAction.ARCHIVED, null, null);
        }
        return view(organisation);
    }

    @Override
    @Transactional
    public OrganisationView restore(OrganisationId id, long version) {
        Organisation organisation = find(id, version);
        if (organisation.restore()) {
            organisations.saveAndFlush(organisation);
            audit.record(subject(organisation), AuditAction.RESTORED, null, null);
        }
        return view(organisation);
    }

    @Override
    @Transactional
    public void withdraw(OrganisationId id, long version) {
        Organisation organisation = find(id, version);
        if (reader.hasParts(id)) {
            throw new ConflictException("crm.organisation.error.has-parts");
        }
        if (reader.hasPosts(id)) {
            throw new ConflictException("crm.organisation.error.has-posts");
        }
        OrganisationDetails before = organisation.details();
        organisation.withdraw();
        try {
            organisations.delete(organisation);
            organisations.flush();
        } catch (DataIntegrityViolationException somethingHangsOnItNow) {
            throw new ConflictException("crm.organisation.error.in-use");
        }
        nameIndex.remove(OrganisationReader.KIND, id.value());
        audit.record(subject(organisation), AuditAction.DELETED, before, null);
    }

    private Organisation find(OrganisationId id, long version) {
        Organisation organisation = organisations
                .findByIdAndMissionIdIn(id.value(), access.scope().missionIds())
                .orElseThrow(NotFoundException::new);
        organisation.requireVersion(version);
        return organisation;
    }

    private void save(Organisation organisation, OrganisationDetails details) {
        try {
            organisations.saveAndFlush(organisation);
        } catch (DataIntegrityViolationException refused) {
            throw checks.refused(details, organisation.mission(), organisation.id());
        }
    }

    private void index(Organisation organisation) {
        nameIndex.put(
                OrganisationReader.KIND,
                organisation.getId(),
                organisation.mission().value(),
                organisation.searchTexts());
    }

    static AuditSubject subject(Organisation organisation) {
        return new AuditSubject(OrganisationReader.KIND, organisation.id(), organisation.mission(), Sensitivity.PUBLIC);
    }

    private OrganisationView view(Organisation organisation) {
        OrganisationDetails details = organisation.details();
        return new OrganisationView(
                organisation.id(),
                organisation.mission(),
                organisation.version(),
                details,
                reader.ancestors(details.parent(), access.scope()),
                organisation.isArchived(),
                organisation.createdAt(),
                organisation.changedAt());
    }

    @Override
    public List<OrganisationView> getAll(List<OrganisationId> ids) {
        if (ids.size() > Paging.MAX_SIZE) {
            throw new IllegalArgumentException("more than " + Paging.MAX_SIZE + " at once");
        }
        return reader.views(ids, access.scope());
    }

    @Override
    public OrganisationView get(OrganisationId id) {
        return reader.view(id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public Optional<OrganisationView> findByExternalId(ExternalId externalId) {
        AccessScope scope = access.scope();
        return reader.byExternalId(externalId, access.home(), scope).flatMap(id -> reader.view(id, scope));
    }

    @Override
    public List<OrganisationSummary> findByName(String nameOrAcronym) {
        return reader.byExactName(nameOrAcronym, access.home(), access.scope());
    }

    @Override
    public Slice<OrganisationSummary> list(OrganisationQuery query, Paging paging) {
        return reader.list(query, access.scope(), paging);
    }

    @Override
    public long count(OrganisationQuery query, long limit) {
        return reader.count(query, access.scope(), limit);
    }

    @Override
    public List<OrganisationSummary> parts(@Nullable OrganisationId parent, String language) {
        return reader.parts(parent, language, access.scope());
    }

    @Override
    public List<OrganisationSummary> suggest(String text) {
        return reader.suggest(text, access.scope(), MOST_SUGGESTIONS);
    }

    @Override
    public Slice<AuditEntry> history(OrganisationId id, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(id, scope)) {
            throw new NotFoundException();
        }
        return audit.historyOf(id, scope, paging);
    }
}
