package org.shanyraq.crm.shared;

import org.jspecify.annotations.Nullable;

/**
 * Which slice of a list is wanted.
 *
 * @param cursor {@link Slice#next} of the slice before, or null for the first one
 * @param size 1 to {@value #MAX_SIZE}
 */
public record Paging(@Nullable String cursor, int size) {

    public static final int MAX_SIZE = 100;

    public Paging {
        if (size < 1 || size > MAX_SIZE) {
            throw InvalidInputException.of("size", "crm.error.page-size", MAX_SIZE);
        }
        if (cursor != null && cursor.isBlank()) {
            cursor = null;
        }
    }

    public static Paging first(int size) {
        return new Paging(null, size);
    }
}
