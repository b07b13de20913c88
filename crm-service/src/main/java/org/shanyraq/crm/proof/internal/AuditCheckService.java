package org.shanyraq.crm.proof.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.audit.ChainHead;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.proof.AuditCheckId;
import org.shanyraq.crm.proof.AuditCheckView;
import org.shanyraq.crm.proof.AuditChecks;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.internal.Ids;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;

/** Checks as officers see them; the chains are walked by {@link AuditCheckJob}. */
class AuditCheckService implements AuditChecks {

    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int ATTEMPTS = 3;

    private final AuditCheckStore store;
    private final AuditTrail trail;
    private final Access access;
    private final Jobs jobs;
    /** Apart from a transaction that runs already: one that finds a check in its way must not spoil that. */
    private final TransactionOperations apart;

    AuditCheckService(AuditCheckStore store, AuditTrail trail, Access access, Jobs jobs, TransactionOperations apart) {
        this.store = store;
        this.trail = trail;
        this.access = access;
        this.jobs = jobs;
        this.apart = apart;
    }

    @Override
    public AuditCheckView start(List<ChainHead> noted) {
        Map<MissionId, ChainHead> heads = byMission(noted);
        // The one that stood in the way may end before it is looked at: then this one begins after all.
        for (int i = 0; i < ATTEMPTS; i++) {
            try {
                return required(apart.execute(status -> begin(heads)));
            } catch (DuplicateKeyException another) {
                Optional<StoredCheck> running = required(
                        apart.execute(status -> store.running(access.officer().id(), access.scope())));
                if (running.isPresent()) {
                    return running.filter(check -> isSame(check, heads))
                            .orElseThrow(() -> new ConflictException("crm.audit.error.check-running"))
                            .view();
                }
            }
        }
        throw new ConflictException("crm.audit.error.check-running");
    }

    private AuditCheckView begin(Map<MissionId, ChainHead> noted) {
        Officer officer = access.officer();
        AuditCheckId id = new AuditCheckId(Ids.next());
        store.insert(id, access.home(), officer.id());
        Map<MissionId, ChainHead> ends = trail.heads(officer.missions()).stream()
                .collect(Collectors.toMap(ChainHead::mission, Function.identity()));
        officer.missions()
                .forEach(mission ->
                        store.insert(id, ends.getOrDefault(mission, ChainHead.beginning(mission)), noted.get(mission)));
        long entries = ends.values().stream().mapToLong(ChainHead::length).sum();
        store.job(id, jobs.submit(AuditCheckJob.KIND, "", id.toString(), entries, "/audit/checks/" + id));
        return find(id).view();
    }

    private Map<MissionId, ChainHead> byMission(List<ChainHead> noted) {
        Map<MissionId, ChainHead> heads = new LinkedHashMap<>();
        for (ChainHead head : noted) {
            String field = "noted[" + heads.size() + "].";
            if (!access.scope().missions().contains(head.mission())) {
                throw new NotFoundException();
            }
            if (head.length() < 1) {
                throw InvalidInputException.of(field + "length", "crm.audit.error.length");
            }
            if (!HASH.matcher(head.hash()).matches()) {
                throw InvalidInputException.of(field + "hash", "crm.audit.error.hash");
            }
            if (heads.put(head.mission(), head) != null) {
                throw InvalidInputException.of(field + "mission", "crm.audit.error.chain-twice");
            }
        }
        return heads;
    }

    /** Whether it is a check of all the officer's chains with just these heads. */
    private boolean isSame(StoredCheck check, Map<MissionId, ChainHead> heads) {
        Set<MissionId> missions =
                check.chains().stream().map(StoredCheck.Chain::mission).collect(Collectors.toSet());
        return missions.equals(Set.copyOf(access.officer().missions()))
                && check.chains().stream().allMatch(chain -> isSame(chain.noted(), heads.get(chain.mission())));
    }

    private static boolean isSame(@Nullable ChainHead one, @Nullable ChainHead other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.length() == other.length() && one.hash().equalsIgnoreCase(other.hash());
    }

    private StoredCheck find(AuditCheckId id) {
        return store.find(id, access.officer().id(), access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public AuditCheckView get(AuditCheckId id) {
        return required(apart.execute(status -> find(id).view()));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a transaction gave no result");
        }
        return value;
    }
}
