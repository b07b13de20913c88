package org.shanyraq.crm.shared.internal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values to bind to a statement, some of which may be null: {@code statement.params(Values.of(…))}. */
public final class Values {

    private Values() {}

    public static List<@Nullable Object> of(@Nullable Object... values) {
        return Collections.unmodifiableList(Arrays.asList(values.clone()));
    }
}
