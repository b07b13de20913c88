package org.shanyraq.crm.attendance.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.browser.TestBrowser;
import org.shanyraq.crm.invitation.web.InvitedGuests;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The door in a real browser: rows F1, F3 and F4 of the features, rows P1, P4 and P5 of the threats. */
@RequiresBrowser
class DoorBrowserIntegrationTests extends BrowserScene {

    private String family = "";
    private InvitedGuests guests;

    /** Of the guest's page. */
    private String link = "";

    @BeforeEach
    void invite() throws Exception {
        family = unusual("Doorova");
        String domain = family.toLowerCase(Locale.ROOT) + ".example.org";
        guests = new InvitedGuests("Doors of " + family, Instant.now().plus(Duration.ofHours(2)), 20);
        guests.propose("Ida", family, "en", domain);
        guests.propose("Olga", family, "ru", domain);
        guests.approveAll();
        guests.invite();
        link = InvitedGuests.link(RunningCrm.mailsTo("ida@" + domain, 1).get(0));
    }

    private void accept() {
        try (BrowserContext phone = TestBrowser.openWithoutScript()) {
            Page guest = phone.newPage();
            guest.navigate(link);
            assertThat(guest.locator("#pass")).hasCount(0);
            guest.locator("button[value=ACCEPT]").click();
            assertThat(guest.locator("#pass")).containsText("show it at the door");
            // Drawn, without script, and seen.
            assertThat((Boolean) guest.locator("#pass img").evaluate("i => i.complete && i.naturalWidth > 0"))
                    .isNotNull();
        }
    }

    private String pass() {
        return link.replace("/r/", "/pass/") + ".svg";
    }

