package org.shanyraq.crm.contact.web;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.shared.web.Needed;

/**
 * All that a client of the API writes of a tag, a list or a saved query: what {@code details} of it shows. What is left out is empty.
 *
 * @param kind chosen once
 * @param name at most 100 characters
 * @param description what it is for, at most 500 characters
 * @param sensitivity of the segment itself
 * @param query what a saved query asks; only for that kind
 */
record SegmentBody(
        @Needed @Nullable SegmentKind kind,
        @Needed @Nullable String name,
        @Nullable String description,
        @Needed @Nullable Sensitivity sensitivity,
        @Valid @Nullable ContactQueryBody query) {}
