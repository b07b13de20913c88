package org.shanyraq.crm.shared.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;

/** What the bodies of the calls of the API have in common. */
public final class Bodies {

    private Bodies() {}

    /** The list; empty when it was left out. */
    public static <T> List<T> orEmpty(@Nullable List<T> given) {
        return given == null ? List.of() : given;
    }

    /** The text; empty when it was left out. */
    public static LocalizedText orEmpty(@Nullable LocalizedText given) {
        return given == null ? LocalizedText.EMPTY : given;
    }

    /** The text; empty when it was left out. */
    public static String orEmpty(@Nullable String given) {
        return given == null ? "" : given;
    }
}