    @Test
    void guestsAreLetInByNameOnTabletsThatAgree() {
        accept();
        page.setViewportSize(834, 1112);
        open(guests.dialogue());
        page.locator("a", new Page.LocatorOptions().setHasText("Open the door")).click();
        assertThat(page.locator("#door-count")).containsText("Nobody is in");
        assertThat(page.locator("#door-text")).isFocused();
        page.locator("#door-text").fill("ida " + family);
        Locator row = page.locator("#door-answer li");
        assertThat(row).hasCount(1);
        try (BrowserContext other = TestBrowser.open(834, 1112, "en-GB")) {
            Page second = other.newPage();
            TestBrowser.signIn(second, RunningCrm.address(), "manager");
            second.navigate(RunningCrm.address() + "/crm" + guests.dialogue() + "/door");
            second.locator("#door-text").fill(family);
            assertThat(second.locator("#door-answer li")).hasCount(2);

            row.locator("button", new Locator.LocatorOptions().setHasText("Check in"))
                    .click();
            assertThat(page.locator("#door-live [data-outcome=came]")).containsText("Ida " + family + " is in.");
            assertThat(page.locator("#door-text")).hasValue("");
            // The button is gone; what the scanner types next goes into the field all the same.
            assertThat(page.locator("#door-text")).isFocused();
            assertThat(page.locator("#door-count")).containsText("1 is in");
            // Without anybody asking for it.
            assertThat(second.locator("#door-count")).containsText("1 is in");

            second.locator("#door-answer li", new Page.LocatorOptions().setHasText("Ida"))
                    .locator("button", new Locator.LocatorOptions().setHasText("Check in"))
                    .click();
            assertThat(second.locator("#door-live [data-outcome=already]"))
                    .containsText(Pattern.compile("is in already, since \\d\\d:\\d\\d, checked in by "));
        }
        // Who did not answer.
        page.locator("#door-text").fill("olga");
        page.keyboard().press("Enter");
        page.locator("#door-answer button", new Page.LocatorOptions().setHasText("Check in"))
                .click();
        assertThat(page.locator("#door-live [data-outcome=came-unexpected]")).containsText("was not expected");

        // F3: two fields and Enter. At two keys a second, as somebody types who looks up at a guest, within fifteen
        // seconds, answer included.
        assertThat(page.locator("#door-text")).isFocused();
        page.evaluate("() => { window.keys = 0; addEventListener('keydown', () => window.keys++); }");
        page.locator("#walk-in [name=name]").focus();
        page.keyboard().type("Bo Sample");
        page.keyboard().press("Tab");
        page.keyboard().type("Gazette");
        long pressed = System.nanoTime();
        page.keyboard().press("Enter");
        assertThat(page.locator("#door-live [data-outcome=walked-in]")).containsText("Bo Sample is in");
        Duration answered = Duration.ofNanos(System.nanoTime() - pressed);
        int keys = ((Number) page.evaluate("() => window.keys")).intValue();
        assertThat(answered.plusMillis(500L * keys)).isLessThan(Duration.ofSeconds(15));
        assertThat(page.locator("#door-text")).isFocused();
        page.locator("#door-count li", new Page.LocatorOptions().setHasText("Bo Sample"))
                .locator("button")
                .click();
        assertThat(page.locator("#door-live [data-outcome=undone]")).containsText("is not in any more");
        assertThat(page.locator("#door-text")).isFocused();
        // Also where a button has the focus that takes no letters.
        page.locator("#door-form button[type=submit]").focus();
        page.keyboard().type("Zz");
        assertThat(page.locator("#door-text")).hasValue("Zz");
        page.locator("#door-text").fill("");

        page.locator("#walk-in [name=name]").fill("Aida <b>" + family + "</b>");
        page.locator("#walk-in [name=organisation]").fill("The Gazette");
        page.locator("#walk-in [name=circle]").selectOption("MEDIA");
        page.locator("#walk-in [name=organisation]").press("Enter");
        assertThat(page.locator("#door-live [data-outcome=walked-in]"))
                .containsText("Aida <b>" + family + "</b> is in");
        assertThat(page.locator("#walk-in [name=name]")).hasValue("");
        assertThat(page.locator("#door-count")).containsText("3 are in");
        page.locator("#walk-in [name=name]").fill(" ");
        page.locator("#walk-in [name=organisation]").fill("The Daily");
        page.locator("#walk-in [name=organisation]").press("Enter");
        assertThat(page.locator("#door-live .crm-tone-bad")).containsText("Say the name.");
        // What was typed waits to be corrected.
        assertThat(page.locator("#walk-in [name=organisation]")).hasValue("The Daily");
        assertThat(page.locator("#walk-in [name=organisation]")).isFocused();

        page.locator("#door-count li", new Page.LocatorOptions().setHasText("Olga"))
                .locator("button")
                .click();
        assertThat(page.locator("#door-live [data-outcome=undone]")).containsText("is not in any more");
        assertThat(page.locator("#door-count")).containsText("2 are in");

        // Later: who the walk-in was.
        open(guests.dialogue() + "/attendance");
        assertThat(page.locator("tbody tr")).hasCount(2);
        page.locator("a", new Page.LocatorOptions().setHasText("Who the walk-ins are"))
                .click();
        page.locator("main li a", new Page.LocatorOptions().setHasText("Aida")).click();
        // What is wrong is said at the field, and what was typed stays.
        page.locator("#f-given").fill(" ");
        page.locator("#f-family").fill(" ");
        page.locator("#register button").click();
        assertThat(page.locator("#f-family-error")).isVisible();
        page.locator("#f-given").fill("Айда");
        page.locator("#f-family").fill(family);
        page.locator("#register button").click();
        assertThat(page.locator(".crm-flash")).containsText("Айда " + family + " is registered and linked.");
        // In the person's own script, which is no Latin one.
        assertThat(page.locator("[name='names[0].kind']")).hasValue("NATIVE");
        // Not this person after all: the guest Ida, who is in already.
        open(guests.dialogue() + "/attendance");
        page.locator("tr", new Page.LocatorOptions().setHasText("Айда " + family))
                .locator("a", new Locator.LocatorOptions().setHasText("Is it somebody else?"))
                .click();
        assertThat(page.locator("main")).containsText("Typed at the door: Aida <b>" + family + "</b>");
        page.locator("#unlink button").click();
        assertThat(page.locator(".crm-flash")).containsText("Nobody is linked any more.");
        assertThat(page.locator("h1")).containsText("Aida <b>" + family + "</b>");
        page.locator("#f-contactText").pressSequentially("Ida " + family);
        page.locator("#f-contactList [role=option]").first().click();
        page.locator("section[aria-labelledby=known] .btn-primary").click();
        assertThat(page.locator(".crm-errors")).containsText("Ida " + family + " is noted as come already.");
        page.locator("#merge button").click();
        assertThat(page.locator(".crm-flash")).containsText("Ida " + family + " was noted twice");
        open(guests.dialogue() + "/attendance");
        assertThat(page.locator("tbody tr")).hasCount(1);
        open(guests.dialogue() + "/history");
        assertThat(page.locator("main")).containsText("checked in: Ida " + family);
        assertThat(page.locator("main")).containsText("took the arrival back: Olga " + family);
    }

