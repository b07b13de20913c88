package org.shanyraq.crm.followup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A commitment as the acting officer sees it.
 *
 * @param details without a contact, organisation or source that the officer may not see
 * @param sensitivity how sensitive it is, with contact and source
 * @param readersOf the record whose named readers alone see it, or null
 * @param links contact, organisation and source, as far as the officer may see them
 * @param officerName name of the officer of {@code details}, or null
 * @param evidence that it was kept, in words, or null
 * @param evidenceLink where that can be seen, or null
 * @param steps its states, the first one first
 * @param overdue whether its day is over and it is open
 * @param dayOff as in {@link FollowUpView}
 * @param mayChange whether the officer may change it and say what became of it
 */
public record CommitmentView(
        CommitmentId id,
        MissionId mission,
        long version,
        CommitmentDetails details,
        Sensitivity sensitivity,
        @Nullable UUID readersOf,
        CommitmentState state,
        List<RecordSight> links,
        @Nullable String officerName,
        @Nullable String evidence,
        @Nullable String evidenceLink,
        OfficerId enteredBy,
        String enteredByName,
        List<StateStep<CommitmentState>> steps,
        boolean overdue,
        @Nullable LocalizedText dayOff,
        boolean mayChange,
        Instant createdAt,
        Instant changedAt) {

    /** What the record of that kind is called, or null when there is none or none to be seen. */
    public @Nullable RecordSight link(String kind) {
        return links.stream()
                .filter(sight -> sight.ref().kind().equals(kind))
                .findFirst()
                .orElse(null);
    }
}
