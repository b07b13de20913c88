package org.shanyraq.crm.attendance.internal;

import java.util.Locale;
import java.util.Optional;
import org.shanyraq.crm.shared.internal.SecretTokens;

/**
 * What a guest shows at the door, and a badge carries: 128 bits that nobody can guess. It tells an officer who is signed in whom they have before
 * them, and opens nothing for whoever has it, so it is kept as it is: the guest's page and badges show it again and again, which a hash
 * could not. It is made apart from the token of the guest's page, so that whoever photographs a badge cannot answer for the guest.
 *
 * <p>It is written in thirty-two of the letters that scanners type on the same keys of English, French and German keyboards; those of a Cyrillic
 * keyboard on the same keys are read too.
 *
 * @param bytes sixteen of them
 */
record DoorCode(byte[] bytes) {

    private static final int BYTES = 16;
    private static final String LETTERS = "BCDFGHJKLNPRSTVX";

    /** What a scanner that means one of those types when the computer is set to Cyrillic. */
    private static final String CYRILLIC = "ИСВАПРОЛДТЗКЫЕМЧ";

    static DoorCode next() {
        return new DoorCode(SecretTokens.bytes(BYTES));
    }

    /** @return empty when the text is no code */
    static Optional<DoorCode> of(String text) {
        String letters = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (letters.length() != 2 * BYTES) {
            return Optional.empty();
        }
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < letters.length(); i++) {
            int digit = Math.max(LETTERS.indexOf(letters.charAt(i)), CYRILLIC.indexOf(letters.charAt(i)));
            if (digit < 0) {
                return Optional.empty();
            }
            bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
        }
        return Optional.of(new DoorCode(bytes));
    }

    /** As it is shown. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (byte one : bytes) {
            text.append(LETTERS.charAt(one >> 4 & 15)).append(LETTERS.charAt(one & 15));
        }
        return text.toString();
    }
}
