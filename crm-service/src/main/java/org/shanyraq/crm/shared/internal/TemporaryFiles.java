package org.shanyraq.crm.shared.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are needed for a moment, in the folder of the system for such, under names that tell nothing. Whoever makes one deletes it.
 * When the application is killed before that, it stays, with what somebody sent; so those that are too old to be in use are deleted at
 * the next start.
 */
public final class TemporaryFiles {

    /** No upload and no job reads one for so long. */
    static final Duration IN_USE = Duration.ofDays(1);

    private static final Logger log = LoggerFactory.getLogger(TemporaryFiles.class);

    private static final String PREFIX = "crm-file-";
    private static final String SUFFIX = ".part";

    private TemporaryFiles() {}

    /** An empty file that only the user of the application may read. */
    public static Path create() throws IOException {
        return Files.createTempFile(PREFIX, SUFFIX);
    }

    /** Deletes those of ours in the folder that were last written before that; what cannot be deleted stays. */
    static void sweep(Path folder, Instant before) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                sweepOne(file, before);
            }
        } catch (IOException unreadable) {
            log.warn("The folder {} of temporary files cannot be looked through", folder, unreadable);
        }
    }

    private static void sweepOne(Path file, Instant before) {
        try {
            boolean old = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(before);
            if (old) {
                Files.deleteIfExists(file);
            }
        } catch (IOException ofAnotherUser) {
            log.debug("The temporary file {} stays", file, ofAnotherUser);
        }
    }

    /** The folder in which {@link #create} makes them. */
    static Path folder() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }
}
