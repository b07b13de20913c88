package org.shanyraq.crm.exchange.internal;

import java.util.Locale;
import org.shanyraq.crm.shared.Violation;
import org.springframework.context.MessageSource;

/** What is wrong, in words. The texts are those of the application; where it has none, the key is told. */
final class ErrorTexts {

    private final MessageSource messages;

    ErrorTexts(MessageSource messages) {
        this.messages = messages;
    }

    String text(Violation violation, String language) {
        String text = messages.getMessage(
                violation.key(), violation.arguments().toArray(), violation.key(), Locale.forLanguageTag(language));
        return text == null ? violation.key() : text;
    }
}
