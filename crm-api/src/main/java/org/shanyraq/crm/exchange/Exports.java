package org.shanyraq.crm.exchange;

import java.io.IOException;
import java.io.OutputStream;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.organisation.OrganisationQuery;

/** Lists as files: the same rows as on screen, logged with their filter and number. Formulas are defused. */
@Facade
public interface Exports {

    /** The kind of file. */
    enum Format {
        CSV,
        XLSX
    }

    /** At most this many rows in one file. */
    long MAX_ROWS = 50_000;

    /** @throws org.shanyraq.crm.shared.ConflictException when there are more rows than {@link #MAX_ROWS} */
    @Requires(Right.EXPORT)
    void contacts(ContactQuery query, Format format, String language, OutputStream out) throws IOException;

    /** @throws org.shanyraq.crm.shared.ConflictException when there are more rows than {@link #MAX_ROWS} */
    @Requires(Right.EXPORT)
    void organisations(OrganisationQuery query, Format format, String language, OutputStream out) throws IOException;
}
