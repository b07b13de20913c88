package org.shanyraq.crm.followup.internal;

import java.util.List;
import java.util.UUID;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mission.NamedReaders;
import org.shanyraq.crm.mission.ReadersChanged;
import org.springframework.context.event.EventListener;

/**
 * Has commitments and follow-ups be as hidden as the records that they are linked to, in the transaction in which those change. Where several of
 * these are limited to readers of their own, it is for whoever is a reader of all.
 */
class FollowedSights {

    private final FollowUpRepository followUps;
    private final FollowUpReader followUpReader;
    private final CommitmentRepository commitments;
    private final CommitmentReader commitmentReader;
    private final NamedReaders readers;
    private final AuditTrail audit;

    FollowedSights(
            FollowUpRepository followUps,
            FollowUpReader followUpReader,
            CommitmentRepository commitments,
            CommitmentReader commitmentReader,
            NamedReaders readers,
            AuditTrail audit) {
        this.followUps = followUps;
        this.followUpReader = followUpReader;
        this.commitments = commitments;
        this.commitmentReader = commitmentReader;
        this.readers = readers;
        this.audit = audit;
    }

    @EventListener
    void sightChanged(RecordSightChanged changed) {
        commitments(commitmentReader.reading().linkedTo(changed.ref()), changed.mission())
                .forEach(one -> follow(one, changed));
        followUps(followUpReader.reading().linkedTo(changed.ref()), changed.mission())
                .forEach(one -> follow(one, changed));
    }

    /** What obeys that list among others has one of its own. */
    @EventListener
    void readersChanged(ReadersChanged changed) {
        commitments(commitmentReader.reading().limitedWith(changed.record()), changed.mission())
                .forEach(this::share);
        followUps(followUpReader.reading().limitedWith(changed.record()), changed.mission())
                .forEach(this::share);
    }

    private List<Commitment> commitments(List<UUID> ids, MissionId mission) {
        return ids.isEmpty() ? List.of() : commitments.findByIdInAndMissionIdInOrderById(ids, List.of(mission.value()));
    }

    private List<FollowUp> followUps(List<UUID> ids, MissionId mission) {
        return ids.isEmpty() ? List.of() : followUps.findByIdInAndMissionIdInOrderById(ids, List.of(mission.value()));
    }

    private void follow(Commitment one, RecordSightChanged changed) {
        Commitment.Noted before = one.noted();
        one.follow(changed);
        share(one);
        commitments.saveAndFlush(one);
        audit.record(CommitmentService.subject(one), AuditAction.CHANGED, before, one.noted());
    }

    private void follow(FollowUp one, RecordSightChanged changed) {
        FollowUp.Noted before = one.noted();
        one.follow(changed);
        share(one);
        followUps.saveAndFlush(one);
        audit.record(FollowUpService.subject(one), AuditAction.CHANGED, before, one.noted());
    }

    private void share(Owed one) {
        if (one.lists().size() > 1) {
            readers.share(one.mission(), one.getId(), one.lists());
        }
    }
}
