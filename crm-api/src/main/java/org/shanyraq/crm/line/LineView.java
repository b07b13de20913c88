package org.shanyraq.crm.line;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.topic.TopicId;

/**
 * One line to take.
 *
 * @param version to be given back when changing it
 * @param ownerName name of {@code owner}
 * @param topics what it is about, with their names, in order; archived ones too
 * @param current the approved edition, or null
 * @param next the edition that is being written or waits for approval, or null
 * @param uses how often it was used
 */
public record LineView(
        LineId id,
        MissionId mission,
        long version,
        Sensitivity sensitivity,
        OfficerId owner,
        String ownerName,
        Map<TopicId, LocalizedText> topics,
        LineStanding standing,
        @Nullable EditionView current,
        @Nullable EditionView next,
        long uses,
        boolean archived,
        Instant createdAt,
        Instant changedAt) {

    /** The edition that is used, else the one that is to be. */
    public EditionView shown() {
        if (current != null) {
            return current;
        }
        if (next != null) {
            return next;
        }
        throw new IllegalStateException("a line without editions");
    }
}
