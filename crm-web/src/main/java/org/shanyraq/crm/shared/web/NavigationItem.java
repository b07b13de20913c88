package org.shanyraq.crm.shared.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Right;

/**
 * An entry of the navigation; a feature declares one as a bean.
 *
 * @param key which entry it is; its text is {@code crm.<key>.navigation}
 * @param path below the base path, for example {@code /contacts}
 * @param right who lacks it does not see the entry
 * @param order lower comes first
 * @param icon id of a symbol of {@code static/crm/icons.svg}
 * @param badge path of a part of a page that says how much of it presses, which is loaded after the page; null for none
 */
public record NavigationItem(
        String key,
        String path,
        Right right,
        int order,
        String icon,
        @Nullable String badge) {

    /** One without a badge. */
    public NavigationItem(String key, String path, Right right, int order, String icon) {
        this(key, path, right, order, icon, null);
    }
}
