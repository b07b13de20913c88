package org.shanyraq.crm.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/** What was done in the acting officer's missions, for those who watch over it. */
@Facade
public interface AuditLog {

    /**
     * The entries of one chain, newest first, as far as the officer's clearance reaches: both to the record as it is now and as it
     * was when the entry was made. Unlike the history of a record it also holds those of records that are no more, which count as
     * the most sensitive that they ever were, and who looked at confidential ones.
     *
     * @throws org.shanyraq.crm.shared.NotFoundException when the mission is none of the officer's
     */
    @Requires(Right.READ_AUDIT)
    Slice<AuditEntry> list(AuditQuery query, Paging paging);

    /** Where the chains of the officer's missions end now: to be kept outside the system, for {@link #verify}. */
    @Requires(Right.READ_AUDIT)
    List<ChainHead> heads();

    /**
     * Recomputes the chain of a mission from its first entry, whatever the clearance: only numbers come back.
     *
     * @param noted a head that was kept outside the system, or null
     * @throws org.shanyraq.crm.shared.NotFoundException when the mission is none of the officer's
     */
    @Requires(Right.READ_AUDIT)
    AuditTrail.Verification verify(MissionId mission, @Nullable ChainHead noted);
}
