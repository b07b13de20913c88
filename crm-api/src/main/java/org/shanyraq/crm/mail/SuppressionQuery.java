package org.shanyraq.crm.mail;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.InvalidInputException;

/**
 * Which suppressions are wanted; null leaves a criterion out.
 *
 * @param text stands in the address, at most 100 characters
 */
public record SuppressionQuery(
        @Nullable SuppressionReason reason, @Nullable String text) {

    public static final SuppressionQuery ALL = new SuppressionQuery(null, null);

    private static final int MOST_TEXT = 100;

    public SuppressionQuery {
        text = text == null || text.isBlank() ? null : text.strip();
        if (text != null && text.length() > MOST_TEXT) {
            throw InvalidInputException.of("text", "crm.mail.error.text", MOST_TEXT);
        }
    }
}
