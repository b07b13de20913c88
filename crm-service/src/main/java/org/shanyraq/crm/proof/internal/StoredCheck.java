package org.shanyraq.crm.proof.internal;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.proof.AuditCheckId;
import org.shanyraq.crm.proof.AuditCheckState;
import org.shanyraq.crm.proof.AuditCheckView;
import org.shanyraq.crm.proof.ChainCheck;

/** One check as it is kept. */
record StoredCheck(
        AuditCheckId id, AuditCheckState state, @Nullable JobId job, Instant createdAt, List<Chain> chains) {

    /**
     * What is checked of one chain.
     *
     * @param end where it ended when the check was asked for; its beginning when it had no entry
     * @param noted where it ended at some earlier moment, as it was kept outside the system
     * @param reached the last entry that was found good
     */
    record Chain(
            ChainHead end,
            @Nullable ChainHead noted,
            ChainHead reached,
            AuditCheckState state,
            @Nullable Long firstBad) {

        MissionId mission() {
            return end.mission();
        }

        /** What the chain must still hold. */
        List<ChainHead> heads() {
            return Stream.of(end, noted == null ? end : noted)
                    .filter(head -> head.length() > 0)
                    .distinct()
                    .toList();
        }

        /** How many entries are left to look at, as far as it was known when the check was asked for. */
        long left() {
            return state == AuditCheckState.CHECKING ? Math.max(0, end.length() - reached.length()) : 0;
        }
    }

    StoredCheck with(List<Chain> all) {
        return new StoredCheck(id, state, job, createdAt, all);
    }

    AuditCheckView view() {
        if (job == null) {
            throw new IllegalStateException("check " + id + " has no job");
        }
        return new AuditCheckView(
                id,
                state,
                job,
                createdAt,
                chains.stream()
                        .map(chain -> new ChainCheck(
                                chain.mission(),
                                chain.state(),
                                chain.end().length(),
                                chain.end().hash(),
                                chain.reached().length(),
                                chain.firstBad()))
                        .toList());
    }
}
