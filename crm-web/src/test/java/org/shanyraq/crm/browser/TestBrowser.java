package org.shanyraq.crm.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Chromium, started once per JVM; each test opens a context of its own, which is like a browser of its own.
 * Only one thread may use it. Put {@link RequiresBrowser} on the test.
 */
public final class TestBrowser {

    private TestBrowser() {}

    /** The browser's program: what {@code CRM_TEST_CHROMIUM} names, or where distributions put it. */
    static Optional<Path> program() {
        return Stream.of(
                        Optional.ofNullable(System.getenv("CRM_TEST_CHROMIUM")).orElse(""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isBlank())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Opens a fresh context; close it when done.
     *
     * @param language like {@code en-GB}, sent as the preferred one
     */
    public static BrowserContext open(int width, int height, String language) {
        return Running.CHROMIUM.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setLocale(language));
    }

    /** A phone whose browser runs no scripts. */
    public static BrowserContext openWithoutScript() {
        return Running.CHROMIUM.newContext(
                new Browser.NewContextOptions().setViewportSize(360, 740).setJavaScriptEnabled(false));
    }

    /** As {@link #open(int, int, String)}, on a desk, in English. */
    public static BrowserContext open() {
        return open(1280, 900, "en-GB");
    }

    /**
     * A browser of its own whose camera sees these pictures again and again, and that asks nobody for leave; close it when done.
     *
     * @param film pictures in JPEG one after the other, in a file that ends with {@code .mjpeg}
     */
    public static Browser seeing(Path film) {
        return Running.launch(List.of(
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + film));
    }

    /**
     * Opens the application and signs in on Keycloak's own page; returns when the application is back.
     *
     * @param application address without a path, allowed in Keycloak
     * @param user one whose password is the name
     */
    public static void signIn(Page page, String application, String user) {
        page.navigate(application + "/crm");
        page.locator("#username").fill(user);
        page.locator("#password").fill(user);
        page.locator("#kc-login").click();
        page.waitForURL(application + "/crm**");
    }

    private static final class Running {

        static final Browser CHROMIUM = start();

        private static Browser start() {
            Browser browser = launch(List.of());
            // Closing Playwright ends its driver, which ends the browser.
            Runtime.getRuntime().addShutdownHook(new Thread(Driver.PLAYWRIGHT::close));
            return browser;
        }

        static Browser launch(List<String> more) {
            Path program = program().orElseThrow(() -> new IllegalStateException("No Chromium is installed"));
            return Driver.PLAYWRIGHT
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(Stream.concat(
                                            Stream.of(
                                                    "--no-sandbox",
                                                    "--disable-gpu",
                                                    "--disable-background-networking",
                                                    "--disable-component-update",
                                                    "--disable-sync",
                                                    "--no-first-run"),
                                            more.stream())
                                    .toList()));
        }
    }

    private static final class Driver {

        static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }
}
