package org.shanyraq.crm.shared;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Work that the database gave up in favour of other work: deadlock, lock wait timeout, record changed since last read. Nothing of
 * it was kept, so that it may be done again from its beginning.
 */
public final class Contention {

    /** MySQL and MariaDB: lock wait timeout, deadlock, record has changed since last read. */
    private static final Set<Integer> GIVEN_UP = Set.of(1205, 1213, 1020);

    private static final int ATTEMPTS = 4;

    private Contention() {}

    /** Whether the failure comes from that. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && GIVEN_UP.contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Does the work, and again up to three times, a little later each time, when it was given up.
     *
     * @param work must hold its transaction within itself
     */
    public static <T extends @Nullable Object, E extends Throwable> T again(Work<T, E> work) throws E {
        return again(work, failure -> false);
    }

    /** The same for work that may also be done again after other failures. */
    public static <T extends @Nullable Object, E extends Throwable> T again(
            Work<T, E> work, Predicate<RuntimeException> others) throws E {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run();
            } catch (RuntimeException failure) {
                if (attempt == ATTEMPTS || !(isCauseOf(failure) || others.test(failure)) || !waited(attempt)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean waited(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10, 40L << attempt));
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Work with a result. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Throwable> {
        T run() throws E;
    }
}
