package org.shanyraq.crm.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.exchange.RowState;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.support.TransactionOperations;

/** Fault 6: what the database gives up in favour of other work is done again, and no fault of the row. */
class RowWorkerTests {

    private final RowWorker worker = new RowWorker(TransactionOperations.withoutTransaction());
    private final List<Long> tried = new ArrayList<>();
    private final List<Long> failed = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1205, 1213, 1020})
    void aRowThatTheDatabaseGaveUpIsDoneAgain(int code) {
        run(givenUp(code), 3);
        assertThat(tried).containsExactly(2L, 2L, 2L);
        assertThat(failed).isEmpty();
    }

    @Test
    void soIsOneThatSomebodyChangedAtTheSameTime() {
        run(new OptimisticLockingFailureException("changed"), 3);
        assertThat(tried).hasSize(3);
        assertThat(failed).isEmpty();
    }

    @Test
    void aRowThatIsGivenUpAgainAndAgainIsLeftToALaterRunOfTheJob() {
        assertThatThrownBy(() -> run(givenUp(1020), 100)).isInstanceOf(UncategorizedSQLException.class);
        assertThat(tried).hasSize(5);
        assertThat(failed).isEmpty();
    }

    @Test
    void whateverElseFailsIsTheFaultOfTheRow() {
        run(new IllegalArgumentException("wrong"), 100);
        assertThat(tried).hasSize(2);
        assertThat(failed).containsExactly(2L);
    }

    /** One row, which fails until the attempt of that number: the first one is that of the whole stretch. */
    private void run(RuntimeException failure, int goodOne) {
        StoredRow row = row(2);
        Consumer<List<StoredRow>> work = some -> {
            some.forEach(one -> tried.add(one.number()));
            if (tried.size() < goodOne) {
                throw failure;
            }
        };
        worker.run(() -> List.of(row), Optional::of, work, (one, why) -> failed.add(one.number()));
    }

    private static RuntimeException givenUp(int code) {
        return new UncategorizedSQLException("row", null, new SQLException("given up", "HY000", code));
    }

    private static StoredRow row(long number) {
        return new StoredRow(
                number,
                List.of(),
                "",
                null,
                RowState.PLANNED,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Sensitivity.PUBLIC,
                null);
    }
}
