package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.invitation.Placeholder;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.internal.Findings;

/** What a template may hold, and what comes of it. */
class WordingTests {

    private static final String LINK = "https://crm.example/r/abc";

    @Test
    void whatStandsInBracesIsFilledInAndNothingElseIsTouched() {
        TemplateText filled = Wording.filled(
                new TemplateText("{{theme}} on {{date}}", "{{salutation}},\n\nR&D <3 & {braces} {{answer_link}}"),
                Map.of(
                        Placeholder.THEME,
                        "Water & <energy>",
                        Placeholder.DATE,
                        "2 March",
                        Placeholder.SALUTATION,
                        "Қадірлі {{name}}",
                        Placeholder.ANSWER_LINK,
                        LINK));
        assertThat(filled.subject()).isEqualTo("Water & <energy> on 2 March");
        // What is filled in is no template again.
        assertThat(filled.body()).isEqualTo("Қадірлі {{name}},\n\nR&D <3 & {braces} " + LINK);
    }

    @Test
    void aSectionStandsOnlyWhenThereIsSomethingToPutIn() {
        TemplateText text = new TemplateText(
                "x",
                "A{{#place}} at {{place}}{{/place}}{{^place}} online{{/place}}.\n\n{{#programme}}P{{/programme}}\n\nB");
        assertThat(Wording.filled(text, Map.of(Placeholder.PLACE, "Rue X")).body())
                .isEqualTo("A at Rue X.\n\nB");
        assertThat(Wording.filled(text, Map.of()).body()).isEqualTo("A online.\n\nB");
    }

    @Test
    void aSubjectStaysOneLineWhateverIsFilledIn() {
        assertThat(Wording.filled(new TemplateText("{{theme}}", "x"), Map.of(Placeholder.THEME, "a\r\nBcc: b"))
                        .subject())
                .isEqualTo("a Bcc: b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{contact.email}}",
                "{{this}}",
                "{{.}}",
                "{{-index}}",
                "{{class}}",
                "{{SALUTATION}}",
                "{{{email}}}",
                "{{&email}}",
                "{{#guests}}x{{/guests}}",
                "{{^guests}}x{{/guests}}",
                "{{#theme}}{{notes}}{{/theme}}",
                "{{>mails/footer}}",
                "{{<layout}}{{/layout}}",
                "{{$block}}{{/block}}",
                "{{=<% %>=}}<%email%>"
            })
    void whatIsNoPlaceholderIsRefused(String body) {
        assertThat(refused(new TemplateText("x", body + " {{answer_link}}"), TemplateKind.CANCELLATION))
                .extracting(found -> found.toList().get(1))
                .containsAnyOf("template-placeholder", "template-braces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{theme", "{{#theme}}x", "{{/theme}}", "{{#theme}}{{/date}}", "{{}}"})
    void whatCannotBeReadIsRefused(String body) {
        assertThat(refused(new TemplateText("x", body), TemplateKind.CANCELLATION))
                .containsAnyOf(tuple("body", "template-braces"), tuple("body", "template-placeholder"));
    }

    @ParameterizedTest
    @EnumSource(TemplateKind.class)
    void whatAKindNeedsMustStandThereWhateverIsFilledIn(TemplateKind kind) {
        int needed =
                switch (kind) {
                    case CANCELLATION -> 0;
                    case OFFER, CONFIRMATION, REFUSAL, DELEGATE, ANSWER -> 2;
                    default -> 1;
                };
        List<Tuple> expected = Collections.nCopies(needed, tuple("body", "template-needs"));
        assertThat(refused(new TemplateText("x", "Come."), kind)).isEqualTo(expected);
        String all = "{{answer_link}} {{answer_by}} {{delegate}} {{principal}} {{reason}} {{answer}}";
        assertThat(refused(new TemplateText("x", "{{#place}}" + all + "{{/place}}"), kind))
                .isEqualTo(expected);
        assertThat(refused(new TemplateText("x", all), kind)).isEmpty();
    }

    @Test
    void textsHaveAnEndAndAreNotEmpty() {
        TemplateKind kind = TemplateKind.CANCELLATION;
        assertThat(refused(new TemplateText(" ", "\n "), kind))
                .containsExactly(tuple("subject", "template-subject"), tuple("body", "template-body"));
        assertThat(refused(new TemplateText("x".repeat(201), "x".repeat(10_001)), kind))
                .containsExactly(tuple("subject", "too-long"), tuple("body", "too-long"));
        assertThat(refused(new TemplateText("a\nb", "a\u202eb"), kind))
                .containsExactly(tuple("subject", "characters"), tuple("body", "characters"));
    }

    @ParameterizedTest
    @EnumSource(TemplateKind.class)
    void theStandardTextsKeepTheRulesAndReadWellWithMuchAndWithLittle(TemplateKind kind) {
        Map<Placeholder, String> all = new EnumMap<>(Placeholder.class);
        for (Placeholder placeholder : Placeholder.values()) {
            all.put(placeholder, "[" + placeholder.tag() + "]");
        }
        Map<Placeholder, String> little = new EnumMap<>(Placeholder.class);
        kind.needed().forEach(placeholder -> little.put(placeholder, "[needed]"));
        little.putAll(Map.of(
                Placeholder.SALUTATION, "[salutation]", Placeholder.THEME, "[theme]", Placeholder.ANSWER_LINK, LINK));
        Map<String, TemplateText> texts = new StandardTexts().of(kind).texts();
        assertThat(texts).containsOnlyKeys(StandardTexts.LANGUAGES);
        texts.forEach((language, text) -> {
            assertThat(refused(text, kind)).as(language).isEmpty();
            TemplateText much = Wording.filled(text, all);
            assertThat(much.subject()).as(language).contains("[theme]").doesNotContain("{{");
            assertThat(much.body())
                    .as(language)
                    .contains("[salutation]", "[host]")
                    .doesNotContain("{{", "}}");
            assertThat(Wording.filled(text, little).body()).as(language).doesNotContain("\n\n\n", "  ", "\n,", "()");
        });
    }

    private static List<Tuple> refused(TemplateText text, TemplateKind kind) {
        Findings findings = new Findings("");
        Wording.checked(text, kind, findings);
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, findings::throwIfAny);
        return refused == null
                ? List.of()
                : refused.violations().stream()
                        .map(violation -> tuple(violation.field(), violation.key()))
                        .toList();
    }
}
