package org.shanyraq.crm.attendance;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.organisation.Circle;

/**
 * How full the room is.
 *
 * @param state of the dialogue
 * @param came how many are in, walk-ins and those who were not expected included
 * @param walkIns how many of them were not on the list
 * @param expected how many guests said that they come
 * @param seats how many seats the dialogue has, or null when there is no limit. The door decides whom it lets in, so more may be in
 * @param circles both numbers by circle; a circle of which nobody came or is expected is missing
 * @param withoutCircle both numbers of those of whom no circle is known
 * @param mark another one whenever anything of this differs
 */
public record DoorCount(
        DialogueState state,
        long came,
        long walkIns,
        long expected,
        @Nullable Integer seats,
        Map<Circle, Line> circles,
        Line withoutCircle,
        String mark) {

    /** Of one circle. */
    public record Line(long came, long expected) {}

    public DoorCount {
        EnumMap<Circle, Line> ordered = new EnumMap<>(Circle.class);
        ordered.putAll(circles);
        circles = Collections.unmodifiableMap(ordered);
    }
}
