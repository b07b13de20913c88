package org.shanyraq.crm.mail;

import java.net.IDN;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;

/**
 * One mailbox that a mail can be sent to by any server (RFC 5321, without quoted parts and address literals).
 *
 * @param address at most {@value #MOST_CHARACTERS} characters, all ASCII: a domain in another script is turned into its ASCII form, while
 *     letters of another script before the sign at cannot be sent to, since not every server on the way can do so
 * @param name of whoever reads it, at most {@value #MOST_NAME} characters, without control characters; null for none
 */
public record MailAddress(String address, @Nullable String name) {

    public static final int MOST_CHARACTERS = 254;
    public static final int MOST_NAME = 200;

    private static final int MOST_BEFORE_AT = 64;
    private static final int MOST_OF_LABEL = 63;
    private static final int FIRST_BEYOND_ASCII = 128;
    private static final String LOCAL_SIGNS = "!#$%&'*+/=?^_`{|}~-.";

    /** @throws InvalidInputException of the field {@code address} or {@code name} */
    public MailAddress {
        address = asciiOf(address);
        name = name == null || name.isBlank() ? null : name.strip();
        if (name != null && (name.length() > MOST_NAME || !name.codePoints().allMatch(MailAddress::isWritten))) {
            throw InvalidInputException.of("name", "crm.mail.error.name", MOST_NAME);
        }
    }

    /** An address whose reader is not named. */
    public static MailAddress of(String address) {
        return new MailAddress(address, null);
    }

    /** By what addresses are compared: lower case, since no mailbox of today tells cases apart. */
    public String key() {
        return address.toLowerCase(Locale.ROOT);
    }

    /** What stands after the sign at, in lower case. */
    public String domain() {
        return key().substring(address.indexOf('@') + 1);
    }

    private static String asciiOf(String text) {
        String plain = text.strip();
        int at = plain.lastIndexOf('@');
        if (at < 1 || plain.indexOf('@') != at || !plain.codePoints().allMatch(MailAddress::isWritten)) {
            throw malformed();
        }
        String local = plain.substring(0, at);
        if (local.codePoints().anyMatch(point -> point >= FIRST_BEYOND_ASCII)) {
            throw InvalidInputException.of("address", "crm.mail.error.address-script");
        }
        boolean good = local.length() <= MOST_BEFORE_AT
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.chars().allMatch(sign -> isAlphanumeric(sign) || LOCAL_SIGNS.indexOf(sign) >= 0);
        if (!good) {
            throw malformed();
        }
        String whole = local + '@' + domainOf(plain.substring(at + 1));
        if (whole.length() > MOST_CHARACTERS) {
            throw malformed();
        }
        return whole;
    }

    private static String domainOf(String text) {
        String domain;
        try {
            domain = IDN.toASCII(text);
        } catch (IllegalArgumentException malformed) {
            throw malformed();
        }
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            boolean good = !label.isEmpty()
                    && label.length() <= MOST_OF_LABEL
                    && !label.startsWith("-")
                    && !label.endsWith("-")
                    && label.chars().allMatch(sign -> isAlphanumeric(sign) || sign == '-');
            if (!good) {
                throw malformed();
            }
        }
        String last = labels[labels.length - 1];
        if (labels.length < 2 || last.length() < 2 || last.chars().allMatch(Character::isDigit)) {
            throw malformed();
        }
        return domain;
    }

    private static InvalidInputException malformed() {
        return InvalidInputException.of("address", "crm.mail.error.address");
    }

    private static boolean isAlphanumeric(int sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9');
    }

    /** No control character, no separator of lines, nothing that turns the direction of what follows. */
    private static boolean isWritten(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
