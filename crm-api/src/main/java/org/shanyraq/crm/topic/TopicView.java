package org.shanyraq.crm.topic;

import java.time.Instant;
import org.shanyraq.crm.access.MissionId;

/** @param depth how many topics stand above it */
public record TopicView(
        TopicId id,
        MissionId mission,
        long version,
        TopicDetails details,
        int depth,
        boolean archived,
        Instant createdAt,
        Instant changedAt) {}
