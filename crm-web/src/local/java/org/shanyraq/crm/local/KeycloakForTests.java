package org.shanyraq.crm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The Keycloak that all tests of a JVM share: started at first use on a free port, with data of its own, gone with the
 * JVM. Its users and clients are those of the demo.
 */
public final class KeycloakForTests {

    private KeycloakForTests() {}

    /** The issuer of the realm's tokens. */
    public static String issuer() {
        return Started.SERVER.join().issuer();
    }

    /** The same without waiting for the server, for what starts at the same time and asks it later. */
    public static String issuerToBe() {
        return LocalKeycloak.issuer(Started.PORT);
    }

    /**
     * Its administration: an application must be allowed before anybody can sign in to it. Who changes a user puts it
     * back, since other tests use the same.
     */
    public static KeycloakAdmin admin() {
        return Ready.ADMIN;
    }

    private static final class Ready {
        static final KeycloakAdmin ADMIN = new KeycloakAdmin(Started.SERVER.join());
    }

    private static final class Started {

        static final int PORT = LocalPorts.free();
        static final CompletableFuture<LocalKeycloak> SERVER = CompletableFuture.supplyAsync(Started::start);

        private static LocalKeycloak start() {
            Path home = Path.of("target", "keycloak-" + ProcessHandle.current().pid())
                    .toAbsolutePath();
            // First of all, since the JVM may end before the server is there.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(home)));
            return LocalKeycloak.start(
                    new LocalKeycloak.Settings(
                            home, PORT, List.of("http://127.0.0.1:" + LocalPorts.free()), "admin-of-tests"),
                    step -> System.out.println("Keycloak for tests: " + step));
        }

        private static void end(Path home) {
            SERVER.handle((server, failure) -> {
                        if (server != null) {
                            server.close();
                        }
                        return server;
                    })
                    .join();
            try {
                LocalKeycloak.deleteTree(home.resolve("data"));
            } catch (IOException left) {
                System.err.println("Could not delete the data in " + home + ": " + left);
            }
        }
    }
}
