package org.shanyraq.crm.dialogue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;

/**
 * How many guests there is room for. The numbers of circles are ceilings, not reserved seats: they keep one circle from filling
 * the room, and may add up to more than there is room for in all, which binds all of them together.
 *
 * @param total seats in all, at least 1; null when there is no limit
 * @param circles the most guests of a circle, 0 for none of them and never above {@code total}; a circle that is not named has no
 *     ceiling of its own
 */
public record Capacity(@Nullable Integer total, Map<Circle, Integer> circles) {

    public static final Capacity UNLIMITED = new Capacity(null, Map.of());

    public Capacity {
        EnumMap<Circle, Integer> ordered = new EnumMap<>(Circle.class);
        ordered.putAll(circles);
        circles = Collections.unmodifiableMap(ordered);
    }
}
