package org.shanyraq.crm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The Keycloak that all tests of a JVM share: started at first use on a free port, with data of its own, gone with the
 * JVM. Its users and clients are those of the demo.
 */
public final class KeycloakForTests {

    private KeycloakForTests() {}

    /** The issuer of the realm's tokens. */
    public static String issuer() {
        return Started.SERVER.issuer();
    }

    /**
     * Its administration: an application must be allowed before anybody can sign in to it. Who changes a user puts it
     * back, since other tests use the same.
     */
    public static KeycloakAdmin admin() {
        return Started.ADMIN;
    }

    private static final class Started {

        static final LocalKeycloak SERVER = start();
        static final KeycloakAdmin ADMIN = new KeycloakAdmin(SERVER);

        private static LocalKeycloak start() {
            Path home = Path.of("target", "keycloak-" + ProcessHandle.current().pid()).toAbsolutePath();
            var server = LocalKeycloak.start(
                    new LocalKeycloak.Settings(
                            home, LocalPorts.free(), List.of("http://127.0.0.1:" + LocalPorts.free()), "admin-of-tests"),
                    step -> System.out.println("Keycloak for tests: " + step));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                try {
                    LocalKeycloak.deleteTree(home.resolve("data"));
                } catch (IOException left) {
                    System.err.println("Could not delete the data in " + home + ": " + left);
                }
            }));
            return server;
        }
    }
}
