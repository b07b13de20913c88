package org.shanyraq.crm.proof.internal;

import java.util.List;
import java.util.Optional;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.job.JobState;
import org.shanyraq.crm.job.JobWork;
import org.shanyraq.crm.proof.AuditCheckId;
import org.shanyraq.crm.proof.AuditCheckState;
import org.shanyraq.crm.shared.NotFoundException;

/** Recomputes one chain after the other, a stretch at each step; another run goes on after the last entry that was found good. */
class AuditCheckJob implements JobWork {

    static final String KIND = "audit-check";

    private static final int ENTRIES = 2_000;

    private final AuditCheckStore store;
    private final AuditTrail trail;
    private final Access access;
    private final int entries;

    AuditCheckJob(AuditCheckStore store, AuditTrail trail, Access access) {
        this(store, trail, access, ENTRIES);
    }

    /** @param entries how many one step looks at */
    AuditCheckJob(AuditCheckStore store, AuditTrail trail, Access access, int entries) {
        this.store = store;
        this.trail = trail;
        this.access = access;
        this.entries = entries;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Step step(Run run) {
        access.require(Right.READ_AUDIT);
        StoredCheck check = store.find(
                        AuditCheckId.of(run.parameters()), run.officer().id(), access.scope())
                .orElseThrow(NotFoundException::new);
        Optional<StoredCheck.Chain> next = check.chains().stream()
                .filter(chain -> chain.state() == AuditCheckState.CHECKING)
                .findFirst();
        if (next.isEmpty()) {
            return Step.finished(run.done());
        }
        StoredCheck.Chain chain = next.get();
        AuditTrail.Stretch found = trail.verify(chain.reached(), chain.heads(), entries);
        store.reached(check.id(), found);
        if (found.firstBad() != null) {
            NightlyAuditCheck.cry(chain.mission(), found.firstBad());
        }
        List<StoredCheck.Chain> others = check.chains().stream()
                .filter(other -> !other.mission().equals(chain.mission()))
                .toList();
        long done = run.done() + found.reached().length() - chain.reached().length();
        if (found.over() && others.stream().noneMatch(other -> other.state() == AuditCheckState.CHECKING)) {
            boolean broken = found.firstBad() != null
                    || others.stream().anyMatch(other -> other.state() == AuditCheckState.BROKEN);
            store.finish(check.id(), broken ? AuditCheckState.BROKEN : AuditCheckState.WHOLE);
            return Step.finished(done);
        }
        long left =
                found.over() ? 0 : Math.max(0, found.length() - found.reached().length());
        left += others.stream().mapToLong(StoredCheck.Chain::left).sum();
        return new Step(Long.toString(done), done, done + left);
    }

    @Override
    public void stopped(Run run, JobState state) {
        store.stop(AuditCheckId.of(run.parameters()));
    }
}
