package org.shanyraq.crm.organisation.internal;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationArchived;
import org.shanyraq.crm.organisation.OrganisationChanged;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationMoved;
import org.shanyraq.crm.organisation.OrganisationRegistered;
import org.shanyraq.crm.organisation.OrganisationRestored;
import org.shanyraq.crm.organisation.OrganisationWithdrawn;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.ExactName;
import org.shanyraq.crm.shared.internal.LocalizedTextConverter;
import org.shanyraq.crm.shared.internal.TenureColumns;

/** An institution, body, unit or other organisation of a mission. Details given to it are checked already. */
@Entity(name = "crm_organisation")
@Table(name = "crm_organisation")
class Organisation extends Aggregate {

    @Convert(converter = LocalizedTextConverter.class)
    private LocalizedText names = LocalizedText.EMPTY;

    private @Nullable String acronym;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private OrganisationKind kind = OrganisationKind.OTHER;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Circle circle = Circle.OFFICIAL;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "parent_id", length = 16)
    private @Nullable UUID parentId;

    @Embedded
    private TenureColumns validity = new TenureColumns(Tenure.UNKNOWN);

    private @Nullable String registerNumber;

    private @Nullable String website;

    private @Nullable String country;

    private boolean archived;

    private byte[] sortEn = {};
    private byte[] sortFr = {};
    private byte[] sortKk = {};
    private byte[] sortRu = {};

    @ElementCollection
    @CollectionTable(name = "crm_organisation_external_id", joinColumns = @JoinColumn(name = "organisation_id"))
    private Set<ExternalIdColumns> externalIds = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "crm_organisation_name", joinColumns = @JoinColumn(name = "organisation_id"))
    private Set<FoldedName> foldedNames = new HashSet<>();

    /** For Hibernate. */
    protected Organisation() {}

    private Organisation(MissionId mission) {
        super(mission);
    }

    static Organisation register(MissionId mission, OrganisationDetails details) {
        Organisation organisation = new Organisation(mission);
        organisation.assign(details);
        organisation.register(new OrganisationRegistered(organisation.id(), mission));
        return organisation;
    }

    /** @return whether that made a difference */
    boolean change(OrganisationDetails details) {
        if (details.equals(details())) {
            return false;
        }
        OrganisationId from = parent();
        assign(details);
        touch();
        register(new OrganisationChanged(id(), mission()));
        if (!Objects.equals(from, parent())) {
            register(new OrganisationMoved(id(), mission(), from, parent()));
        }
        return true;
    }

    /** @return whether that made a difference */
    boolean archive() {
        if (archived) {
            return false;
        }
        archived = true;
        register(new OrganisationArchived(id(), mission()));
        return true;
    }

    /** @return whether that made a difference */
    boolean restore() {
        if (!archived) {
            return false;
        }
        archived = false;
        register(new OrganisationRestored(id(), mission()));
        return true;
    }

    void withdraw() {
        register(new OrganisationWithdrawn(id(), mission()));
    }

    private void assign(OrganisationDetails details) {
        names = details.names();
        acronym = details.acronym();
        kind = details.kind();
        circle = details.circle();
        parentId = details.parent() == null ? null : details.parent().value();
        if (!validity.tenure().equals(details.validity())) {
            validity = new TenureColumns(details.validity());
        }
        registerNumber = details.registerNumber();
        website = details.website();
        country = details.country();
        sortEn = SortKeys.of(names.in("en"), "en");
        sortFr = SortKeys.of(names.in("fr"), "fr");
        sortKk = SortKeys.of(names.in("kk"), "kk");
        sortRu = SortKeys.of(names.in("ru"), "ru");
        replace(
                externalIds,
                details.externalIds().stream()
                        .map(externalId -> ExternalIdColumns.of(mission(), externalId))
                        .collect(Collectors.toSet()));
        replace(
                foldedNames,
                searchTexts().stream()
                        .map(text -> new FoldedName(mission().value(), ExactName.fold(text)))
                        .collect(Collectors.toSet()));
    }

    private static <T> void replace(Set<T> kept, Set<T> wanted) {
        kept.retainAll(wanted);
        kept.addAll(wanted);
    }

    OrganisationId id() {
        return new OrganisationId(getId());
    }

    @Nullable
    OrganisationId parent() {
        return parentId == null ? null : new OrganisationId(parentId);
    }

    boolean isArchived() {
        return archived;
    }

    LocalizedText names() {
        return names;
    }

    byte[] sortKey() {
        return sortEn.clone();
    }

    /** All by which it is found: its names and its acronym. */
    Set<String> searchTexts() {
        Set<String> texts = new LinkedHashSet<>(names.texts().values());
        if (acronym != null) {
            texts.add(acronym);
        }
        return texts;
    }

    /** As entered; external ids by scheme and value. */
    OrganisationDetails details() {
        List<ExternalId> ids = externalIds.stream()
                .map(ExternalIdColumns::externalId)
                .sorted(Comparator.comparing(ExternalId::scheme).thenComparing(ExternalId::value))
                .toList();
        return new OrganisationDetails(
                names, acronym, kind, circle, parent(), validity.tenure(), registerNumber, website, country, ids);
    }
}
