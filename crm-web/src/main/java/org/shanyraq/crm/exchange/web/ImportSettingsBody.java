package org.shanyraq.crm.exchange.web;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.exchange.ImportField;
import org.shanyraq.crm.shared.web.Needed;

/**
 * How a file is to be read: what {@code settings} of an import shows.
 *
 * @param encoding name of the character set; UTF-8 when left out, of no meaning for workbooks
 * @param delimiter one character; a comma when left out, of no meaning for workbooks
 * @param sheet which sheet of a workbook, from 0
 * @param header whether the first row names the columns
 * @param columns what the columns mean; those left out are not imported
 * @param language in which names and titles are written; {@code en} when left out
 * @param createOrganisations whether organisations and posts that are named but not known are to be made
 * @param source where the data came from: kept on contacts made by this import
 */
record ImportSettingsBody(
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable Integer sheet,
        @Nullable Boolean header,
        @Needed @Nullable List<@Needed @Valid ColumnBody> columns,
        @Nullable String language,
        @Nullable Boolean createOrganisations,
        @Nullable String source) {

    /**
     * What one column means.
     *
     * @param column from 0
     * @param field left out: the column is not imported
     * @param scheme scheme of identifiers, for fields that need one
     * @param words text of a cell to code, for words that are not recognised by themselves
     */
    record ColumnBody(
            @Needed @Nullable Integer column,
            @Nullable ImportField field,
            @Nullable String scheme,
            @Nullable Map<String, String> words) {}
}
