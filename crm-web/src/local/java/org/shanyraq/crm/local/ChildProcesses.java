package org.shanyraq.crm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends child processes with all that they started, and finds those that an earlier run could not end. */
final class ChildProcesses {

    private static final String NOTE = "child";

    private ChildProcesses() {}

    /** Ends the process and its descendants: in order first, after the patience by force. Returns when they are gone. */
    static void stop(ProcessHandle process, int patienceSeconds) {
        List<ProcessHandle> tree =
                java.util.stream.Stream.concat(process.descendants(), java.util.stream.Stream.of(process)).toList();
        tree.forEach(ProcessHandle::destroy);
        for (ProcessHandle each : tree) {
            if (!hasEnded(each, patienceSeconds)) {
                each.destroyForcibly();
                hasEnded(each, 5);
            }
        }
    }

    /** Notes in its folder which child runs there, so that the next run can end it if this one is killed. */
    static void note(Path folder, ProcessHandle process) throws IOException {
        Files.writeString(folder.resolve(NOTE), identity(process));
    }

    /** Forgets a child that was stopped. */
    static void forget(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NOTE));
        } catch (IOException left) {
            // The next start finds that the process has ended.
        }
    }

    /** Ends the child noted in the folder if it still runs, and says whether it did. */
    static boolean stopNoted(Path folder) throws IOException {
        Path file = folder.resolve(NOTE);
        if (!Files.exists(file)) {
            return false;
        }
        String noted = Files.readString(file).strip();
        Files.delete(file);
        int blank = noted.indexOf(' ');
        if (blank < 0) {
            return false;
        }
        Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(noted.substring(0, blank)))
                .filter(ProcessHandle::isAlive)
                // Numbers are used again: the start time tells whether it is the same process.
                .filter(process -> identity(process).equals(noted));
        left.ifPresent(process -> stop(process, 20));
        return left.isPresent();
    }

    private static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("");
    }

    private static boolean hasEnded(ProcessHandle process, int seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return !process.isAlive();
        }
    }
}
