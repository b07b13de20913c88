package org.shanyraq.crm.shared.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text as the full text index keeps them: small letters and digits without accents, each followed by a mark, by which none is
 * too short for the index of any database, and none a stop word of it.
 */
public final class SearchWords {

    private static final String MARK = "__";

    /** Longer ones are in no index. */
    private static final int LONGEST = 60;

    /** Of a text that is searched for, further words are left out. */
    private static final int MOST = 10;

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private SearchWords() {}

    /** What is indexed of these texts. */
    public static String indexed(@Nullable String... texts) {
        List<String> words = new ArrayList<>();
        for (String text : texts) {
            if (text != null) {
                words.addAll(words(text));
            }
        }
        return words.stream().map(word -> word + MARK).collect(Collectors.joining(" "));
    }

    /** What is asked of the index in boolean mode, each word of the text being the beginning of one; null when it has none. */
    public static @Nullable String query(String text) {
        Set<String> words = new LinkedHashSet<>(words(text));
        return words.isEmpty()
                ? null
                : words.stream().limit(MOST).map(word -> "+" + word + "*").collect(Collectors.joining(" "));
    }

    private static List<String> words(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(plain)) {
            if (!word.isEmpty()) {
                words.add(word.length() > LONGEST ? word.substring(0, LONGEST) : word);
            }
        }
        return words;
    }
}
