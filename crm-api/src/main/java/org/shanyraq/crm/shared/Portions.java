package org.shanyraq.crm.shared;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Much work in portions that are not too large for one call or statement. */
public final class Portions {

    private Portions() {}

    /**
     * All elements in their order, in as few lists as possible.
     *
     * @param most of one list, from 1
     */
    public static <T> List<List<T>> of(Collection<T> all, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a portion holds at least one");
        }
        List<T> whole = List.copyOf(all);
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < whole.size(); from += most) {
            portions.add(whole.subList(from, Math.min(whole.size(), from + most)));
        }
        return portions;
    }
}
