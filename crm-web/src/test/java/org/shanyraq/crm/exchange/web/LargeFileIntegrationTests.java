package org.shanyraq.crm.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.HttpBrowser;
import org.shanyraq.crm.running.RunningCrm;

/**
 * A file that is too large is refused by the server before anything of ours sees it, in two ways: 51 MB are one file that is too
 * large, 60 MB are a whole request that is. Whoever sends it is told so, and is not cut off.
 */
class LargeFileIntegrationTests {

    private static final int MEGABYTE = 1024 * 1024;

    @ParameterizedTest
    @ValueSource(ints = {51, 60})
    void theApiSaysHowLargeAFileMayBe(int megabytes) {
        ApiCalls.Answer answer = RunningCrm.apiAs("protocol")
                .upload("/imports", "large.csv", new byte[megabytes * MEGABYTE], "subject", "contacts");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body().path("type").asString()).isEqualTo("/crm/problems/too-large");
        assertThat(answer.body().path("detail").asString()).contains("up to 50 MB");
    }

    @ParameterizedTest
    @CsvSource({"51,en,up to 50 MB", "60,fr,50 Mo", "60,kk,50 МБ", "51,ru,до 50 МБ"})
    void thePageSaysHowLargeAFileMayBe(int megabytes, String language, String said) {
        HttpBrowser browser = new HttpBrowser(RunningCrm.address());
        browser.signIn("protocol");

        HttpResponse<String> answer = browser.upload(
                "/crm/imports",
                language,
                "large.csv",
                new byte[megabytes * MEGABYTE],
                "_csrf",
                browser.csrf("/crm/imports/new"),
                "subject",
                "CONTACTS");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains(said, "lang=\"" + language);
    }
}
