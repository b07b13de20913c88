package org.shanyraq.crm.followup;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * What the acting officer's missions owe to others, and others to them. What lies outside the officer's scope does not exist here.
 *
 * <p>A commitment is never less sensitive than the contact that it concerns and the record in which it was voiced, and follows both at once.
 * Whoever entered it and the officer who undertook or heard it change it; others need {@link Right#ASSIGN_FOLLOW_UPS}.
 */
@Facade
public interface Commitments {

    /**
     * Notes a commitment.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link CommitmentDetails} is broken, or a record or officer named in
     *     it is none that the officer may see in this mission
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    CommitmentView create(CommitmentDetails details);

    /**
     * Replaces the details; what of them the officer may not see stays.
     *
     * @throws org.shanyraq.crm.access.NotPermittedException when it is somebody else's and the officer may not change those
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    CommitmentView change(CommitmentId id, long version, CommitmentDetails details);

    /**
     * Says that it was kept.
     *
     * @param evidence in words, at most 2,000 characters
     * @param link where it can be seen, an address that begins with https
     * @throws org.shanyraq.crm.shared.ConflictException when it is not open
     * @throws org.shanyraq.crm.shared.InvalidInputException when both are missing
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    CommitmentView keep(CommitmentId id, long version, @Nullable String evidence, @Nullable String link);

    /**
     * Says that it was not kept.
     *
     * @param reason at most 500 characters
     * @throws org.shanyraq.crm.shared.ConflictException when it is not open
     * @throws org.shanyraq.crm.shared.InvalidInputException without a reason
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    CommitmentView breakOff(CommitmentId id, long version, @Nullable String reason);

    /** Says that nobody waits for it any more; otherwise as {@link #breakOff}. */
    @Requires(Right.EDIT_FOLLOW_UPS)
    CommitmentView release(CommitmentId id, long version, @Nullable String reason);

    /**
     * Opens it again, without what was said of its end; the history keeps that.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when it is open
     * @throws org.shanyraq.crm.shared.InvalidInputException without a reason
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    CommitmentView reopen(CommitmentId id, long version, @Nullable String reason);

    /** One commitment. A look at a confidential one is noted in the audit log. */
    @Requires(Right.READ_FOLLOW_UPS)
    CommitmentView get(CommitmentId id);

    /** What is due first comes first, and what has no day last. */
    @Requires(Right.READ_FOLLOW_UPS)
    Slice<CommitmentSummary> list(CommitmentQuery query, Paging paging);

    /** How many {@link #list} would give in all, counted up to {@code limit}. */
    @Requires(Right.READ_FOLLOW_UPS)
    long count(CommitmentQuery query, long limit);

    /** Who changed what, newest first. */
    @Requires(Right.READ_FOLLOW_UPS)
    Slice<AuditEntry> history(CommitmentId id, Paging paging);
}
