package org.shanyraq.crm.contact;

import java.time.Instant;
import org.shanyraq.crm.access.MissionId;

/**
 * A tag, a list or a saved query, without its contacts.
 *
 * @param version to be given back when changing it; who is in it is no part of it
 */
public record SegmentView(
        SegmentId id,
        MissionId mission,
        long version,
        SegmentDetails details,
        boolean archived,
        Instant createdAt,
        Instant changedAt) {

    /** What {@link Contacts#list} is asked to give those who are in it. */
    public ContactQuery asked() {
        return details.query() == null ? ContactQuery.ALL.withSegment(id) : details.query();
    }
}
