package org.shanyraq.crm.mail.internal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from what a server said for good whether there is no such address, so that nothing is to be sent there again. It is the same whether the
 * server said so at once or by a notice. A full mailbox, a mail that is too large or unwelcome and a server that nobody reached for days are no faults
 * of the address.
 */
final class NoAddress {

    private static final Pattern STATUS = Pattern.compile("\\b5\\.\\d{1,3}\\.\\d{1,3}\\b");

    /** Says that something is wrong, and not what. */
    private static final String SAYS_NOTHING = "5.0.0";

    /** Status codes that speak of the recipient's address (RFC 3463), without those that speak of the sender's. */
    private static final Pattern OF_ADDRESS = Pattern.compile("5\\.1\\.(0|1|2|3|4|6|9|10)");

    /** What servers say that give no such code. */
    private static final Pattern UNKNOWN = Pattern.compile("(user|recipient|mailbox|address|account)s? (is )?"
            + "(unknown|not found|invalid|does not exist|doesn't exist|unavailable|not available)"
            + "|(unknown|no such|invalid|nonexistent) (local )?(user|recipient|mailbox|address|account)");

    private NoAddress() {}

    /** @param said with the status code, if there is one; the first that says anything counts, and words where there is none */
    static boolean isSaid(String said) {
        Matcher status = STATUS.matcher(said);
        while (status.find()) {
            if (!status.group().equals(SAYS_NOTHING)) {
                return OF_ADDRESS.matcher(status.group()).matches();
            }
        }
        return UNKNOWN.matcher(words(said)).find();
    }

    /** In lower case, without the address that is refused, which is no word of the refusal. */
    static String words(String said) {
        return said.toLowerCase(Locale.ROOT).replaceAll("\\S*@\\S*", "");
    }
}
