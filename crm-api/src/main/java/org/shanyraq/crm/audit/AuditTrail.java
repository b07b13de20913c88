package org.shanyraq.crm.audit;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * The chain of who did what. Features write to it in the transaction of the change: either both are kept or neither. The
 * entries of a mission form one chain, each holding the hash of the one before.
 */
public interface AuditTrail {

    /**
     * Notes the difference of two states of a record, given as records of plain values; nothing is noted when they do not
     * differ. Needs a running transaction and an acting officer.
     *
     * @param before null when the record was made now
     * @param after null when the record is no more
     */
    void record(AuditSubject subject, AuditAction action, @Nullable Record before, @Nullable Record after);

    /** The history of one record and of those within it, newest first, as far as the scope reaches. */
    Slice<AuditEntry> historyOf(EntityId id, AccessScope scope, Paging paging);

    /** Runs the work so that all entries noted meanwhile carry this cause. */
    <T> T causedBy(String cause, Supplier<T> work);

    /** Recomputes the chain of a mission from its first entry. */
    Verification verify(MissionId mission);

    /**
     * @param entries how many entries were found good
     * @param firstBad number of the first entry that does not fit, or null when all fit
     */
    record Verification(long entries, @Nullable Long firstBad) {}
}
