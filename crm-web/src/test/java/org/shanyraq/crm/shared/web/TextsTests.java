package org.shanyraq.crm.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every text of the pages exists in every language, and no page says anything that is not such a text. */
class TextsTests {

    private static final PathMatchingResourcePatternResolver RESOURCES = new PathMatchingResourcePatternResolver();
    private static final Pattern USED =
            Pattern.compile("#\\{(crm\\.[A-Za-z0-9.-]+)[}(]|'(crm\\.[a-z0-9-]+\\.[A-Za-z0-9.-]+)'");

    private static final Pattern LIST_WORD =
            Pattern.compile("crm\\.(?:organisation|shared)\\.(kind|circle|role|sensitivity)\\.([a-z-]+)");

    static String[] bundles() {
        return MessagesPostProcessor.basenames();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleHasTheSameKeysAndArgumentsInAllLanguages(String bundle) throws IOException {
        Properties english = load(bundle + ".properties");
        for (String language : List.of("fr", "kk", "ru")) {
            Properties other = load(bundle + "_" + language + ".properties");
            assertThat(new TreeSet<>(other.stringPropertyNames()))
                    .as("%s in %s", bundle, language)
                    .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
            for (String key : english.stringPropertyNames()) {
                assertThat(other.getProperty(key)).as("%s in %s", key, language).isNotBlank();
                assertThat(arguments(other.getProperty(key)))
                        .as("arguments of %s in %s", key, language)
                        .isEqualTo(arguments(english.getProperty(key)));
            }
        }
    }

    /** Whoever fills a list in by the words that the pages show can import it. */
    @Test
    void importsKnowTheWordsOfThePages() throws IOException {
        Properties known = load("crm/exchange/words.properties");
        int looked = 0;
        for (String bundle : List.of("crm/messages/organisation", "crm/messages/shared")) {
            for (String language : List.of("", "_fr", "_kk", "_ru")) {
                Properties texts = load(bundle + language + ".properties");
                for (String key : texts.stringPropertyNames()) {
                    Matcher word = LIST_WORD.matcher(key);
                    if (word.matches()) {
                        String code = word.group(2).replace('-', '_');
                        String words = known.getProperty(word.group(1) + "." + code);
                        assertThat(words).as(key).isNotNull();
                        assertThat(Arrays.stream((code + "|" + words).split("\\|"))
                                        .map(TextsTests::letters))
                                .as("%s%s", key, language)
                                .contains(letters(texts.getProperty(key)));
                        looked++;
                    }
                }
            }
        }
        assertThat(looked).isGreaterThan(200);
    }

    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void theKeysOfABundleAreKeysOfTheHouse(String bundle) throws IOException {
        assertThat(load(bundle + ".properties").stringPropertyNames())
                .allMatch(key -> key.matches("crm(\\.[a-z0-9-]+)+"));
    }

    @Test
    void noKeyIsInTwoBundles() throws IOException {
        Set<String> seen = new HashSet<>();
        for (String bundle : bundles()) {
            for (String key : load(bundle + ".properties").stringPropertyNames()) {
                assertThat(seen.add(key)).as(key).isTrue();
            }
        }
    }

    @Test
    void everyKeyThatATemplateNamesIsDefined() throws IOException {
        Set<String> defined = new HashSet<>();
        for (String bundle : bundles()) {
            defined.addAll(load(bundle + ".properties").stringPropertyNames());
        }
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, String> template : templates().entrySet()) {
            Matcher used = USED.matcher(template.getValue().replaceAll("(?s)<!--.*?-->", ""));
            while (used.find()) {
                String key = used.group(1) == null ? used.group(2) : used.group(1);
                // The beginning of a key that is completed at run time ends with a dot.
                boolean known = key.endsWith(".")
                        ? defined.stream().anyMatch(other -> other.startsWith(key))
                        : defined.contains(key) || defined.stream().anyMatch(other -> other.startsWith(key + "."));
                if (!known && !key.equals("crm.job.kind.")) {
                    missing.add(template.getKey() + ": " + key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theManualExplainsEveryRightThatAPageNeeds() throws IOException {
        Properties manual = load("crm/messages/help.properties");
        Set<String> rights = RESOURCES
                .getResource("classpath:routes.csv")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("GET,"))
                .map(line -> line.split(",")[2])
                .filter(right -> right.matches("[A-Z_]+") && !right.equals("BE_HERE"))
                .collect(Collectors.toSet());
        assertThat(rights).isNotEmpty().allSatisfy(right -> assertThat(manual.getProperty(
                        "crm.help.right." + right.toLowerCase(Locale.ROOT).replace('_', '-')))
                .as(right)
                .isNotBlank());
    }

    @Test
    void noTemplateHoldsLiteralText() throws IOException {
        Set<String> literal = new TreeSet<>();
        for (Map.Entry<String, String> template : templates().entrySet()) {
            String text = template.getValue()
                    .replaceAll("(?s)<!--.*?-->", "")
                    .replaceAll("(?s)<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", "\n");
            Arrays.stream(text.split("\n"))
                    .map(String::strip)
                    .filter(line -> line.codePoints().anyMatch(Character::isLetter))
                    .forEach(line -> literal.add(template.getKey() + ": " + line));
            Matcher attribute = Pattern.compile("\\s(title|placeholder|aria-label|alt)=\"([^\"]*\\p{L}[^\"]*)\"")
                    .matcher(template.getValue());
            while (attribute.find()) {
                literal.add(template.getKey() + ": " + attribute.group().strip());
            }
        }
        assertThat(literal).isEmpty();
    }

    private static Map<String, String> templates() throws IOException {
        Map<String, String> templates = new TreeMap<>();
        for (Resource template : RESOURCES.getResources("classpath*:/templates/crm/**/*.html")) {
            templates.put(
                    template.getURI().toString().replaceAll(".*/templates/", ""),
                    template.getContentAsString(StandardCharsets.UTF_8));
        }
        return templates;
    }

    private static Properties load(String file) throws IOException {
        Properties texts = new Properties();
        try (InputStream content = RESOURCES.getResource("classpath:" + file).getInputStream();
                Reader reader = new InputStreamReader(content, StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    private static Set<Integer> arguments(String text) {
        Set<Integer> arguments = new TreeSet<>();
        new MessageFormat(text);
        Matcher argument = Pattern.compile("\\{(\\d+)").matcher(text);
        while (argument.find()) {
            arguments.add(Integer.valueOf(argument.group(1)));
        }
        return arguments;
    }
}
