package org.shanyraq.crm.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.organisation.OrganisationQuery;

/**
 * Lists as files: the same rows in the same order as on screen, gathered by a job and then fetched. An export belongs to the
 * officer who asked for it and exists for nobody else. Each one is noted in the audit trail with its filter and number of
 * rows before it can be fetched. Formulas are defused.
 */
@Facade
public interface Exports {

    /** The kind of file. */
    enum Format {
        CSV,
        XLSX
    }

    /** At most this many rows in one file. */
    long MAX_ROWS = 50_000;

    /** At most this many rows for those who export what they work with and have no right to import. */
    long MAX_ROWS_OF_OTHERS = 5_000;

    /** How long an export is kept. */
    Duration KEPT = Duration.ofHours(24);

    /** How many rows the acting officer may have in one file. */
    @Requires(Right.EXPORT)
    long limit();

    /**
     * Starts an export of contacts as a job. While one of the officer's is being prepared, no other is started: asking for the
     * same again gives that one.
     *
     * @param language in which names of organisations are written
     * @throws org.shanyraq.crm.shared.ConflictException when there are more rows than {@link #limit}, or another export of the
     *     officer is being prepared
     */
    @Requires(Right.EXPORT)
    ExportView contacts(ContactQuery query, Format format, String language);

    /** Starts an export of organisations; otherwise as {@link #contacts}. */
    @Requires(Right.EXPORT)
    ExportView organisations(OrganisationQuery query, Format format, String language);

    /**
     * @throws org.shanyraq.crm.shared.NotFoundException when it is not the officer's, is removed, or holds rows that the officer
     *     may not see any more
     */
    @Requires(Right.EXPORT)
    ExportView get(ExportId id);

    /**
     * Writes the file.
     *
     * @throws org.shanyraq.crm.shared.NotFoundException as {@link #get}
     * @throws org.shanyraq.crm.shared.ConflictException when it is not ready
     */
    @Requires(Right.EXPORT)
    void write(ExportId id, OutputStream out) throws IOException;
}
