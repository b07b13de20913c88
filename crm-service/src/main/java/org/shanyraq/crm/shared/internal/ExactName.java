package org.shanyraq.crm.shared.internal;

import com.ibm.icu.text.Normalizer2;
import java.util.regex.Pattern;

/** A name without case, accents and spare blanks: two names are the same when these are equal. */
public final class ExactName {

    private static final Normalizer2 CASE_FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFDInstance();
    private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();

    /** All marks but the breve of й, which makes another letter of it. */
    private static final Pattern MARKS = Pattern.compile("(?<!и)\\u0306|[\\p{Mn}&&[^\\u0306]]");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\h]+");

    private ExactName() {}

    public static String fold(String name) {
        String bare = MARKS.matcher(DECOMPOSED.normalize(CASE_FOLDED.normalize(name)))
                .replaceAll("")
                .replace('’', '\'')
                .replace('‐', '-')
                .replace('–', '-');
        return BLANKS.matcher(COMPOSED.normalize(bare)).replaceAll(" ").strip();
    }
}
