package org.shanyraq.crm.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a file is to be read. Found by looking at the file, and correctable.
 *
 * @param encoding name of the character set; of no meaning for XLSX
 * @param delimiter one character; of no meaning for XLSX
 * @param sheet which sheet of a workbook, from 0
 * @param header whether the first row holds names of columns
 * @param language in which {@code NAME} and {@code POST_TITLE} cells are written
 * @param createOrganisations whether organisations and posts that are named but not known are to be made; otherwise such rows
 *     are errors
 * @param source where the data came from: kept on contacts made by this import
 */
public record ImportSettings(
        String encoding,
        String delimiter,
        int sheet,
        boolean header,
        List<ColumnMapping> columns,
        String language,
        boolean createOrganisations,
        @Nullable String source) {

    public ImportSettings {
        columns = List.copyOf(columns);
    }
}
