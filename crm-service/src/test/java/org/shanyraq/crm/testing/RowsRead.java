package org.shanyraq.crm.testing;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Counts the rows and index entries that the database reads for a piece of work: what an index saves shows here, whatever the
 * plan is called on this server.
 */
public final class RowsRead {

    private final JdbcClient database;
    private final TransactionOperations transactions;

    public RowsRead(JdbcClient database, TransactionOperations transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** The number of reads of all statements of the work, which must not end the transaction that it is run in. */
    public long by(Supplier<?> work) {
        Long reads = transactions.execute(status -> {
            long start = reads();
            long ofCounting = reads() - start;
            long before = reads();
            var ignored = work.get();
            return reads() - before - ofCounting;
        });
        return reads == null ? 0 : reads;
    }

    private long reads() {
        return database
                .sql("show session status like 'Handler_read%'")
                .query((row, index) -> row.getLong(2))
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
