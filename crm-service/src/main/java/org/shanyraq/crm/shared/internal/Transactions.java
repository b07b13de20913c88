package org.shanyraq.crm.shared.internal;

import java.util.Objects;
import java.util.function.Supplier;
import org.shanyraq.crm.shared.Contention;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** For acts that take in or send out a stream between their transactions, and so cannot be done again as a whole. */
public final class Transactions {

    private Transactions() {}

    /**
     * Does the work in a transaction, and again in a new one when the database gave it up. Within a transaction that runs already it is left to
     * whoever began that.
     */
    public static <T> T again(TransactionOperations transactions, Supplier<T> work) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? once(transactions, work)
                : Contention.again(() -> once(transactions, work));
    }

    private static <T> T once(TransactionOperations transactions, Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
