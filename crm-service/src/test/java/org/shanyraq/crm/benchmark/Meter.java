package org.shanyraq.crm.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.shanyraq.crm.testing.RowsRead;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures what one piece of work costs: the time that passes, the processor time of this thread and of the thread of the
 * database that serves it, statements, and rows and index entries read. Rests on the pool, which gives a thread the connection that it had
 * before.
 */
final class Meter {

    private final DataSource dataSource;
    private final RowsRead rowsRead;
    private final JdbcClient database;
    private final boolean mariaDb;
    private final int repetitions;
    private final boolean explains;
    /** What the measured work gave, so that it cannot be left out by the compiler. */
    private int answers;

    Meter(BeanFactory beans, int repetitions, boolean explains) {
        this.dataSource = beans.getBean(DataSource.class);
        this.database = beans.getBean(JdbcClient.class);
        this.rowsRead =
                new RowsRead(database, new TransactionTemplate(beans.getBean(PlatformTransactionManager.class)));
        this.repetitions = repetitions;
        this.explains = explains;
        String version = database.sql("select version()").query(String.class).single();
        this.mariaDb = version.contains("MariaDB");
        System.out.printf("%nOn %s; milliseconds%n", version);
    }

    void heading(String text) {
        System.out.printf(
                Locale.ROOT,
                "%n%-52s %8s %8s %8s %8s %5s %8s%n",
                text,
                "p50",
                "p95",
                "CPU p50",
                "CPU p95",
                "stmts",
                "rows");
    }

    /** Runs the work some times and prints a line. */
    void measure(String what, Supplier<?> work) {
        for (int i = 0; i < 5; i++) {
            run(work);
        }
        Path serverThread = serverThread();
        double[] wall = new double[repetitions];
        double[] processor = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            long startedUsing = processor(serverThread);
            long start = System.nanoTime();
            run(work);
            wall[i] = (System.nanoTime() - start) / 1e6;
            processor[i] = (processor(serverThread) - startedUsing) / 1e6;
        }
        if (!serverThread().equals(serverThread)) {
            throw new IllegalStateException("The connection was changed while it was measured");
        }
        List<Recorder.Statement> statements = Recorder.statementsOf(() -> run(work));
        long rows = rowsRead.by(work);
        System.out.printf(
                Locale.ROOT,
                "%-52s %8.1f %8.1f %8.1f %8.1f %5d %8d%n",
                what,
                percentile(wall, 50),
                percentile(wall, 95),
                percentile(processor, 50),
                percentile(processor, 95),
                statements.size(),
                rows);
        if (explains) {
            statements.forEach(this::explain);
        }
    }

    private void run(Supplier<?> work) {
        answers ^= System.identityHashCode(work.get());
    }

    private Path serverThread() {
        Long thread = database.sql(
                        mariaDb
                                ? "select tid from information_schema.processlist where id = connection_id()"
                                : "select thread_os_id from performance_schema.threads where processlist_id = connection_id()")
                .query(Long.class)
                .single();
        return Path.of("/proc/" + thread + "/schedstat");
    }

    private static long processor(Path serverThread) {
        try {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
                    + Long.parseLong(Files.readString(serverThread).split(" ", 2)[0]);
        } catch (IOException e) {
            throw new IllegalStateException("The time of the database's thread is read on Linux only", e);
        }
    }

    private static double percentile(double[] values, int percent) {
        Arrays.sort(values);
        return values[Math.min(values.length - 1, (int) Math.ceil(values.length * percent / 100.0) - 1)];
    }

    private void explain(Recorder.Statement statement) {
        if (!statement.sql().startsWith("select") && !statement.sql().startsWith("with")) {
            return;
        }
        String sql = statement.sql().replaceAll("\\s+", " ");
        System.out.println("    " + (sql.length() > 600 ? sql.substring(0, 600) + "…" : sql));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement explained = statement.prepare(connection, "explain ");
                ResultSet plan = explained.executeQuery()) {
            ResultSetMetaData columns = plan.getMetaData();
            while (plan.next()) {
                StringBuilder line = new StringBuilder("      ");
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    String name = columns.getColumnLabel(i);
                    if (List.of("select_type", "table", "type", "key", "ref", "rows", "Extra")
                            .contains(name)) {
                        line.append(' ').append(plan.getString(i)).append(" |");
                    }
                }
                System.out.println(line);
            }
        } catch (SQLException e) {
            System.out.println("       not explained: " + e.getMessage());
        }
    }
}
