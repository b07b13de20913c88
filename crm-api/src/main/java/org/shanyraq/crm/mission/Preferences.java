package org.shanyraq.crm.mission;

import org.jspecify.annotations.Nullable;

/**
 * @param language {@code en}, {@code fr}, {@code kk} or {@code ru}; null: as the browser asks
 * @param theme {@code light} or {@code dark}; null: as the device asks
 */
public record Preferences(
        @Nullable String language, @Nullable String theme) {}
