package org.shanyraq.crm.exchange.internal;

import org.jspecify.annotations.Nullable;

/** Keeps a spreadsheet from taking a text for a formula. */
final class Formulas {

    private Formulas() {}

    /** Whether a spreadsheet may compute the text: it begins with a sign that starts a formula, or with one after blanks. */
    static boolean isDangerous(String text) {
        if (text.isEmpty()) {
            return false;
        }
        char first = text.charAt(0);
        if (first == '\t' || first == '\r' || first == '\n') {
            return true;
        }
        String bare = text.strip();
        if (bare.isEmpty()) {
            return false;
        }
        char sign = bare.charAt(0);
        if (sign == '+' && bare.matches("\\+[0-9][0-9 ()./-]{3,30}")) {
            return false;
        }
        return sign == '='
                || sign == '+'
                || sign == '-'
                || sign == '@'
                || sign == '＝'
                || sign == '＋'
                || sign == '－'
                || sign == '＠';
    }

    /** The text, with an apostrophe before it where needed; null gives the empty text. */
    static String defused(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return isDangerous(text) ? "'" + text : text;
    }
}
