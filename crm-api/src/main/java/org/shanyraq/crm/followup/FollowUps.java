package org.shanyraq.crm.followup;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * What officers of the acting officer's missions have to do. What lies outside the officer's scope does not exist here.
 *
 * <p>A follow-up is as sensitive as the most sensitive record that it is linked to, and follows each of them at once. Whoever made it and
 * whoever has to do it change and move it; others need {@link Right#ASSIGN_FOLLOW_UPS}.
 */
@Facade
public interface FollowUps {

    /**
     * Makes a follow-up, for oneself or for a colleague.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link FollowUpDetails} is broken: a linked record is none that the
     *     officer may see in this mission, or the owner does not belong to it, does not work on follow-ups or may not see what it is linked
     *     to
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    FollowUpView create(FollowUpDetails details);

    /**
     * Replaces the details; links to records that the officer may not see stay.
     *
     * @throws org.shanyraq.crm.access.NotPermittedException when it is somebody else's and the officer may not change those
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #create}, and when the sensitivity is lowered without
     *     {@link Right#LOWER_SENSITIVITY}
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    FollowUpView change(FollowUpId id, long version, FollowUpDetails details);

    /**
     * Moves it to that state; nothing happens when it is there already.
     *
     * @param reason at most 500 characters; needed for {@link FollowUpState#DROPPED}
     * @throws org.shanyraq.crm.shared.InvalidInputException when it is given up without a reason
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    FollowUpView move(FollowUpId id, long version, FollowUpState state, @Nullable String reason);

    /** One follow-up. A look at a confidential one is noted in the audit log. */
    @Requires(Right.READ_FOLLOW_UPS)
    FollowUpView get(FollowUpId id);

    /** What is due first comes first. */
    @Requires(Right.READ_FOLLOW_UPS)
    Slice<FollowUpSummary> list(FollowUpQuery query, Paging paging);

    /** How many {@link #list} would give in all, counted up to {@code limit}. */
    @Requires(Right.READ_FOLLOW_UPS)
    long count(FollowUpQuery query, long limit);

    /** Who changed what, newest first. */
    @Requires(Right.READ_FOLLOW_UPS)
    Slice<AuditEntry> history(FollowUpId id, Paging paging);

    /** Those of the records that the officer may see, whatever feature they belong to. */
    @Requires(Right.READ_FOLLOW_UPS)
    List<RecordSight> see(List<RecordRef> records);

    /** What records of unknown kinds are called, as far as the officer may see them, for histories. */
    @Requires(Right.READ_FOLLOW_UPS)
    Map<UUID, RecordSight> named(Set<UUID> records);

    /**
     * Says of all of them that they are done, or of none.
     *
     * @param seen 1 to 100
     * @return what takes it back
     * @throws org.shanyraq.crm.shared.ConflictException when one was changed since, or is over already
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    BulkUndo finish(List<SeenFollowUp> seen);

    /** Has all of them due on that day, or none; see {@link #finish}. */
    @Requires(Right.EDIT_FOLLOW_UPS)
    BulkUndo postpone(List<SeenFollowUp> seen, LocalDate dueOn);

    /** Gives all of them to that officer, or none; see {@link #finish}. */
    @Requires(Right.EDIT_FOLLOW_UPS)
    BulkUndo give(List<SeenFollowUp> seen, OfficerId owner);

    /**
     * Puts all that the officer's last act on several changed back to what it was.
     *
     * @return how many
     * @throws org.shanyraq.crm.shared.ConflictException when one was changed since, or the act is none that can be undone; nothing is done then
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    int undo(UUID undo);
}
