package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A resource of words by code, for example the names that a column may have in several languages. */
final class WordList {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Map<String, List<String>> codesByWord = new LinkedHashMap<>();

    /** Reads lines of the form {@code code=word|word}. */
    static WordList of(String resource) {
        WordList list = new WordList();
        for (Map.Entry<String, String> line : load(resource).entrySet()) {
            for (String word : line.getValue().split("\\|")) {
                list.add(word, line.getKey());
            }
        }
        return list;
    }

    private void add(String word, String code) {
        codesByWord.computeIfAbsent(plain(word), any -> new ArrayList<>()).add(code);
    }

    private static Map<String, String> load(String resource) {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(WordList.class.getResourceAsStream("/crm/exchange/" + resource));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, String> lines = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> lines.put(key, properties.getProperty(key)));
        return lines;
    }

    /** The codes that the word stands for, in alphabetical order; empty when it is not known. */
    List<String> codes(String word) {
        return codesByWord.getOrDefault(plain(word), List.of());
    }

    /** Letters and digits only, lower case, without accents. */
    static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String bare = MARKS.matcher(decomposed).replaceAll("");
        return SIGNS.matcher(bare.toLowerCase(Locale.ROOT)).replaceAll("").replace("ı", "i");
    }
}
