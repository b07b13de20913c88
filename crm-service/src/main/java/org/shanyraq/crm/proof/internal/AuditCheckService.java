package org.shanyraq.crm.proof.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final AuditCheckStore store;
    private final AuditTrail trail;
    private final Access access;
    private final Jobs jobs;
    private final TransactionOperations transactions;

    AuditCheckService(
            AuditCheckStore store, AuditTrail trail, Access access, Jobs jobs, TransactionOperations transactions) {
        this.store = store;
        this.trail = trail;
        this.access = access;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    @Override
    public AuditCheckView start(List<ChainHead> noted) {
        Map<MissionId, ChainHead> heads = byMission(noted);
        try {
            return required(transactions.execute(status -> begin(heads)));
        } catch (DuplicateKeyException another) {
            return sameAs(heads)
                    .orElseThrow(() -> new ConflictException("crm.audit.error.check-running"))
                    .view();
        }
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

    /** The check that runs, when it is of the same. */
    private Optional<StoredCheck> sameAs(Map<MissionId, ChainHead> noted) {
        return required(transactions.execute(
                        status -> store.running(access.officer().id(), access.scope())))
                .filter(running ->
                        running.chains().stream().allMatch(chain -> isSame(chain.noted(), noted.get(chain.mission()))));
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
        return required(transactions.execute(status -> find(id).view()));
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("a transaction gave no result");
        }
        return value;
    }
}
