package org.shanyraq.crm.attendance;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a guest brings, as the door knows them.
 *
 * @param position from 1, in the order in which the guest named them
 * @param name as the guest gave it; of one without a name that of the guest with the position
 * @param organisation as the guest gave it, or null
 * @param came the arrival, or null
 */
public record DoorCompanion(
        int position,
        String name,
        @Nullable String organisation,
        @Nullable AttendanceView came) {}
