package org.shanyraq.crm.attendance;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Visits in figures.
 *
 * @param counts each figure, also those that are nought
 */
public record VisitFigures(Map<VisitFigure, Long> counts) {

    public VisitFigures {
        EnumMap<VisitFigure, Long> all = new EnumMap<>(VisitFigure.class);
        for (VisitFigure figure : VisitFigure.values()) {
            all.put(figure, counts.getOrDefault(figure, 0L));
        }
        counts = Collections.unmodifiableMap(all);
    }

    /** How many of a hundred who said that they come did not, rounded; 0 when nobody did. */
    public long noShowShare() {
        long accepted = counts.getOrDefault(VisitFigure.ACCEPTED, 0L);
        return accepted == 0 ? 0 : Math.round(100.0 * counts.getOrDefault(VisitFigure.NO_SHOW, 0L) / accepted);
    }

    /** Whether there is anything to tell. */
    public boolean isEmpty() {
        return counts.values().stream().allMatch(count -> count == 0);
    }
}
