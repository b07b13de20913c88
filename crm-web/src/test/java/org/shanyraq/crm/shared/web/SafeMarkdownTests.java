package org.shanyraq.crm.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threats I7 to I9: what officers write is shown, and nothing in it runs, is fetched or asks. */
class SafeMarkdownTests {

    @Test
    void plainMarksBecomeMarkup() {
        assertThat(SafeMarkdown.html(
                        "# Head\n\nA **b** *c*\n\n- one\n- two\n\n> said\n\n[more](https://steppe.example/a?b=1)"))
                .contains("<h3>Head</h3>", "<strong>b</strong>", "<em>c</em>", "<li>one</li>", "<blockquote>")
                .contains("href=\"https://steppe.example/a?b&#61;1\"")
                .contains("noopener", "noreferrer");
        assertThat(SafeMarkdown.html(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<a href='javascript:alert(1)'>x</a>",
                "[x](javascript:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "![x](https://steppe.example/pixel.png)",
                "<iframe src='https://steppe.example'></iframe>",
                "<form action='https://steppe.example'><input></form>",
                "<svg><style>*{color:red}</style></svg>",
                "[x](/crm/contacts/new)",
                "[x](//steppe.example)",
                "<https://steppe.example/\" onmouseover=\"alert(1)>"
            })
    void nothingRunsIsFetchedOrLeadsIntoTheSite(String written) {
        String html = SafeMarkdown.html(written).toLowerCase(Locale.ROOT);
        assertThat(html)
                .doesNotContain("<script", "<img", "<iframe", "<form", "<input", "<svg", "<style")
                .doesNotContainPattern("<[^>]*(on[a-z]+|style|src)\\s*=")
                .doesNotContainPattern("href=\"(?!https?:|mailto:)");
    }

    @Test
    void nothingElseIsWrittenIntoAPageAsItIs() throws IOException {
        List<String> written = new ArrayList<>();
        try (Stream<Path> templates = Files.walk(Path.of("src/main/resources/templates/crm"))) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                Files.readString(template)
                        .lines()
                        .filter(line -> line.contains("utext") || line.contains("[("))
                        .forEach(line -> written.add(template.getFileName() + ": " + line.strip()));
            }
        }
        assertThat(written).singleElement().asString().startsWith("detail.html").contains("th:utext=\"${summary}\"");
    }

    @Test
    void markupIsShownAsItWasTyped() {
        assertThat(SafeMarkdown.html("a <b>c</b> & d"))
                .contains("&lt;b&gt;c&lt;/b&gt;")
                .contains("&amp; d");
    }
}
