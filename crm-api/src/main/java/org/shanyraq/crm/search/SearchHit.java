package org.shanyraq.crm.search;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.EntityId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One thing found.
 *
 * @param kind {@code contact}, {@code organisation} or {@code post}
 * @param mission whose record it is
 * @param detail what tells it from others of the same title, in the languages known; may be empty
 * @param note more that helps to recognise it, for example the name in the person's own script
 */
public record SearchHit(
        String kind,
        EntityId id,
        MissionId mission,
        LocalizedText title,
        LocalizedText detail,
        @Nullable String note) {}
