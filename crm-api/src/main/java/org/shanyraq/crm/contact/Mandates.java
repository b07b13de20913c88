package org.shanyraq.crm.contact;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Tenure;

/**
 * Who holds or held which post. A mandate is seen by those who see its contact. One person may hold many posts at once, but
 * not the same post twice at the same time; more holders than seats are permitted with partial dates only, and never when
 * the dates are exact. Of the other holders those count whom the officer may see and who are not archived: a refusal never
 * tells of anybody else.
 */
@Facade
public interface Mandates {

    /** @throws org.shanyraq.crm.shared.InvalidInputException when a rule is broken */
    @Requires(Right.EDIT_CONTACTS)
    MandateView begin(MandateDetails details);

    /**
     * Begins a mandate in the post of that organisation, role and title. When there is none it is established, which needs {@link
     * Right#EDIT_ORGANISATIONS}; either both happen or neither.
     *
     * @param post with a title in at most one language
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of posts or mandates is broken
     */
    @Requires(Right.EDIT_CONTACTS)
    MandateView begin(ContactId contact, PostDetails post, Tenure tenure, @Nullable String note);

    /**
     * {@link #change(MandateId, long, MandateDetails)} to the post of that organisation, role and title, as {@link #begin(ContactId,
     * PostDetails, Tenure, String)}.
     */
    @Requires(Right.EDIT_CONTACTS)
    MandateView change(MandateId id, long version, PostDetails post, Tenure tenure, @Nullable String note);

    /** @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version */
    @Requires(Right.EDIT_CONTACTS)
    MandateView change(MandateId id, long version, MandateDetails details);

    /** Removes a mandate that was entered by mistake; one that is over is ended by {@link #change}. */
    @Requires(Right.EDIT_CONTACTS)
    void remove(MandateId id, long version);

    @Requires(Right.READ_DIRECTORY)
    MandateView get(MandateId id);

    /** The mandate, if it exists for the officer. */
    @Requires(Right.READ_DIRECTORY)
    Optional<MandateView> find(MandateId id);

    /** All mandates of a contact: current ones first, by rank, then past ones, latest first. */
    @Requires(Right.READ_DIRECTORY)
    List<MandateView> of(ContactId contact);

    /** Everybody who ever held the post, latest first. */
    @Requires(Right.READ_DIRECTORY)
    List<MandateView> of(PostId post);

    /**
     * Mandates: of a contact, a post or an organisation by organisation, rank and name, else of all in the order in which they were
     * entered. With role, organisation and day it answers who held what when: "who chaired this committee on that day".
     */
    @Requires(Right.READ_DIRECTORY)
    Slice<MandateView> list(MandateQuery query, Paging paging);
}
