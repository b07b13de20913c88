package org.shanyraq.crm.mail.internal;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.shared.internal.Bytes16;

/**
 * What stands in a Message-ID before the sign at: which mail it is, and a secret that only those know who got it.
 *
 * @param secret 16 bytes
 */
record MessageMark(MailId mail, byte[] secret) {

    private static final Pattern WRITTEN = Pattern.compile("<([0-9a-f]{32})\\.([0-9a-f]{32})@[^<>\\s@]{1,255}>");

    /** The whole Message-ID; the same for each attempt to one address. */
    String messageId(String domain) {
        return '<'
                + HexFormat.of().formatHex(Bytes16.of(mail))
                + '.'
                + HexFormat.of().formatHex(secret)
                + '@'
                + domain
                + '>';
    }

    /** The first one in a text of Message-IDs. */
    static Optional<MessageMark> in(String text) {
        Matcher found = WRITTEN.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        UUID id = Bytes16.uuid(HexFormat.of().parseHex(found.group(1)));
        return Optional.of(new MessageMark(new MailId(id), HexFormat.of().parseHex(found.group(2))));
    }
}
