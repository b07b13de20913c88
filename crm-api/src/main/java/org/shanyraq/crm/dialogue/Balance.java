package org.shanyraq.crm.dialogue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;

/**
 * Whom a series means to reach: what the guest list of each of its dialogues is held against. It is an aim and refuses nobody, unlike
 * {@link Capacity}; since dialogues differ in size, it is told in shares and not in seats.
 *
 * @param shares how many of a hundred guests are to come from a circle, 0 to 100, together at most 100; nothing is aimed at for a circle
 *     that is not named
 * @param levels how many of a hundred guests are to be of a level, as the shares of circles
 * @param institutions from how many different organisations guests are to come at least, or null
 */
public record Balance(
        Map<Circle, Integer> shares,
        Map<Level, Integer> levels,
        @Nullable Integer institutions) {

    public static final Balance NONE = new Balance(Map.of(), Map.of(), null);

    public Balance {
        shares = ordered(Circle.class, shares);
        levels = ordered(Level.class, levels);
    }

    private static <K extends Enum<K>> Map<K, Integer> ordered(Class<K> type, Map<K, Integer> numbers) {
        EnumMap<K, Integer> ordered = new EnumMap<>(type);
        ordered.putAll(numbers);
        return Collections.unmodifiableMap(ordered);
    }

    public boolean aimsAtNothing() {
        return shares.isEmpty() && levels.isEmpty() && institutions == null;
    }
}
