package org.shanyraq.crm.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeanStylesTests {

    @Test
    void keepsRulesForElementsAndForClassesThatAreUsed() {
        assertThat(lean("a{color:red}.btn{top:0}.btn-list .btn{left:0}.card,.btn:hover{right:0}", "btn"))
                .isEqualTo("a{color:red}.btn{top:0}.btn:hover{right:0}");
    }

    @Test
    void aClassThatMustNotBeThereIsNoReasonToDropARule() {
        assertThat(lean(".btn:not(.card):not([disabled]){top:0}", "btn"))
                .isEqualTo(".btn:not(.card):not([disabled]){top:0}");
    }

    @Test
    void looksIntoMediaQueriesAndDropsEmptyOnes() {
        assertThat(lean("@media print{.card{top:0}}@media (min-width:9px){.btn{top:0}.card{top:0}}", "btn"))
                .isEqualTo("@media (min-width:9px){.btn{top:0}}");
    }

    @Test
    void dropsVariablesAndAnimationsThatNothingMentions() {
        assertThat(LeanStyles.of(
                        ":root{--a:var(--b);--b:1;--c:2;--d:3}.btn{top:var(--c);animation:turn 1s}"
                                + "@keyframes turn{to{top:1px}}@keyframes fade{to{top:2px}}",
                        Set.of("btn"),
                        "p{top:var(--d)}"))
                .isEqualTo(":root{--c:2;--d:3}.btn{top:var(--c);animation:turn 1s}@keyframes turn{to{top:1px}}");
    }

    @Test
    void bracesAndSemicolonsInTextAreText() {
        String css = ".btn{content:\"};{\";background:url(\"data:image/svg+xml;a,b{\")}";
        assertThat(lean(css + ".card{top:0}", "btn")).isEqualTo(css);
    }

    @Test
    void findsTheClassesOfATemplate() {
        assertThat(LeanStyles.classesIn(
                        "<p class=\"a b-c\" th:class=\"${x} ? 'alert alert-warning' : 'd'\" id=\"no\">"))
                .contains("a", "b-c", "alert", "alert-warning", "d")
                .doesNotContain("no");
    }

    @Test
    void theLibraryOfThePagesShrinksToATenthAndKeepsWhatTheyUse() throws IOException {
        String css = new Assets(new WebProperties("/crm", null)).lean().getContentAsString(StandardCharsets.UTF_8);
        assertThat(css.length()).isLessThan(54_000);
        assertThat(css)
                .contains(
                        ".btn{",
                        ".form-control{",
                        ".form-select{",
                        ".table",
                        ".badge",
                        ".empty-title",
                        ".visually-hidden");
        assertThat(css).doesNotContain(".navbar", ".modal", ".carousel");
    }

    private static String lean(String css, String... used) {
        return LeanStyles.of(css, Set.of(used), "");
    }
}
