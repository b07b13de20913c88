package org.shanyraq.crm.shared.web;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Right;

/**
 * A part of the first page of an officer; a feature declares its own as beans.
 *
 * @param place where on the page it stands
 * @param template of the feature
 * @param fragment of the template, with one argument: the content
 * @param right who lacks it does not see the part
 * @param order lower comes first
 * @param content what there is to show, by name; null: nothing, and the part is left out
 */
public record StartPanel(
        Place place,
        String template,
        String fragment,
        Right right,
        int order,
        Supplier<@Nullable Map<String, Object>> content) {

    /** The parts of the page. */
    public enum Place {
        /** Above all else: what an officer opens the page for. */
        TOP,
        MAIN,
        SIDE
    }

    /** A part with what there is to show. */
    public record Shown(Place place, String template, String fragment, Map<String, Object> content) {}
}
