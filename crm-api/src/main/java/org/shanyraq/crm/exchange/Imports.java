package org.shanyraq.crm.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.job.JobId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Imports propose and never create silently: a file is uploaded, its columns confirmed, checked row by row without writing,
 * then applied, and can be reverted. Imports are seen by the officers of the mission that have the right to import. An act names the
 * version of the import that it is based on; it is refused with a {@link org.shanyraq.crm.shared.StaleVersionException} when
 * somebody, or a job, took the import on since.
 */
@Facade
public interface Imports {

    /** The largest file taken, in bytes. */
    long MAX_FILE_SIZE = 50L * 1024 * 1024;

    /**
     * Takes a file in and finds out how to read it; a mapping used before for the same columns is taken up. The same
     * content uploaded again is a new import that names the earlier one; applying both makes nobody twice.
     *
     * @param fileName as the user's device calls it; only shown
     * @throws org.shanyraq.crm.shared.InvalidInputException when it is no CSV or XLSX, too large, empty or a bomb
     * @throws IOException when the stream breaks
     */
    @Requires(Right.IMPORT)
    ImportView upload(ImportSubject subject, String fileName, InputStream content) throws IOException;

    @Requires(Right.IMPORT)
    ImportView get(ImportId id);

    /** Newest first. */
    @Requires(Right.IMPORT)
    Slice<ImportView> list(Paging paging);

    /**
     * Changes how the file is read, before it is applied; an earlier check is void then.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when its rows were found to speak of somebody whom the officer may not see
     * @throws org.shanyraq.crm.shared.InvalidInputException when a mapping lacks what identifies a row
     */
    @Requires(Right.IMPORT)
    ImportView configure(ImportId id, long version, ImportSettings settings);

    /**
     * Starts the check as a job; remembers the mapping.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when its rows were found to speak of somebody whom the officer may not see
     */
    @Requires(Right.IMPORT)
    JobId check(ImportId id, long version);

    /**
     * The rows in the order of the file.
     *
     * @param outcome only rows with this outcome, null: all
     * @param state only rows of this state, null: all
     */
    @Requires(Right.IMPORT)
    Slice<ImportRow> rows(ImportId id, @Nullable RowOutcome outcome, @Nullable RowState state, Paging paging);

    /** Decides about a row that may be a duplicate. */
    @Requires(Right.IMPORT)
    void decide(ImportId id, long version, long row, RowDecision decision);

    /** Decides about all rows that may be duplicates and are not decided yet. */
    @Requires(Right.IMPORT)
    void decideAll(ImportId id, long version, RowDecision decision);

    /**
     * Starts (or continues) applying as a job. Each row is applied exactly once, whatever happens in between.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when it is not checked
     */
    @Requires(Right.IMPORT)
    JobId apply(ImportId id, long version);

    /** Starts taking back, as a job, what was applied; what somebody changed afterwards is kept and told. */
    @Requires(Right.IMPORT)
    JobId revert(ImportId id, long version);

    /** Removes an import that was never applied, or was reverted, with its file. */
    @Requires(Right.IMPORT)
    void discard(ImportId id, long version);

    /** Writes the rows that are errors or failed as CSV (UTF-8 with BOM): the cells as they came, then what is wrong. Formulas are defused. */
    @Requires(Right.IMPORT)
    void writeErrors(ImportId id, String language, OutputStream out) throws IOException;
}
