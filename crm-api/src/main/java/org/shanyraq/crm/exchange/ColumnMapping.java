package org.shanyraq.crm.exchange;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one column of the file means.
 *
 * @param column from 0
 * @param field null: the column is left out
 * @param scheme scheme of identifiers, for fields that need one
 * @param words for coded fields: cell text (as in the file) to code; words not listed are recognised by themselves or are an error
 */
public record ColumnMapping(
        int column, @Nullable ImportField field, @Nullable String scheme, Map<String, String> words) {

    public ColumnMapping {
        words = Map.copyOf(words);
    }
}
