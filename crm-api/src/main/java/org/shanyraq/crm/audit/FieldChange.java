package org.shanyraq.crm.audit;

import org.jspecify.annotations.Nullable;

/**
 * @param field path within the record, for example {@code names[0].family}
 * @param before null when the field had no value
 * @param after null when the field has none any more
 */
public record FieldChange(
        String field, @Nullable String before, @Nullable String after) {}
