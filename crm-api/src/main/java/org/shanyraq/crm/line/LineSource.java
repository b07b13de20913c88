package org.shanyraq.crm.line;

import org.jspecify.annotations.Nullable;

/**
 * What a line rests on.
 *
 * @param title at most 200 characters
 * @param link address beginning with {@code https://} or {@code http://}, or null
 */
public record LineSource(String title, @Nullable String link) {}
