package org.shanyraq.crm.exchange.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.shanyraq.crm.shared.Contention;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Works on a stretch of rows in one transaction of its own, apart from that of the job's step. When a row fails, the
 * stretch is done again row by row, each in its own transaction, so that one bad row spoils no other. What a row did and its
 * state are always in the same transaction; that is why it is done once, even when the note of the job's progress is lost.
 */
final class RowWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RowWorker.class);

    private final TransactionOperations apart;

    RowWorker(TransactionOperations apart) {
        this.apart = apart;
    }

    /** Runs something else in a transaction of its own. */
    <T> T call(Supplier<T> work) {
        T result = apart.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("no result");
        }
        return result;
    }

    /**
     * @param rows reads the rows that are still to be done
     * @param again reads one row again, empty when it is done meanwhile
     * @param work does some rows, one or all of them, in one transaction
     * @param failed notes that a row failed
     */
    List<StoredRow> run(
            Supplier<List<StoredRow>> rows,
            Function<StoredRow, Optional<StoredRow>> again,
            Consumer<List<StoredRow>> work,
            BiConsumer<StoredRow, RuntimeException> failed) {
        try {
            return call(() -> {
                List<StoredRow> some = rows.get();
                work.accept(some);
                return some;
            });
        } catch (RuntimeException spoilt) {
            rethrowIfPassing(spoilt);
            LOG.debug("a row failed; the stretch is done again row by row", spoilt);
        }
        List<StoredRow> some = call(rows);
        for (StoredRow row : some) {
            single(row, again, work, failed);
        }
        return some;
    }

    private void single(
            StoredRow row,
            Function<StoredRow, Optional<StoredRow>> again,
            Consumer<List<StoredRow>> work,
            BiConsumer<StoredRow, RuntimeException> failed) {
        try {
            Contention.again(
                    () -> {
                        apart.executeWithoutResult(
                                status -> again.apply(row).ifPresent(one -> work.accept(List.of(one))));
                        return true;
                    },
                    RowWorker::isGivenUp);
        } catch (RuntimeException refused) {
            if (isGivenUp(refused)) {
                throw refused;
            }
            rethrowIfPassing(refused);
            LOG.info("row {} failed: {}", row.number(), refused.toString());
            apart.executeWithoutResult(status -> again.apply(row).ifPresent(one -> failed.accept(one, refused)));
        }
    }

    /** Whether it failed only since other work was done at the same time. */
    private static boolean isGivenUp(RuntimeException failure) {
        return failure instanceof ConcurrencyFailureException || Contention.isCauseOf(failure);
    }

    /** A database out of reach is no fault of a row: the job tries again later. */
    private static void rethrowIfPassing(RuntimeException failure) {
        boolean passing = failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException
                || (failure instanceof TransactionException && !(failure instanceof UnexpectedRollbackException));
        if (passing && !isGivenUp(failure)) {
            throw failure;
        }
    }
}
