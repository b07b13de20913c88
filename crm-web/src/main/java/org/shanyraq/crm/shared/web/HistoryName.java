package org.shanyraq.crm.shared.web;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says in histories what the id in a field stands for; a feature declares one as a bean for each field that holds the id of one
 * of its records.
 *
 * @param field name of the field, for example {@code parent}; a list of ids has that of the list
 * @param path where such a record has its page, below the base path, for example {@code /organisations}; null when it has none
 * @param names of records in the language of the officer, for a page of a history at once, so at most some hundred; those that are gone
 *     or not to be seen are left out
 */
public record HistoryName(String field, @Nullable String path, Function<Set<UUID>, Map<UUID, String>> names) {}
