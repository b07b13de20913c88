package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.Undertakings;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(propagation = Propagation.MANDATORY)
class UndertakingsOfOthers implements Undertakings {

    private final Access access;
    private final CommitmentRepository commitments;
    private final FollowUpRepository followUps;
    private final AuditTrail audit;
    private final Clock clock;

    UndertakingsOfOthers(
            Access access,
            CommitmentRepository commitments,
            FollowUpRepository followUps,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.commitments = commitments;
        this.followUps = followUps;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public void keep(MissionId mission, CommitmentId id, String evidence) {
        String words = cut(evidence, FollowUpChecks.MOST_EVIDENCE);
        end(mission, id, commitment -> commitment.keep(words, null, access.officer(), clock.instant()));
    }

    @Override
    public void release(MissionId mission, CommitmentId id, String reason) {
        String words = cut(reason, FollowUpChecks.MOST_REASON);
        end(
                mission,
                id,
                commitment -> commitment.end(CommitmentState.RELEASED, access.officer(), words, clock.instant()));
    }

    private void end(MissionId mission, CommitmentId id, Consumer<Commitment> act) {
        commitments.findByIdInAndMissionIdInOrderById(List.of(id.value()), List.of(mission.value())).stream()
                .filter(Commitment::isOpen)
                .forEach(commitment -> {
                    Commitment.Noted before = commitment.noted();
                    act.accept(commitment);
                    commitments.saveAndFlush(commitment);
                    audit.record(
                            CommitmentService.subject(commitment), AuditAction.CHANGED, before, commitment.noted());
                });
    }

    @Override
    public void finish(MissionId mission, FollowUpId id) {
        move(mission, id, FollowUpState.DONE, null);
    }

    @Override
    public void drop(MissionId mission, FollowUpId id, String reason) {
        move(mission, id, FollowUpState.DROPPED, cut(reason, FollowUpChecks.MOST_REASON));
    }

    private void move(MissionId mission, FollowUpId id, FollowUpState state, @Nullable String reason) {
        followUps.findByIdInAndMissionIdInOrderById(List.of(id.value()), List.of(mission.value())).stream()
                .filter(followUp -> !followUp.state().isOver())
                .forEach(followUp -> {
                    FollowUp.Noted before = followUp.noted();
                    followUp.move(state, access.officer(), reason, clock.instant());
                    followUps.saveAndFlush(followUp);
                    audit.record(FollowUpService.subject(followUp), AuditAction.CHANGED, before, followUp.noted());
                });
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
