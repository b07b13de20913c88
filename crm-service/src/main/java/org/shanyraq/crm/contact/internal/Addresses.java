package org.shanyraq.crm.contact.internal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.net.IDN;
import org.jspecify.annotations.Nullable;

/** What a good e-mail address and telephone number look like. Each is told in time linear to its length. */
final class Addresses {

    private static final String LOCAL_SIGNS = "!#$%&'*+/=?^_`{|}~-.";

    private Addresses() {}

    /** A mailbox at a domain with a dot (RFC 5321, without quoted parts and address literals), letters of any script allowed. */
    static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        if (text.length() > 254 || at < 1 || at > 64 || text.indexOf('@') != at) {
            return false;
        }
        String local = text.substring(0, at);
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) {
            return false;
        }
        boolean plain = local.codePoints()
                .allMatch(point -> Character.isLetterOrDigit(point)
                        || Character.getType(point) == Character.NON_SPACING_MARK
                        || LOCAL_SIGNS.indexOf(point) >= 0);
        return plain && isDomain(text.substring(at + 1));
    }

    private static boolean isDomain(String domain) {
        String ascii;
        try {
            ascii = IDN.toASCII(domain);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        String[] labels = ascii.split("\\.", -1);
        if (labels.length < 2 || ascii.length() > 253) {
            return false;
        }
        for (String label : labels) {
            boolean plain = label.chars()
                    .allMatch(sign -> (sign >= 'a' && sign <= 'z')
                            || (sign >= 'A' && sign <= 'Z')
                            || (sign >= '0' && sign <= '9')
                            || sign == '-');
            if (!plain || label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
        }
        String last = labels[labels.length - 1];
        return last.length() > 1 && last.chars().anyMatch(Character::isLetter);
    }

    /**
     * The number in international form (E.164), with its extension after {@code ext.}.
     *
     * @param region where a number without country code is meant
     * @return null when there is no such number
     */
    static @Nullable String phone(String text, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(text, region);
            if (!numbers.isValidNumber(number)) {
                return null;
            }
            String extension = number.hasExtension() ? " ext. " + number.getExtension() : "";
            return numbers.format(number, PhoneNumberFormat.E164) + extension;
        } catch (NumberParseException noNumber) {
            return null;
        }
    }
}
