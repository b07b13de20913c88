package org.shanyraq.crm.contact;

import java.util.Collection;
import java.util.List;
import java.util.Map;
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
 * The people that the acting officer's missions know. What lies outside the officer's scope does not exist here: a foreign or
 * too sensitive id answers with {@link org.shanyraq.crm.shared.NotFoundException}.
 */
@Facade
public interface Contacts {

    /**
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link ContactDetails} is broken, a contact of
     *     this mission that the officer may see carries one of the external ids, or the sensitivity is above the officer's
     *     clearance
     */
    @Requires(Right.EDIT_CONTACTS)
    ContactView register(ContactDetails details);

    /**
     * Registers many at once, all or none.
     *
     * @param details at most {@link Paging#MAX_SIZE}
     * @return in the same order
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #register}, also when two of them carry the same external
     *     id; the path of a field begins with the place in the list, for example {@code [2].names[0].family}
     */
    @Requires(Right.EDIT_CONTACTS)
    List<ContactView> registerAll(List<ContactDetails> details);

    /**
     * Replaces the details.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #register}, and when the sensitivity is lowered without
     *     {@link Right#LOWER_SENSITIVITY}
     */
    @Requires(Right.EDIT_CONTACTS)
    ContactView change(ContactId id, long version, ContactDetails details);

    /** Takes the contact out of pickers and lists; the history stays. */
    @Requires(Right.EDIT_CONTACTS)
    ContactView archive(ContactId id, long version);

    @Requires(Right.EDIT_CONTACTS)
    ContactView restore(ContactId id, long version);

    /**
     * Takes back a registration as if it had never been: for the revert of an import.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since
     * @throws org.shanyraq.crm.shared.ConflictException when mandates hang on it
     */
    @Requires(Right.IMPORT)
    void withdraw(ContactId id, long version);

    /** One contact. A look at a confidential one is noted in the audit log. */
    @Requires(Right.READ_DIRECTORY)
    ContactView get(ContactId id);

    /** Those of them that exist for the officer, in the given order; at most {@link Paging#MAX_SIZE} at once. */
    @Requires(Right.READ_DIRECTORY)
    List<ContactView> getAll(List<ContactId> ids);

    /**
     * Like {@link #getAll}, each as a row of a list.
     *
     * @param asked says by its organisation, role and circle which of today's mandates are told first
     */
    @Requires(Right.READ_DIRECTORY)
    List<ContactSummary> summaries(List<ContactId> ids, ContactQuery asked);

    /**
     * The one that carries this external id in the officer's home mission. Of several, which come about when a sensitive contact
     * was hidden from whoever entered another one, it is the least sensitive.
     */
    @Requires(Right.READ_DIRECTORY)
    Optional<ContactView> findByExternalId(ExternalId externalId);

    /** Whom {@link #findByExternalId} finds for each of many; ids of nobody are missing. At most {@link Paging#MAX_SIZE} at once. */
    @Requires(Right.READ_DIRECTORY)
    Map<ExternalId, ContactView> findByExternalIds(Collection<ExternalId> externalIds);

    /** The living ones of the home mission that are reached by this e-mail address, whatever case; at most a hundred. */
    @Requires(Right.READ_DIRECTORY)
    List<ContactView> findByEmail(String email);

    /**
     * Whom {@link #findByEmail} finds for each of many; addresses of nobody are missing. At most {@link Paging#MAX_SIZE} at once.
     */
    @Requires(Right.READ_DIRECTORY)
    Map<String, List<ContactView>> findByEmails(Collection<String> emails);

    /**
     * The living ones of the home mission that may be the same person, likeliest first, at most ten.
     *
     * @param except the contact under edit itself
     */
    @Requires(Right.READ_DIRECTORY)
    List<DuplicateCandidate> possibleDuplicates(ContactDetails details, @Nullable ContactId except);

    @Requires(Right.READ_DIRECTORY)
    Slice<ContactSummary> list(ContactQuery query, Paging paging);

    /** How many {@link #list} would give in all, counted up to {@code limit}. */
    @Requires(Right.READ_DIRECTORY)
    long count(ContactQuery query, long limit);

    /** The best few for what was typed so far; at least two characters, at most ten answers. */
    @Requires(Right.READ_DIRECTORY)
    List<ContactSummary> suggest(String text);

    /** Who changed what, newest first. */
    @Requires(Right.READ_DIRECTORY)
    Slice<AuditEntry> history(ContactId id, Paging paging);
}
