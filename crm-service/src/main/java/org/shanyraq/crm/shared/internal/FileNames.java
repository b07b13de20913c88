package org.shanyraq.crm.shared.internal;

import com.ibm.icu.text.Normalizer2;

/** Names of files that somebody sends: texts in any script, never a path of ours. */
public final class FileNames {

    private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();
    private static final int LONGEST = 200;
    private static final int LONGEST_ENDING = 10;

    private FileNames() {}

    /**
     * The name as it is kept and shown: what follows the last slash, without what cannot be seen, cut in its middle when it is long, so that
     * it still ends as it did; a question mark when nothing is left.
     */
    public static String shown(String given) {
        String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        StringBuilder seen = new StringBuilder();
        last.codePoints().filter(point -> !Findings.isForbidden(point)).forEach(seen::appendCodePoint);
        String name = COMPOSED.normalize(seen).strip();
        if (name.isEmpty()) {
            return "?";
        }
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 || name.length() - dot > LONGEST_ENDING ? "" : name.substring(dot);
        int kept = LONGEST - 1 - ending.codePointCount(0, ending.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)) + "…" + ending;
    }
}
