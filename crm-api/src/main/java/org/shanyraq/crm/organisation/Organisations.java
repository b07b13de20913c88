package org.shanyraq.crm.organisation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Organisations of the acting officer's missions. What lies outside the officer's scope does not exist here: a foreign id
 * answers with {@link org.shanyraq.crm.shared.NotFoundException}.
 */
@Facade
public interface Organisations {

    /**
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link OrganisationDetails} is broken, or an external id
     *     is already used in this mission
     */
    @Requires(Right.EDIT_ORGANISATIONS)
    OrganisationView register(OrganisationDetails details);

    /**
     * Replaces the details. A new parent moves the whole subtree; the history keeps the old place.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #register}
     */
    @Requires(Right.EDIT_ORGANISATIONS)
    OrganisationView change(OrganisationId id, long version, OrganisationDetails details);

    /** Takes it out of pickers and lists, and its posts with it; its parts, its history and its people stay. */
    @Requires(Right.EDIT_ORGANISATIONS)
    OrganisationView archive(OrganisationId id, long version);

    @Requires(Right.EDIT_ORGANISATIONS)
    OrganisationView restore(OrganisationId id, long version);

    /**
     * Takes back a registration as if it had never been: for the revert of an import.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since
     * @throws org.shanyraq.crm.shared.ConflictException when posts or other organisations hang on it
     */
    @Requires(Right.IMPORT)
    void withdraw(OrganisationId id, long version);

    @Requires(Right.READ_DIRECTORY)
    OrganisationView get(OrganisationId id);

    /** Those of them that exist for the officer, in the given order; at most {@link Paging#MAX_SIZE} at once. */
    @Requires(Right.READ_DIRECTORY)
    List<OrganisationView> getAll(List<OrganisationId> ids);

    /** The one that carries this external id in the officer's home mission. */
    @Requires(Right.READ_DIRECTORY)
    Optional<OrganisationView> findByExternalId(ExternalId externalId);

    /** The living ones of the home mission whose acronym or any name equals this text, whatever case and accents. */
    @Requires(Right.READ_DIRECTORY)
    List<OrganisationSummary> findByName(String nameOrAcronym);

    @Requires(Right.READ_DIRECTORY)
    Slice<OrganisationSummary> list(OrganisationQuery query, Paging paging);

    /** How many {@link #list} would give in all, counted up to {@code limit}. */
    @Requires(Right.READ_DIRECTORY)
    long count(OrganisationQuery query, long limit);

    /**
     * The direct parts of an organisation by name, or the tops of all trees for null; without archived ones, and no more than
     * the first 1,000.
     */
    @Requires(Right.READ_DIRECTORY)
    List<OrganisationSummary> parts(@Nullable OrganisationId parent, String language);

    /** The best few for what was typed so far; at least two characters, at most ten answers. */
    @Requires(Right.READ_DIRECTORY)
    List<OrganisationSummary> suggest(String text);

    /** Who changed what, newest first. */
    @Requires(Right.READ_DIRECTORY)
    Slice<AuditEntry> history(OrganisationId id, Paging paging);
}
