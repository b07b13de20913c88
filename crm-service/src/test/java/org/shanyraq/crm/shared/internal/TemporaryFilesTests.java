package org.shanyraq.crm.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shanyraq.crm.shared.ConflictException;

/** Fault 13: nothing that somebody sent stays behind. */
class TemporaryFilesTests {

    @TempDir
    private Path folder;

    @Test
    void whatIsTooOldToBeInUseIsDeletedAndNothingElse() throws IOException {
        Instant now = Instant.parse("2026-11-26T12:00:00Z");
        Path old = file("crm-file-1.part", now.minus(2, ChronoUnit.DAYS));
        Path young = file("crm-file-2.part", now.minus(2, ChronoUnit.HOURS));
        Path foreign = file("host-1.part", now.minus(2, ChronoUnit.DAYS));
        Path kept = file("kept.txt", now.minus(2, ChronoUnit.DAYS));
        Path link = Files.createSymbolicLink(folder.resolve("crm-file-3.part"), kept);

        TemporaryFiles.sweep(folder, now.minus(TemporaryFiles.IN_USE));

        assertThat(old).doesNotExist();
        assertThat(List.of(young, foreign, kept, link))
                .allSatisfy(stays -> assertThat(stays).exists());
        TemporaryFiles.sweep(folder.resolve("none"), now);
    }

    @Test
    void oneIsMadeWhereTheSweepLooksAndForNobodyElseToRead() throws IOException {
        Path made = TemporaryFiles.create();
        try {
            assertThat(made.getParent()).isEqualTo(TemporaryFiles.folder());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rw-------");
        } finally {
            Files.delete(made);
        }
    }

    @Test
    void nothingStaysOfWhatWasNotTakenIn() throws IOException {
        List<Path> before = all();
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> ReceivedFile.take(broken, 10, () -> new ConflictException("x")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        ReceivedFile.take(new ByteArrayInputStream(new byte[11]), 10, () -> new ConflictException("x")))
                .isInstanceOf(ConflictException.class);
        InputStream exhausting = new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("made up");
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return read();
            }
        };
        assertThatThrownBy(() -> ReceivedFile.take(exhausting, 10, () -> new ConflictException("x")))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(all()).isEqualTo(before);
        try (ReceivedFile received =
                ReceivedFile.take(new ByteArrayInputStream(new byte[10]), 10, () -> new ConflictException("x"))) {
            assertThat(received.file()).hasSize(10);
        }
        assertThat(all()).isEqualTo(before);
    }

    private Path file(String name, Instant written) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.from(written));
    }

    private static List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>();
        try (var found = Files.newDirectoryStream(TemporaryFiles.folder(), "crm-file-*")) {
            found.forEach(all::add);
        }
        all.sort(null);
        return all;
    }
}
