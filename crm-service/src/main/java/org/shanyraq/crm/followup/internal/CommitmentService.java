package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.CommitmentView;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.internal.FollowUpChecks.Around;
import org.shanyraq.crm.followup.internal.FollowUpChecks.Checked;
import org.shanyraq.crm.followup.internal.FollowUpChecks.Evidence;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class CommitmentService implements Commitments {

    private final Access access;
    private final CommitmentRepository commitments;
    private final CommitmentReader reader;
    private final LinkedRecords records;
    private final FollowUpChecks checks;
    private final MissionCalendar calendar;
    private final NameIndex nameIndex;
    private final AuditTrail audit;
    private final Clock clock;

    CommitmentService(
            Access access,
            CommitmentRepository commitments,
            CommitmentReader reader,
            LinkedRecords records,
            MissionCalendar calendar,
            NameIndex nameIndex,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.commitments = commitments;
        this.reader = reader;
        this.records = records;
        this.checks = new FollowUpChecks(records);
        this.calendar = calendar;
        this.nameIndex = nameIndex;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public CommitmentView create(CommitmentDetails details) {
        MissionId mission = records.homeOf(details.source());
        Checked<CommitmentDetails> checked = checks.commitment(
                details,
                new Around(mission, access.scope(), Sensitivity.PUBLIC, null, null, null, List.of(), reader.today()));
        Commitment made =
                Commitment.make(mission, access.officer(), checked.details(), checked.links(), clock.instant());
        commitments.saveAndFlush(made);
        records.requireAsSeen(made.links(), List.of(), access.scope());
        index(made);
        audit.record(subject(made), AuditAction.CREATED, null, made.noted());
        return view(made.id());
    }

    @Override
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public CommitmentView change(CommitmentId id, long version, CommitmentDetails details) {
        Commitment commitment = mine(id, version);
        Commitment.Noted before = commitment.noted();
        boolean lowers = access.officer().may(Right.LOWER_SENSITIVITY);
        List<LinkRow> hidden = checks.hidden(commitment.links(), access.scope());
        Checked<CommitmentDetails> checked = checks.commitment(
                details,
                new Around(
                        commitment.mission(),
                        access.scope(),
                        lowers ? Sensitivity.PUBLIC : commitment.chosen(),
                        List.copyOf(commitment.links()),
                        commitment.sensitivity(),
                        commitment.officer(),
                        hidden,
                        reader.today()));
        commitment.change(
                checked.details(),
                checked.links(),
                lowers ? Sensitivity.PUBLIC : commitment.sensitivity(),
                !lowers && !commitment.isEnteredBy(access.officer().id()));
        if (!before.equals(commitment.noted())) {
            save(commitment, before);
            records.requireAsSeen(commitment.links(), hidden, access.scope());
            index(commitment);
        }
        return view(id);
    }

    @Override
    @Transactional
    public CommitmentView keep(CommitmentId id, long version, @Nullable String evidence, @Nullable String link) {
        Evidence checked = FollowUpChecks.evidence(evidence, link);
        return act(
                id,
                version,
                commitment -> commitment.keep(checked.words(), checked.link(), access.officer(), clock.instant()));
    }

    @Override
    @Transactional
    public CommitmentView breakOff(CommitmentId id, long version, @Nullable String reason) {
        return end(id, version, CommitmentState.BROKEN, reason);
    }

    @Override
    @Transactional
    public CommitmentView release(CommitmentId id, long version, @Nullable String reason) {
        return end(id, version, CommitmentState.RELEASED, reason);
    }

    private CommitmentView end(CommitmentId id, long version, CommitmentState state, @Nullable String reason) {
        String kept = FollowUpChecks.reason(reason, true);
        return act(id, version, commitment -> commitment.end(state, access.officer(), kept, clock.instant()));
    }

    @Override
    @Transactional
    public CommitmentView reopen(CommitmentId id, long version, @Nullable String reason) {
        String kept = Objects.requireNonNull(FollowUpChecks.reason(reason, true));
        return act(id, version, commitment -> commitment.reopen(access.officer(), kept, clock.instant()));
    }

    private CommitmentView act(CommitmentId id, long version, Consumer<Commitment> act) {
        Commitment commitment = mine(id, version);
        Commitment.Noted before = commitment.noted();
        act.accept(commitment);
        save(commitment, before);
        return view(id);
    }

    private void save(Commitment commitment, Commitment.Noted before) {
        commitments.saveAndFlush(commitment);
        audit.record(subject(commitment), AuditAction.CHANGED, before, commitment.noted());
    }

    private Commitment mine(CommitmentId id, long version) {
        List<UUID> visible = reader.reading().visible(List.of(id.value()), access.scope());
        Commitment found = visible.isEmpty()
                ? null
                : commitments
                        .findByIdInAndMissionIdInOrderById(
                                visible, access.scope().missionIds())
                        .stream()
                        .findFirst()
                        .orElse(null);
        if (found == null) {
            throw new NotFoundException();
        }
        Officer officer = access.officer();
        if (!officer.id().equals(found.officer()) && !found.isEnteredBy(officer.id())) {
            access.require(Right.ASSIGN_FOLLOW_UPS);
        }
        found.requireVersion(version);
        return found;
    }

    private void index(Commitment commitment) {
        nameIndex.put(
                CommitmentReader.KIND, commitment.getId(), commitment.mission().value(), List.of(commitment.text()));
    }

    static AuditSubject subject(Commitment commitment) {
        return new AuditSubject(CommitmentReader.KIND, commitment.id(), commitment.mission(), commitment.sensitivity())
                .limitedTo(commitment.readersOf());
    }

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    private CommitmentView view(CommitmentId id) {
        return reader.view(id, access.officer(), calendar::dayOff).orElseThrow(NotFoundException::new);
    }

    /** Not read-only: a look at a confidential one is noted. */
    @Override
    @Transactional
    public CommitmentView get(CommitmentId id) {
        CommitmentView view = view(id);
        audit.viewed(new AuditSubject(CommitmentReader.KIND, id, view.mission(), view.sensitivity())
                .limitedTo(view.readersOf()));
        return view;
    }

    @Override
    public Slice<CommitmentSummary> list(CommitmentQuery query, Paging paging) {
        return reader.list(query, access.scope(), paging);
    }

    @Override
    public long count(CommitmentQuery query, long limit) {
        return reader.count(query, access.scope(), limit);
    }

    @Override
    public Slice<AuditEntry> history(CommitmentId id, Paging paging) {
        if (reader.reading().visible(List.of(id.value()), access.scope()).isEmpty()) {
            throw new NotFoundException();
        }
        return audit.historyOf(id, access.scope(), paging);
    }
}