    // F1: by the code on the guest's page, before a camera; P1, P4: what is behind the link changes nothing and is only
    // the guest's.
    @Test
    void theCodeOnTheGuestsPageIsReadByTheCamera(@TempDir Path folder) throws Exception {
        HttpBrowser scanner = new HttpBrowser(RunningCrm.address());
        String path = pass().substring(RunningCrm.address().length());
        assertThat(scanner.get(path).statusCode()).isEqualTo(404);
        accept();
        HttpResponse<String> picture = scanner.get(path);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.body()).isEqualTo(scanner.get(path).body()).doesNotContain(family);
        assertThat(picture.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(picture.headers().firstValue("X-Robots-Tag")).contains("noindex, nofollow");
        assertThat(picture.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(scanner.get(path.replace(".svg", "x.svg")).statusCode()).isEqualTo(404);

        Path film = folder.resolve("door.mjpeg");
        byte[] photograph;
        try (BrowserContext phone = TestBrowser.open(640, 480, "en-GB")) {
            Page guest = phone.newPage();
            guest.navigate(pass());
            photograph = guest.screenshot(new Page.ScreenshotOptions().setType(ScreenshotType.JPEG));
        }
        Files.write(film, repeated(photograph, 5));
        try (Browser seeing = TestBrowser.seeing(film);
                BrowserContext tablet = seeing.newContext(new Browser.NewContextOptions().setViewportSize(834, 1112))) {
            Page door = tablet.newPage();
            TestBrowser.signIn(door, RunningCrm.address(), "protocol");
            Response opened =
                    Objects.requireNonNull(door.navigate(RunningCrm.address() + "/crm" + guests.dialogue() + "/door"));
            assertThat(opened.headerValue("permissions-policy")).contains("camera=(self)");
            assertThat(opened.headerValue("content-security-policy")).doesNotContain("unsafe");
            door.locator("#door-camera").click();
            assertThat(door.locator("#door-live [data-outcome]")).containsText("Ida " + family);
            assertThat(door.locator("#door-count")).containsText("1 is in");
            // The guest still stands before the camera, and is told of no more than once in a while.
            door.locator("#door-camera").click();
            assertThat(door.locator("#door-video")).isHidden();
            assertThat(Objects.requireNonNull(door.navigate(RunningCrm.address() + "/crm/dialogues"))
                            .headerValue("permissions-policy"))
                    .contains("camera=()");
        }
    }

    private static byte[] repeated(byte[] picture, int times) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.write(picture);
        }
        return all.toByteArray();
    }

    // On a phone whose browser runs no scripts: by name, and by a photograph of the code.
    @Test
    void theDoorWorksWithoutScript() {
        accept();
        byte[] photograph;
        try (BrowserContext phone = TestBrowser.open(500, 500, "en-GB")) {
            Page guest = phone.newPage();
            guest.navigate(pass());
            photograph = guest.screenshot();
        }
        try (BrowserContext phone = TestBrowser.openWithoutScript()) {
            Page door = phone.newPage();
            TestBrowser.signIn(door, RunningCrm.address(), "protocol");
            door.navigate(RunningCrm.address() + "/crm" + guests.dialogue() + "/door");
            door.locator("#door-text").fill("olga " + family);
            door.locator("#door-form button[type=submit]").click();
            door.locator("#door-answer button", new Page.LocatorOptions().setHasText("Check in"))
                    .click();
            assertThat(door.locator(".crm-flash")).containsText("Olga " + family + " is in, and was not expected.");
            door.locator("#door-photo summary").click();
            door.locator("#door-picture").setInputFiles(new FilePayload("code.png", "image/png", photograph));
            door.locator("#door-photo button").click();
            assertThat(door.locator(".crm-flash")).containsText("Ida " + family + " is in.");
            door.locator("#door-photo summary").click();
            door.locator("#door-picture")
                    .setInputFiles(new FilePayload("code.png", "image/png", "none".getBytes(StandardCharsets.UTF_8)));
            door.locator("#door-photo button").click();
            assertThat(door.locator(".crm-flash")).containsText("There is no code to be read.");
            assertThat(door.locator("#door-count")).containsText("2 are in");

            // A walk-in without a name: nothing is lost, and it is said at the field.
            door.locator("#walk-in [name=organisation]").fill("The Gazette");
            door.locator("#walk-in [name=circle]").selectOption("MEDIA");
            door.locator("#walk-in button[type=submit]").press("Enter");
            assertThat(door.locator("#f-name-error")).containsText("Say the name.");
            assertThat(door.locator("#walk-in [name=organisation]")).hasValue("The Gazette");
            assertThat(door.locator("#walk-in [name=circle]")).hasValue("MEDIA");
            door.locator("#walk-in [name=name]").fill("Aida " + family);
            door.locator("#walk-in button[type=submit]").press("Enter");
            assertThat(door.locator(".crm-flash")).containsText("Aida " + family + " is in, as a walk-in.");
        }
    }

    // A7, E3: where people are picked, how often they came stands beside how often they were invited.
    @Test
    void whoIsPickedForAListIsShownWithHowOftenTheyCameBefore() {
        ApiCalls api = RunningCrm.apiAs("protocol");
        InvitedGuests before =
                new InvitedGuests("Earlier doors of " + family, Instant.now().plus(Duration.ofHours(1)), 20);
        String contact = before.contact("Ivo", family, "en", family.toLowerCase(Locale.ROOT) + ".example.net");
        JsonNode walkIn = api.post(before.dialogue() + "/attendances/walk-ins", Map.of("name", "Ivo"))
                .body();
        assertThat(api.post(
                                before.dialogue() + "/attendances/"
                                        + walkIn.path("id").asString() + "/link",
                                Map.of("contact", contact))
                        .status())
                .isEqualTo(200);
        ObjectNode details = (ObjectNode) api.get(before.dialogue()).body().path("details");
        details.put("startsAt", Instant.now().minus(Duration.ofHours(3)).toString());
        details.put("endsAt", Instant.now().minus(Duration.ofHours(1)).toString());
        assertThat(api.put(before.dialogue(), api.get(before.dialogue()).etag(), details)
                        .status())
                .isEqualTo(200);
        assertThat(api.act(
                                before.dialogue() + "/hold",
                                api.get(before.dialogue()).etag())
                        .status())
                .isEqualTo(200);
        String segment = api.post(
                        "/segments", Map.of("kind", "tag", "name", "Doors " + family, "sensitivity", "internal"))
                .body()
                .path("id")
                .asString();
        assertThat(api.put("/segments/" + segment + "/contacts/" + contact).status())
                .isLessThan(300);
        open(guests.dialogue() + "/guests/choose?segment=" + segment);
        Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("Ivo " + family));
        assertThat(row).containsText("came once");
        assertThat(row).not().containsText("invited");
    }

    // F4
    @Test
    void badgesArePrintedForThoseWhoComeAndThoseWhoAreTicked() throws IOException {
        accept();
        open(guests.dialogue() + "/badges");
        Download all =
                page.waitForDownload(() -> page.locator("button[name=all]").click());
        assertThat(all.suggestedFilename()).isEqualTo("badges.pdf");
        assertThat(Files.readAllBytes(all.path())).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        page.reload();
        page.locator("button", new Page.LocatorOptions().setHasText("Badges of those ticked"))
                .click();
        assertThat(page.locator(".crm-flash")).containsText("tick the guests first");
        page.locator("[name=guest]").check();
        page.locator("[name=layout]").selectOption("SINGLE");
        Download one = page.waitForDownload(
                () -> page.locator("button", new Page.LocatorOptions().setHasText("Badges of those ticked"))
                        .click());
        assertThat(Files.size(one.path())).isPositive();
    }
}
