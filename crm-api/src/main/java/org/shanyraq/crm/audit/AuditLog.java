package org.shanyraq.crm.audit;

import java.util.List;
import org.shanyraq.crm.access.Facade;
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

    /** Where the chains of the officer's missions end now: to be kept outside the system, for a check of later. */
    @Requires(Right.READ_AUDIT)
    List<ChainHead> heads();
}
