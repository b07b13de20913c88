package org.shanyraq.crm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.shanyraq.crm.testing.EmbeddedDatabase;
import org.shanyraq.crm.testing.LocalFolder;

/** The demo's MariaDB: its data, with the password made for it, stays in a folder between runs. */
final class LocalDatabase implements AutoCloseable {

    private static final String SCHEMA = "crm";

    private final EmbeddedDatabase server;
    private final Path folder;

    private LocalDatabase(EmbeddedDatabase server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /**
     * Starts the server on a free port.
     *
     * @param folder holds the data, the password and the log
     * @throws CannotStartException if it cannot; nothing is left running then
     */
    static LocalDatabase start(Path folder, Consumer<String> progress) {
        Path data = folder.resolve("data");
        try {
            Files.createDirectories(folder);
            boolean unpacked = Files.exists(LocalFolder.path().resolve("mariadb-11.4.5").resolve("bin"));
            progress.accept(
                    unpacked
                            ? Files.exists(data) ? "starting on the data in " + data : "making a data folder"
                            : "unpacking the server, once, some 350 MB on disk");
            EmbeddedDatabase server = EmbeddedDatabase.start(new EmbeddedDatabase.Settings(
                    data, folder.resolve("mariadb.log"), LocalPorts.free(), "crm", password(folder), List.of()));
            var database = new LocalDatabase(server, folder);
            try {
                ChildProcesses.note(folder, server.process());
                server.createSchema(SCHEMA);
            } catch (IOException | RuntimeException e) {
                database.close();
                throw e;
            }
            return database;
        } catch (EmbeddedDatabase.NotStartedException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotStartException(
                    "The folder " + folder + " cannot be used (" + e.getMessage()
                            + "): see that it may be written, or name another with -Dcrm.local=FOLDER",
                    e);
        }
    }

    String url() {
        return server.url(SCHEMA);
    }

    String username() {
        return server.username();
    }

    String password() {
        return server.password();
    }

    @Override
    public void close() {
        server.close();
        ChildProcesses.forget(folder);
    }

    static String password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[16];
            new SecureRandom().nextBytes(random);
            Files.writeString(file, HexFormat.of().formatHex(random));
            // Where the file system knows no owners, the folder's own protection has to do.
            if (!file.toFile().setReadable(false, false) || !file.toFile().setReadable(true, true)) {
                return Files.readString(file);
            }
        }
        return Files.readString(file).strip();
    }
}
