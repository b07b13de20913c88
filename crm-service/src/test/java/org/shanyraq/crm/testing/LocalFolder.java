package org.shanyraq.crm.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The git-ignored folder {@code .local} at the top of the project, which keeps what is slow to make: unpacked servers and data. */
public final class LocalFolder {

    private LocalFolder() {}

    /**
     * The folder: what the system property {@code crm.local} names, or {@code .local} at the top of the checkout that the
     * working directory lies in.
     *
     * @throws IllegalStateException outside a checkout without the property
     */
    public static Path path() {
        String told = System.getProperty("crm.local", "");
        if (!told.isBlank()) {
            return Path.of(told).toAbsolutePath().normalize();
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".mvn"))) {
                return at.resolve(".local");
            }
        }
        throw new IllegalStateException(
                "Not inside the project: run it there, or name a folder with -Dcrm.local=FOLDER");
    }
}
