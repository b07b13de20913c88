package org.shanyraq.crm.audit;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
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

    /**
     * The history of one record and of those within it, newest first, as far as the scope reaches: what was done, not who looked.
     */
    Slice<AuditEntry> historyOf(EntityId id, AccessScope scope, Paging paging);

    /**
     * Of {@link #historyOf} the entries of those kinds, newest first.
     *
     * @param kinds see {@link AuditSubject#kind()}
     * @param below only entries of a lower {@link AuditEntry#number()}; null for all
     */
    List<AuditEntry> changesOf(UUID id, Collection<String> kinds, @Nullable Long below, int most, AccessScope scope);

    /** Runs the work so that all entries noted meanwhile carry this cause. */
    <T> T causedBy(String cause, Supplier<T> work);

    /**
     * Notes that the acting officer looks at a record, when it is confidential; again only when the last look is a quarter of an
     * hour ago. Needs a running transaction that may write.
     */
    void viewed(AuditSubject subject);

    /** Where the chains of these missions end; those without entries are left out. */
    List<ChainHead> heads(Collection<MissionId> missions);

    /**
     * Recomputes the chain of a mission from its first entry, a stretch after the other, so that a long one holds nothing up.
     *
     * @param noted a head of earlier, which must be found in the chain too; or null
     */
    Verification verify(MissionId mission, @Nullable ChainHead noted);

    /** {@link #verify(MissionId, ChainHead)} without a head of earlier. */
    default Verification verify(MissionId mission) {
        return verify(mission, null);
    }

    /**
     * Recomputes the next stretch of a chain.
     *
     * @param reached the last entry that was found good, or {@link ChainHead#beginning}
     * @param noted heads of earlier of this chain, which must be found in it too
     * @param most how many entries to look at
     */
    Stretch verify(ChainHead reached, Collection<ChainHead> noted, int most);

    /**
     * How far the check of a chain got.
     *
     * @param reached the last entry found good
     * @param length how many entries the chain says that it has by now
     * @param over whether nothing is left to look at
     * @param firstBad number of the first entry that does not fit, or null when none was found so far
     */
    record Stretch(
            ChainHead reached,
            long length,
            boolean over,
            @Nullable Long firstBad) {}

    /**
     * @param entries how many entries were found good
     * @param firstBad number of the first entry that does not fit, or null when all fit
     */
    record Verification(long entries, @Nullable Long firstBad) {}
}
