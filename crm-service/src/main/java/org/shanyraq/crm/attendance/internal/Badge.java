package org.shanyraq.crm.attendance.internal;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;

/**
 * What stands on one badge, in the words that are printed; null is left out.
 *
 * @param circle gives the bar its colour
 * @param code text of the door code
 */
record Badge(
        String name,
        @Nullable String nativeName,
        @Nullable String post,
        @Nullable String organisation,
        @Nullable Circle circle,
        @Nullable String circleName,
        @Nullable String theme,
        @Nullable String code) {}
