package org.shanyraq.crm.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.standalone.CrmApplication;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the whole product on this machine: database, Keycloak and mail side by side, then the application in this JVM.
 *
 * <p>Speaks to a person: a line for each step that takes long and one block when all is ready. What cannot start is
 * said in one line, with what to do, and the exit code is 1. When the JVM is told to end, the application is closed
 * first and then every part is stopped.
 */
public final class LocalCrm {

    private static final Duration MAILBOX_READ = Duration.ofSeconds(3);

    private final PrintStream out = System.out;
    private final Instant begun = Instant.now();
    private final LocalSettings settings;
    private final Map<String, String> doing = new ConcurrentHashMap<>();
    private final Map<String, Duration> took = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<AutoCloseable> started = new ConcurrentLinkedDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "local-part");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean stopping;
    private volatile @Nullable ConfigurableApplicationContext context;

    private LocalCrm(LocalSettings settings) {
        this.settings = settings;
    }

    /** Takes its options from system properties; see {@link LocalSettings}. */
    public static void main(String[] arguments) throws InterruptedException {
        LocalCrm crm = null;
        try {
            LocalSettings settings = LocalSettings.fromSystemProperties();
            quietLibraries();
            crm = new LocalCrm(settings);
            crm.start();
        } catch (CannotStartException e) {
            fail(String.valueOf(e.getMessage()), e, crm);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            fail("Something unforeseen: " + e, e, crm);
        }
        // Until Ctrl-C or a SIGTERM.
        new CountDownLatch(1).await();
    }

    private void start() throws Exception {
        FirstWords.end(settings.folder());
        try {
            Files.createDirectories(settings.folder());
            takeFolder();
        } catch (IOException e) {
            throw new CannotStartException(
                    "The folder " + settings.folder() + " cannot be used (" + e
                            + "): see that it may be written, or name another with -Dcrm.local=FOLDER",
                    e);
        }
        // A demo that was killed could not stop them itself.
        ChildProcesses.stopNoted(databaseFolder());
        ChildProcesses.stopNoted(keycloakFolder());
        settings.requireFreePorts();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));

        out.println();
        out.println("Starting Shanyraq CRM on this machine; data and logs are kept in " + settings.folder() + ". Ctrl-C stops it.");
        threads.execute(this::sayWhatTakesLong);

        Future<LocalDatabase> database = part(
                "Database", say -> LocalDatabase.start(databaseFolder(), say));
        Future<LocalKeycloak> keycloak = part("Keycloak", this::startKeycloak);
        Future<LocalMail> mail = part("Mail", say -> LocalMail.start(settings.smtpPort(), settings.imapPort()));
        MailPage page = started(mailPage(await(mail)));
        var parts = new LocalApplication.Parts(
                await(database).url(),
                await(database).username(),
                await(database).password(),
                settings.smtpPort(),
                "http://127.0.0.1:" + settings.keycloakPort() + "/realms/shanyraq");
        List<String> arguments = new ArrayList<>(
                LocalApplication.arguments(settings.port(), settings.managementPort(), parts));
        arguments.addAll(LocalApplication.readingMailbox(settings.imapPort(), MAILBOX_READ));
        if (!settings.partsOnly()) {
            timed("Application", () -> {
                doing.put("Application", "setting up its tables and starting");
                runApplication(arguments);
                return null;
            });
        }
        await(keycloak);
        ready(page, arguments);
    }

    private Path databaseFolder() {
        return settings.folder().resolve("mariadb");
    }

    private Path keycloakFolder() {
        return settings.folder().resolve("keycloak-data");
    }

    private void runApplication(List<String> arguments) {
        SpringApplication application = CrmApplication.application();
        // It is closed before the parts that it uses.
        application.setRegisterShutdownHook(false);
        application.addInitializers(starting -> context = starting);
        arguments.add("--logging.file.name=" + log());
        arguments.add("--spring.main.banner-mode=off");
        if (!settings.verbose()) {
            arguments.add("--logging.threshold.console=OFF");
        }
        try {
            application.run(arguments.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw new CannotStartException(
                    "The application did not start (" + lineOf(rootOf(e)) + "): see " + log(), e);
        }
    }

    private Path log() {
        return settings.folder().resolve("crm.log");
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private static String lineOf(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
    }

    private LocalKeycloak startKeycloak(Consumer<String> say) throws IOException {
        Path home = Files.createDirectories(keycloakFolder());
        return LocalKeycloak.start(
                new LocalKeycloak.Settings(
                        home,
                        settings.keycloakPort(),
                        List.of("http://127.0.0.1:" + settings.port(), "http://localhost:" + settings.port()),
                        LocalDatabase.password(home)),
                say);
    }

    private MailPage mailPage(LocalMail mail) throws IOException {
        return mail.page(settings.mailPagePort());
    }

    /** Two demos on one folder would spoil each other's data. */
    private void takeFolder() throws IOException {
        FileChannel channel = FileChannel.open(
                settings.folder().resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                // Held until the JVM ends.
                started.addLast(channel);
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Said below.
        }
        channel.close();
        throw new CannotStartException("The demo already runs on the folder " + settings.folder()
                + ": stop that one first, or name another folder with -Dcrm.local=FOLDER");
    }

    private <T extends AutoCloseable> Future<T> part(String name, PartStart<T> start) {
        return threads.submit(() -> timed(name, () -> started(start.start(step -> {
            doing.put(name, step);
            say(name + ": " + step);
        }))));
    }

    private <T extends @Nullable Object> T timed(String name, Callable<T> start) throws Exception {
        Instant from = Instant.now();
        doing.put(name, "starting");
        try {
            T part = start.call();
            took.put(name, Duration.between(from, Instant.now()));
            say(name + ": ready after " + seconds(took.get(name)));
            return part;
        } finally {
            doing.remove(name);
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        started.addFirst(part);
        return part;
    }

    private static <T> T await(Future<T> part) throws InterruptedException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CannotStartException said) {
                throw said;
            }
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private void ready(MailPage page, List<String> arguments) {
        String first = settings.partsOnly()
                ? "The parts are ready. Start the application with\n    " + String.join("\n    ", arguments)
                : "Shanyraq CRM is ready: http://127.0.0.1:" + settings.port() + "/crm";
        String parts = took.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + seconds(each.getValue()))
                .collect(Collectors.joining(", "));
        out.println(
                """

                %s
                  sign in as  viewer, diplomat, protocol, manager, privacy, admin or hq (mission bxl),
                              diplomat-gva or manager-gva (mission gva); the password is the name
                  mails       %s
                  Keycloak    http://127.0.0.1:%d/admin (admin, the password is in %s)
                  started in  %s (%s)
                Ctrl-C stops everything."""
                        .formatted(
                                first,
                                page.address(),
                                settings.keycloakPort(),
                                keycloakFolder().resolve("password"),
                                seconds(Duration.between(begun, Instant.now())),
                                parts));
    }

    private void sayWhatTakesLong() {
        try {
            while (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
                doing.forEach((name, step) -> say(name + ": still " + step));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        out.printf("  %4s  %s%n", seconds(Duration.between(begun, Instant.now())), line);
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "" : Math.round(duration.toMillis() / 1000.0) + " s";
    }

    private void stop() {
        stopping = true;
        out.println("Stopping…");
        ConfigurableApplicationContext application = context;
        if (application != null) {
            application.close();
        }
        threads.shutdownNow();
        try {
            // A part that is being started stops itself when it is interrupted.
            threads.awaitTermination(40, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Future<?>> stopping = new ArrayList<>();
        ExecutorService stoppers = Executors.newCachedThreadPool();
        for (AutoCloseable part : started) {
            stopping.add(stoppers.submit(() -> {
                part.close();
                return null;
            }));
        }
        for (Future<?> each : stopping) {
            try {
                each.get(60, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                out.println("A part did not stop in order: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        stoppers.shutdownNow();
        out.println("Stopped.");
    }

    private static void fail(String line, Throwable cause, @Nullable LocalCrm crm) throws InterruptedException {
        if (crm != null && crm.stopping) {
            // What was being started was told to end.
            new CountDownLatch(1).await();
        }
        Path log = null;
        if (crm != null) {
            log = crm.settings.folder().resolve("demo-failure.log");
            try (var details = new PrintStream(log.toFile(), java.nio.charset.StandardCharsets.UTF_8)) {
                cause.printStackTrace(details);
            } catch (IOException e) {
                log = null;
            }
        }
        System.err.println();
        System.err.println("Could not start: " + line + (log == null ? "" : " (details: " + log + ")"));
        System.exit(1);
    }

    /** Until the application sets up its log, libraries say only what is wrong. */
    private static void quietLibraries() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.ERROR);
        }
    }

    private interface PartStart<T> {
        T start(Consumer<String> progress) throws Exception;
    }
}
