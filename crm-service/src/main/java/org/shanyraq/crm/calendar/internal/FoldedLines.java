package org.shanyraq.crm.calendar.internal;

/** Folds lines as RFC 5545 asks, which counts octets of UTF-8; the libraries count characters. */
final class FoldedLines {

    private static final int MOST = 75;
    private static final String END = "\r\n";

    private FoldedLines() {}

    /** Folds each line that is longer than 75 octets, between characters. Lines end with CRLF. */
    static String of(String text) {
        StringBuilder folded = new StringBuilder(text.length() + text.length() / 20);
        int octets = 0;
        for (int at = 0; at < text.length(); ) {
            if (text.startsWith(END, at)) {
                folded.append(END);
                octets = 0;
                at += END.length();
                continue;
            }
            int point = text.codePointAt(at);
            int length = octets(point);
            if (octets + length > MOST) {
                folded.append(END).append(' ');
                octets = 1;
            }
            folded.appendCodePoint(point);
            octets += length;
            at += Character.charCount(point);
        }
        return folded.toString();
    }

    private static int octets(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }
}
