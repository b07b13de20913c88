package org.shanyraq.crm.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.job.JobId;

/**
 * One import.
 *
 * @param workbook whether it is an XLSX file
 * @param sheets names of the sheets of a workbook
 * @param columns what the file holds, column by column, read with {@code settings}
 * @param remembered whether the mapping was taken from an earlier import with the same columns
 * @param outcomes how many rows would do what; empty before the check
 * @param states how many rows became what; empty before the check
 * @param job the job under way, or the last one
 * @param sameFile the latest import before this one with the same content; null when there is none, and in lists
 * @param byOfficer name of the officer whose import it is
 */
public record ImportView(
        ImportId id,
        MissionId mission,
        long version,
        ImportSubject subject,
        String fileName,
        long fileSize,
        boolean workbook,
        List<String> sheets,
        ImportState state,
        ImportSettings settings,
        List<Column> columns,
        boolean remembered,
        Map<RowOutcome, Long> outcomes,
        Map<RowState, Long> states,
        @Nullable JobId job,
        @Nullable Earlier sameFile,
        String byOfficer,
        Instant createdAt) {

    public ImportView {
        sheets = List.copyOf(sheets);
        columns = List.copyOf(columns);
        outcomes = Map.copyOf(outcomes);
        states = Map.copyOf(states);
    }

    /** An import before this one. */
    public record Earlier(ImportId id, String byOfficer, Instant createdAt) {}

    /**
     * @param header name of the column, or empty
     * @param samples the first few different values
     * @param unknownWords for coded fields: values that are not recognised, among the first thousand rows and, once they were checked, all
     */
    public record Column(int index, String header, List<String> samples, List<String> unknownWords) {

        public Column {
            samples = List.copyOf(samples);
            unknownWords = List.copyOf(unknownWords);
        }
    }
}
