package org.shanyraq.crm.organisation.internal;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Bytes that order texts as a reader of a language expects, compared byte by byte: so a list is ordered by an index, in the
 * same way on every database.
 */
final class SortKeys {

    /** The languages of the pages. */
    static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    /** As many bytes as the columns take. Longer keys are cut: texts that only differ after that stand in any order. */
    private static final int LENGTH = 240;

    private static final Map<String, Collator> COLLATORS =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), SortKeys::collator));

    private SortKeys() {}

    /** @param language one of {@link #LANGUAGES} */
    static byte[] of(String text, String language) {
        Collator collator = COLLATORS.get(language);
        if (collator == null) {
            throw new IllegalArgumentException("no language of the pages: " + language);
        }
        byte[] key = collator.getCollationKey(text).toByteArray();
        return key.length <= LENGTH ? key : Arrays.copyOf(key, LENGTH);
    }

    /** The column of the language, or the English one for a language that the pages do not speak. */
    static String column(String language) {
        return "sort_" + (LANGUAGES.contains(language) ? language : "en");
    }

    private static Collator collator(String language) {
        RuleBasedCollator collator = (RuleBasedCollator) Collator.getInstance(new ULocale(language));
        // Quotation marks and dashes do not decide the place of a name.
        collator.setAlternateHandlingShifted(true);
        collator.setNumericCollation(true);
        return collator.freeze();
    }
}
