package org.shanyraq.crm.exchange.internal;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The records of a file, one after the other, blank ones left out. */
interface Table extends Closeable {

    /**
     * The next record, the header being the first where there is one; null at the end.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when the file cannot be read any further
     */
    @Nullable
    RawRow next() throws IOException;
}
