package org.shanyraq.crm.mail;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;

/**
 * Which mails are wanted; null leaves a criterion out.
 *
 * @param text the address of the recipient, or a part of it or of the name, at most 100 characters; a part is looked for among the latest
 *     {@value #MOST_SEARCHED} mails of the officer's missions alone
 */
public record MailQuery(
        @Nullable MailState state,
        @Nullable String kind,
        @Nullable String text,
        @Nullable UUID subject) {

    public static final MailQuery ALL = new MailQuery(null, null, null, null);

    /** So many of the latest mails are searched for a part of a name or address. */
    public static final int MOST_SEARCHED = 20_000;

    private static final int MOST_TEXT = 100;

    public MailQuery {
        kind = kind == null || kind.isBlank() ? null : kind.strip();
        text = text == null || text.isBlank() ? null : text.strip();
        if (text != null && text.length() > MOST_TEXT) {
            throw InvalidInputException.of("text", "crm.mail.error.text", MOST_TEXT);
        }
    }

    public MailQuery in(@Nullable MailState wanted) {
        return new MailQuery(wanted, kind, text, subject);
    }
}
