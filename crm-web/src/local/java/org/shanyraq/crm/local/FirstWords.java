package org.shanyraq.crm.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a newcomer reads while Maven, told to be quiet, downloads and compiles. Maven's first step runs it from its source, since
 * nothing is compiled then, so it uses the JDK alone, and one that is too old as well; it goes on beside the build until {@link LocalCrm} speaks itself.
 */
final class FirstWords {

    /** Lies in the folder of the demo while the build is spoken for. */
    private static final String MARK = "building";

    private static final int FIRST_DOWNLOAD = 500;
    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final long MEGABYTE = 1_000_000;

    private final PrintStream out = System.out;
    private final Instant begun = Instant.now();
    private final Path repository;
    private final Path checkout;
    private final Path mark;

    private FirstWords(Path repository, Path checkout, Path folder) {
        this.repository = repository;
        this.checkout = checkout;
        this.mark = folder.resolve(MARK);
    }

    /** @param arguments Maven's repository, the checkout, and the folder of the demo */
    public static void main(String[] arguments) throws InterruptedException {
        new FirstWords(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).speak();
    }

    /** Ends what still speaks of the build on that folder. */
    static void end(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(MARK));
        } catch (IOException staysUntilMavenEnds) {
            // Then it still says what is downloaded, which is nothing any more.
        }
    }

    private void speak() throws InterruptedException {
        boolean first = !Files.exists(repository.resolve("org/keycloak/keycloak-quarkus-dist"));
        out.println("Building Shanyraq CRM, then starting it. Ctrl-C stops it."
                + (first
                        ? " The first time Maven downloads about " + FIRST_DOWNLOAD
                                + " MB, which takes a few minutes; later starts take none of it."
                        : ""));
        long before = size();
        try {
            Files.createDirectories(mark.toAbsolutePath().getParent());
            Files.writeString(mark, "");
        } catch (IOException saidByTheDemoItself) {
            return;
        }
        boolean compiling = false;
        long said = before;
        Instant next = begun.plus(PAUSE);
        while (Files.exists(mark) && ProcessHandle.current().parent().isPresent()) {
            Thread.sleep(500);
            if (!compiling && compiles()) {
                compiling = true;
                say("compiling");
            }
            if (Instant.now().isAfter(next)) {
                next = Instant.now().plus(PAUSE);
                long now = size();
                if (now - said >= MEGABYTE) {
                    said = now;
                    say("downloaded " + (now - before) / MEGABYTE + " MB so far");
                }
            }
        }
    }

    private void say(String line) {
        out.printf("  %3d s  %s%n", Duration.between(begun, Instant.now()).toSeconds(), line);
    }

    private boolean compiles() {
        return Stream.of("crm-api", "crm-service", "crm-web")
                .map(module -> checkout.resolve(module).resolve("target").resolve("classes"))
                .anyMatch(classes -> !files(classes, this::isNewClass).isEmpty());
    }

    private boolean isNewClass(Path file) {
        try {
            return file.toString().endsWith(".class")
                    && Files.getLastModifiedTime(file).compareTo(FileTime.from(begun)) > 0;
        } catch (IOException gone) {
            return false;
        }
    }

    private long size() {
        return files(repository, Files::isRegularFile).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    /** Maven adds and removes files while they are counted: what is gone meanwhile is not there. */
    private static List<Path> files(Path folder, Predicate<Path> which) {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(which).collect(Collectors.toList());
        } catch (IOException | UncheckedIOException changing) {
            return List.of();
        }
    }
}
