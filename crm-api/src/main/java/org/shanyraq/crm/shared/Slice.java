package org.shanyraq.crm.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of an ordered list, found by key and not by offset.
 *
 * @param next cursor of the following slice, or null when this is the last one
 */
public record Slice<T>(List<T> items, @Nullable String next) {

    public Slice {
        items = List.copyOf(items);
    }

    public <R> Slice<R> map(Function<? super T, ? extends R> change) {
        return new Slice<>(items.stream().<R>map(change).toList(), next);
    }
}
