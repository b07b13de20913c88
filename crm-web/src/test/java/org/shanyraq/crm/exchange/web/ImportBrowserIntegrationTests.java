package org.shanyraq.crm.exchange.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shanyraq.crm.browser.BrowserScene;
import org.shanyraq.crm.browser.RequiresBrowser;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;

/** What the pages of an import do in a real browser before a file is checked. */
@RequiresBrowser
class ImportBrowserIntegrationTests extends BrowserScene {

    @Test
    void whatWasSaidOfColumnsStaysWhenTheFileIsReadOtherwise() {
        ApiCalls.Answer uploaded = RunningCrm.apiAs("protocol")
                .upload(
                        "/imports",
                        "columns.csv",
                        "family name,remark,nation\nTestova,kept,Atlantis\n".getBytes(StandardCharsets.UTF_8),
                        "subject",
                        "contacts");
        open("/imports/" + uploaded.body().path("id").asString());
        page.locator("[name=field_1]").selectOption("HONORIFIC");
        page.locator("[name=field_2]").selectOption("");
        page.locator("[name=source]").fill("what was typed");

        page.locator("[name=encoding]").selectOption("windows-1252");
        assertThat(page.locator("#import [name=version]").first()).hasValue("1");
        assertThat(page.locator("[name=encoding]")).hasValue("windows-1252");
        assertThat(page.locator("[name=field_0]")).hasValue("FAMILY_NAME");
        assertThat(page.locator("[name=field_1]")).hasValue("HONORIFIC");
        assertThat(page.locator("[name=field_2]")).hasValue("");
        assertThat(page.locator("[name=source]")).hasValue("what was typed");

        page.locator("form.crm-toolbar button[type=submit]").click();
        assertThat(page.locator("#import [name=version]").first()).hasValue("2");
        assertThat(page.locator("[name=field_1]")).hasValue("HONORIFIC");

        page.locator("[name=delimiter]").selectOption(";");
        assertThat(page.locator("#import [name=version]").first()).hasValue("3");
        assertThat(page.locator("[name=field_0]")).hasCount(1);
        assertThat(page.locator("[name=field_1]")).hasCount(0);
        assertThat(page.locator("[name=source]")).hasValue("what was typed");
    }

    @Test
    void aFileThatIsTooLargeIsToldOfBeforeItIsSent(@TempDir Path folder) throws IOException {
        Path large = folder.resolve("large.csv");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(50L * 1024 * 1024 + 1);
        }
        Path good = Files.writeString(folder.resolve("good.csv"), "name\nIda Sample\n");
        open("/imports/new");
        Locator input = page.locator("#import-file");
        input.setInputFiles(large);
        assertThat((String) input.evaluate("input => input.validationMessage"))
                .isEqualTo("The file is larger than 50 MB. Divide it.");
        page.locator("form.crm-form button[type=submit]").click();
        assertThat(page).hasURL(RunningCrm.address() + "/crm/imports/new");

        input.setInputFiles(good);
        assertThat((Boolean) input.evaluate("input => input.validity.valid")).isTrue();
        page.locator("form.crm-form button[type=submit]").click();
        assertThat(page.locator("h1")).hasText("good.csv");
    }
}
