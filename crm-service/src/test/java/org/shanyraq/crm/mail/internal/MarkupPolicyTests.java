package org.shanyraq.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupPolicyTests {

    @Test
    void whatAMailSaysStays() {
        assertThat(
                        MarkupPolicy.clean(
                                "<h1>Құрметті Ида</h1><p style=\"color:#123456\" lang=\"kk\">Come <b>on</b> time.</p>"
                                        + "<ul><li>one</li></ul><table><tr><th scope=\"row\">When</th><td>at six</td></tr></table>"))
                .contains("<h1>Құрметті Ида</h1>")
                .contains("<b>on</b>")
                .contains("<li>one</li>")
                .contains("scope=\"row\"")
                .contains("color:#123456");
    }

    @Test
    void linksLeadToPlacesOfTheirOwn() {
        assertThat(MarkupPolicy.clean("<a href=\"https://mission.example/a?b=c&amp;d=e\">here</a>"))
                .contains("href=\"https://mission.example/a?b&#61;c&amp;d&#61;e\"");
        assertThat(MarkupPolicy.clean("<a href=\"mailto:protocol@mission.example\">write</a>"))
                .contains("href=\"mailto:protocol&#64;mission.example\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=\"https://tracker.example/x.gif\">",
                "<img src=\"//tracker.example/x.gif\">",
                "<img src=\"data:image/gif;base64,R0lGODlhAQ\">",
                "<p style=\"background:url(https://tracker.example/x.gif)\">x</p>",
                "<p style=\"background-image:url('//tracker.example/x')\">x</p>",
                "<style>@import url(https://tracker.example/x.css);</style>",
                "<link rel=\"stylesheet\" href=\"https://tracker.example/x.css\">",
                "<table background=\"https://tracker.example/x.gif\"><tr><td>x</td></tr></table>",
                "<video poster=\"https://tracker.example/x\"></video>",
                "<iframe src=\"https://tracker.example\"></iframe>",
                "<object data=\"https://tracker.example\"></object>",
                "<svg><image href=\"https://tracker.example/x\"/></svg>",
                "<script src=\"https://tracker.example/x.js\"></script>",
                "<script>alert('tracker')</script>",
                "<p onclick=\"fetch('https://tracker.example')\">x</p>",
                "<form action=\"https://tracker.example\"><input name=\"a\"><button>tracker</button></form>",
                "<a href=\"javascript:fetch('https://tracker.example')\">x</a>",
                "<a href=\"//tracker.example\">x</a>",
                "<a href=\"/tracker\">x</a>",
                "<meta http-equiv=\"refresh\" content=\"0;url=https://tracker.example\">",
                "<base href=\"https://tracker.example\">"
            })
    void nothingIsFetchedRunOrAsked(String markup) {
        String clean = MarkupPolicy.clean("<p>before</p>" + markup + "<p>after</p>");
        assertThat(clean).contains("before").contains("after");
        assertThat(clean.replace("<button>", ""))
                .doesNotContain("src=")
                .doesNotContain("url(")
                .doesNotContain("href=")
                .doesNotContain("action=")
                .doesNotContain("<input")
                .doesNotContain("<form")
                .doesNotContain("<script")
                .doesNotContain("fetch(")
                .doesNotContain("alert(")
                .doesNotContain("tracker.example");
    }
}
