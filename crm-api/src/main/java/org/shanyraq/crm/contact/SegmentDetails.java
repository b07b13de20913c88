package org.shanyraq.crm.contact;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;

/**
 * What a user enters of a segment.
 *
 * @param kind chosen once
 * @param name at most 100 characters; of one kind the officer sees each name once, whatever its case and accents
 * @param description what it is for, at most 500 characters
 * @param sensitivity of the segment itself: who may not see it learns neither of it nor of who is in it
 * @param query what a saved query asks, and null for other kinds
 */
public record SegmentDetails(
        SegmentKind kind,
        String name,
        @Nullable String description,
        Sensitivity sensitivity,
        @Nullable ContactQuery query) {}
