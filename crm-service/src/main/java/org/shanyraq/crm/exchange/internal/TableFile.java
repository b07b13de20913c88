package org.shanyraq.crm.exchange.internal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A file of rows that is written row by row. */
interface TableFile extends Closeable {

    void write(List<String> cells) throws IOException;
}
