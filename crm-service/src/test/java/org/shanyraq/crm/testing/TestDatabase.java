package org.shanyraq.crm.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The database of a test run: one real server per JVM, started at first use, and fresh schemas on it.
 *
 * <p>The server is an embedded MariaDB, or a MySQL that already runs when the system property {@code crm.test.mysql} or
 * the environment variable {@code CRM_TEST_MYSQL} gives its address
 * ({@code jdbc:mysql://127.0.0.1:3307/?user=root&password=}). The schemas are gone when the JVM has ended.
 */
public final class TestDatabase {

    private static final String USER = "crm";
    private static final String PASSWORD = "crm-test";

    private TestDatabase() {}

    /** A schema of its own, made for whoever asked. */
    public record Schema(String name, String url, String username, String password) {}

    /** Address of the schema that the tests of this JVM share. */
    public static String url() {
        return Shared.SCHEMA.url();
    }

    public static String username() {
        return Shared.SCHEMA.username();
    }

    public static String password() {
        return Shared.SCHEMA.password();
    }

    /**
     * A new, empty schema whose name begins as told.
     *
     * @param name lower-case letters, digits and underscores
     */
    public static Schema freshSchema(String name) {
        if (!name.matches("[a-z0-9_]{1,40}")) {
            throw new IllegalArgumentException("Not a schema name: " + name);
        }
        String unique = name + "_"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Server.RUNNING.create(unique);
        return new Schema(unique, Server.RUNNING.url(unique), Server.RUNNING.username(), Server.RUNNING.password());
    }

    /** Whether the tests run on a real MySQL rather than on the embedded MariaDB. */
    public static boolean isMySql() {
        return mySqlAddress() != null;
    }

    private static @Nullable String mySqlAddress() {
        String told = System.getProperty("crm.test.mysql", "");
        if (told.isBlank()) {
            told = System.getenv("CRM_TEST_MYSQL");
        }
        return told == null || told.isBlank() ? null : told;
    }

    private static final class Shared {
        static final Schema SCHEMA = freshSchema("crm_test");
    }

    private interface Server {
        Server RUNNING = start();

        String url(String schema);

        String username();

        String password();

        void create(String schema);

        private static Server start() {
            String address = mySqlAddress();
            return address == null ? new Embedded() : new External(address);
        }
    }

    private static final class Embedded implements Server {

        private final EmbeddedDatabase database;

        Embedded() {
            try {
                Path folder = Files.createTempDirectory("crm-test-database");
                database = EmbeddedDatabase.start(new EmbeddedDatabase.Settings(
                        folder.resolve("data"),
                        folder.resolve("server.log"),
                        freePort(),
                        USER,
                        PASSWORD,
                        // The data goes with the JVM: no need to wait for the disk.
                        List.of(
                                "--innodb-flush-log-at-trx-commit=0",
                                "--innodb-doublewrite=0",
                                "--innodb-flush-method=nosync")));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    database.kill();
                    try {
                        EmbeddedDatabase.deleteTree(folder);
                    } catch (IOException left) {
                        System.err.println("Could not delete " + folder + ": " + left);
                    }
                }));
            } catch (IOException e) {
                throw new IllegalStateException("No place for the data of the test database", e);
            }
        }

        @Override
        public String url(String schema) {
            return database.url(schema);
        }

        @Override
        public String username() {
            return database.username();
        }

        @Override
        public String password() {
            return database.password();
        }

        @Override
        public void create(String schema) {
            database.createSchema(schema);
        }

        private static int freePort() throws IOException {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }
    }

    private static final class External implements Server {

        private static final String USER_OF_TESTS = "crm_test";

        private final String address;
        private final String host;
        private final Queue<String> schemas = new ConcurrentLinkedQueue<>();

        External(String address) {
            if (!address.matches("jdbc:mysql://127\\.0\\.0\\.1:\\d+/.*")) {
                throw new IllegalStateException("crm.test.mysql must be like"
                        + " jdbc:mysql://127.0.0.1:3307/?user=root&password= but is " + address);
            }
            this.address = address;
            this.host = address.substring(0, address.indexOf('/', "jdbc:mysql://".length()));
            execute(
                    "CREATE USER IF NOT EXISTS '" + USER_OF_TESTS + "'@'%' IDENTIFIED BY '" + PASSWORD + "'",
                    "GRANT ALL PRIVILEGES ON *.* TO '" + USER_OF_TESTS + "'@'%'");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                for (String schema : schemas) {
                    execute("DROP DATABASE IF EXISTS `" + schema + "`");
                }
            }));
        }

        @Override
        public String url(String schema) {
            return host + "/" + schema + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        }

        @Override
        public String username() {
            return USER_OF_TESTS;
        }

        @Override
        public String password() {
            return PASSWORD;
        }

        @Override
        public void create(String schema) {
            execute("CREATE DATABASE `" + schema + "` CHARACTER SET utf8mb4");
            schemas.add(schema);
        }

        private void execute(String... statements) {
            try (Connection connection = DriverManager.getConnection(address);
                    var statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The MySQL server for tests refused: " + e.getMessage(), e);
            }
        }
    }
}
