package org.shanyraq.crm.contact;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Named sets of contacts: tags, lists kept by hand, and saved queries. A segment has a sensitivity of its own; one that the officer may
 * not see does not exist, also where a contact is shown that is in it: {@link org.shanyraq.crm.shared.NotFoundException}.
 */
@Facade
public interface Segments {

    /** So many contacts are put into a segment at once. */
    int MOST_AT_ONCE = 1_000;

    /**
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link SegmentDetails} is broken; when the sensitivity is above
     *     the officer's clearance; when a saved query asks nothing, asks for what the officer may not see, asks for another saved
     *     query, or for a segment that is more sensitive than itself
     */
    @Requires(Right.EDIT_CONTACTS)
    SegmentView create(SegmentDetails details);

    /**
     * Replaces the details, but for the kind.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #create}; when the kind is another one; when the sensitivity is
     *     lowered without {@link Right#LOWER_SENSITIVITY}
     */
    @Requires(Right.EDIT_CONTACTS)
    SegmentView change(SegmentId id, long version, SegmentDetails details);

    /** Takes it out of pickers and lists; its contacts stay in it. */
    @Requires(Right.EDIT_CONTACTS)
    SegmentView archive(SegmentId id, long version);

    @Requires(Right.EDIT_CONTACTS)
    SegmentView restore(SegmentId id, long version);

    @Requires(Right.READ_DIRECTORY)
    SegmentView get(SegmentId id);

    /** Those of them that exist for the officer, at most {@link Paging#MAX_SIZE} at once. */
    @Requires(Right.READ_DIRECTORY)
    List<SegmentView> getAll(List<SegmentId> ids);

    /** By name. */
    @Requires(Right.READ_DIRECTORY)
    Slice<SegmentView> list(@Nullable SegmentKind kind, Archived archived, Paging paging);

    /** The living ones of these kinds whose names begin with what was typed, at most ten. */
    @Requires(Right.READ_DIRECTORY)
    List<SegmentView> suggest(Set<SegmentKind> kinds, String text);

    /** Those of these kinds that have that name, whatever its case and accents, archived ones among them. */
    @Requires(Right.READ_DIRECTORY)
    List<SegmentView> named(Set<SegmentKind> kinds, String name);

    /**
     * How many living contacts that the officer may see are in each tag and list, counted up to {@code limit}; saved queries are left out,
     * and so is what the officer may not see. At most {@link Paging#MAX_SIZE} at once.
     */
    @Requires(Right.READ_DIRECTORY)
    Map<SegmentId, Long> counts(List<SegmentId> ids, long limit);

    /** The tags of a contact and the lists it is on, tags first, by name; archived ones are left out. */
    @Requires(Right.READ_DIRECTORY)
    List<SegmentView> of(ContactId contact);

    /** Who changed what about the segment itself, newest first. Who was put into it is told in the histories of the contacts. */
    @Requires(Right.READ_DIRECTORY)
    Slice<AuditEntry> history(SegmentId id, Paging paging);

    /**
     * Puts contacts into a tag or list.
     *
     * @param contacts at most {@link Paging#MAX_SIZE}
     * @return how many of them were not in it before
     * @throws org.shanyraq.crm.shared.NotFoundException also when one of the contacts does not exist in the mission of the segment
     * @throws org.shanyraq.crm.shared.ConflictException when it is a saved query, or it or one of the contacts is archived; nothing is done
     *     then
     */
    @Requires(Right.EDIT_CONTACTS)
    int add(SegmentId id, List<ContactId> contacts);

    /**
     * Puts all living contacts that are found now and belong to the mission of the segment into it.
     *
     * @return how many of them were not in it before
     * @throws org.shanyraq.crm.shared.InvalidInputException when more than {@link #MOST_AT_ONCE} are found; nothing is done then
     * @throws org.shanyraq.crm.shared.ConflictException as for {@link #add}
     */
    @Requires(Right.EDIT_CONTACTS)
    int addFound(SegmentId id, ContactQuery query);

    /**
     * Takes contacts out of a tag or list.
     *
     * @param contacts at most {@link Paging#MAX_SIZE}; those that are not in it, or not to be seen, are passed over
     * @return how many of them were in it
     * @throws org.shanyraq.crm.shared.ConflictException when it is a saved query or archived
     */
    @Requires(Right.EDIT_CONTACTS)
    int remove(SegmentId id, List<ContactId> contacts);
}
