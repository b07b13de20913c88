package org.shanyraq.crm.shared.internal;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds words that differ by a slip of the finger without comparing them with all others: two words that are one or two
 * edits apart become equal when some letters of their heads are left out of both.
 */
final class NameTypos {

    /** Only the first letters are varied; what comes after is compared afterwards. */
    static final int HEAD = 7;

    /** Words of this length may have two mistakes, shorter ones one. */
    private static final int LONG = 7;

    private NameTypos() {}

    /** How many edits a word of that length forgives. */
    static int forgiven(int length) {
        return length >= LONG ? 2 : 1;
    }

    static String head(String skeleton) {
        return skeleton.length() <= HEAD ? skeleton : skeleton.substring(0, HEAD);
    }

    /** The head, and the head without any one or, for long words, two of its letters; never empty. */
    static Set<String> variants(String skeleton) {
        Set<String> variants = new LinkedHashSet<>();
        String head = head(skeleton);
        variants.add(head);
        Set<String> shortened = Set.of(head);
        for (int i = 0; i < forgiven(skeleton.length()); i++) {
            Set<String> shorter = new LinkedHashSet<>();
            for (String word : shortened) {
                for (int at = 0; word.length() > 1 && at < word.length(); at++) {
                    shorter.add(word.substring(0, at) + word.substring(at + 1));
                }
            }
            variants.addAll(shorter);
            shortened = shorter;
        }
        return variants;
    }

    /**
     * The number of letters to add, leave out, replace or swap with their neighbour to get from one word to the other.
     *
     * @return at most {@code bound} + 1, which stands for anything above
     */
    static int distance(String one, String other, int bound) {
        if (Math.abs(one.length() - other.length()) > bound) {
            return bound + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = last[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > bound) {
                return bound + 1;
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return Math.min(last[other.length()], bound + 1);
    }
}
