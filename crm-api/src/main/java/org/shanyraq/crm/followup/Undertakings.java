package org.shanyraq.crm.followup;

import org.shanyraq.crm.access.MissionId;

/**
 * Where other features end what was undertaken in their name, once the record is done from which it came. Used by services, which have checked
 * the rights of whoever acts: whether that officer, or the system, may see what is ended is not asked. What is over already, or is not of that
 * mission, is left as it is.
 *
 * <p>All happens within the caller's transaction, which must run.
 */
public interface Undertakings {

    /** @param evidence that shows it, cut off where it is too long to be kept */
    void keep(MissionId mission, CommitmentId commitment, String evidence);

    /** @param reason cut off where it is too long to be kept */
    void release(MissionId mission, CommitmentId commitment, String reason);

    void finish(MissionId mission, FollowUpId followUp);

    /** @param reason cut off where it is too long to be kept */
    void drop(MissionId mission, FollowUpId followUp, String reason);
}
