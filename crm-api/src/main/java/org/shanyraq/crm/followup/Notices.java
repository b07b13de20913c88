package org.shanyraq.crm.followup;

import java.util.List;

/**
 * What waits for an officer, each part no longer than {@value #MOST}.
 *
 * @param overdue their follow-ups whose day is over
 * @param soon their follow-ups that are due today or on one of the next two working days
 * @param commitments open ones that they undertook or heard, and that are overdue or due as soon
 * @param escalated overdue follow-ups of others that were brought before managers, for those
 */
public record Notices(
        List<FollowUpSummary> overdue,
        List<FollowUpSummary> soon,
        List<CommitmentSummary> commitments,
        List<FollowUpSummary> escalated) {

    public static final int MOST = 50;

    public Notices {
        overdue = List.copyOf(overdue);
        soon = List.copyOf(soon);
        commitments = List.copyOf(commitments);
        escalated = List.copyOf(escalated);
    }

    public boolean isEmpty() {
        return overdue.isEmpty() && soon.isEmpty() && commitments.isEmpty() && escalated.isEmpty();
    }
}
