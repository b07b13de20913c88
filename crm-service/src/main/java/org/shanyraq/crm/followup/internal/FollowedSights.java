package org.shanyraq.crm.followup.internal;

import java.util.List;
import java.util.UUID;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditTrail;
import org.springframework.context.event.EventListener;

/** Has commitments and follow-ups be as hidden as the records that they are linked to, in the transaction in which those change. */
class FollowedSights {

    private final FollowUpRepository followUps;
    private final FollowUpReader followUpReader;
    private final CommitmentRepository commitments;
    private final CommitmentReader commitmentReader;
    private final AuditTrail audit;

    FollowedSights(
            FollowUpRepository followUps,
            FollowUpReader followUpReader,
            CommitmentRepository commitments,
            CommitmentReader commitmentReader,
            AuditTrail audit) {
        this.followUps = followUps;
        this.followUpReader = followUpReader;
        this.commitments = commitments;
        this.commitmentReader = commitmentReader;
        this.audit = audit;
    }

    @EventListener
    void sightChanged(RecordSightChanged changed) {
        List<UUID> missions = List.of(changed.mission().value());
        List<UUID> affected = commitmentReader.reading().linkedTo(changed.ref());
        if (!affected.isEmpty()) {
            commitments.findByIdInAndMissionIdInOrderById(affected, missions).forEach(one -> {
                Commitment.Noted before = one.noted();
                one.follow(changed);
                commitments.saveAndFlush(one);
                audit.record(CommitmentService.subject(one), AuditAction.CHANGED, before, one.noted());
            });
        }
        affected = followUpReader.reading().linkedTo(changed.ref());
        if (!affected.isEmpty()) {
            followUps.findByIdInAndMissionIdInOrderById(affected, missions).forEach(one -> {
                FollowUp.Noted before = one.noted();
                one.follow(changed);
                followUps.saveAndFlush(one);
                audit.record(FollowUpService.subject(one), AuditAction.CHANGED, before, one.noted());
            });
        }
    }
}
