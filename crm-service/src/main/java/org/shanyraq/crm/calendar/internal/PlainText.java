package org.shanyraq.crm.calendar.internal;

/** Texts of people as calendar texts can carry them: without control characters, which they may not have, and without halves of characters. */
final class PlainText {

    private PlainText() {}

    /** In one line. */
    static String line(String text) {
        return text(text).replace('\n', ' ').replace('\t', ' ').strip();
    }

    /**
     * In one line, as the value of a parameter, which stands between quotation marks: without these, and without backslashes and carets, which
     * some readers take to change what comes after them.
     */
    static String parameter(String text) {
        return line(text).replace('"', '\'').replace("\\", "").replace("^", "");
    }

    /** In several lines, each but the last ended by a line feed, whatever ended them before. */
    static String text(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int previous = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (isLineEnd(point)) {
                if (point != '\n' || previous != '\r') {
                    plain.append('\n');
                }
            } else if (Character.getType(point) == Character.SURROGATE) {
                plain.append('\uFFFD');
            } else if (point == '\t' || !Character.isISOControl(point)) {
                plain.appendCodePoint(point);
            }
            previous = point;
        }
        return plain.toString();
    }

    private static boolean isLineEnd(int point) {
        return point == '\n'
                || point == '\r'
                || point == '\u000B'
                || point == '\f'
                || point == '\u0085'
                || point == '\u2028'
                || point == '\u2029';
    }
}
