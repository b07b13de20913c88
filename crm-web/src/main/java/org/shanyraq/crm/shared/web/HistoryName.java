package org.shanyraq.crm.shared.web;

import java.util.UUID;
import java.util.function.Function;

/**
 * Says in histories what the id in a field stands for; a feature declares one as a bean for each field that holds the id of one
 * of its records.
 *
 * @param field name of the field, for example {@code parent}
 * @param path where such a record has its page, below the base path, for example {@code /organisations}
 * @param name of a record in the language of the officer; throws {@link org.shanyraq.crm.shared.NotFoundException} for one that
 *     is gone or not to be seen
 */
public record HistoryName(String field, String path, Function<UUID, String> name) {}
