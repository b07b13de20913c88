package org.shanyraq.crm.exchange.internal;

import java.util.List;
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
        return text(
                violation.key(),
                Violation.inWords(violation.arguments(), key -> text(key, List.of(), language)),
                language);
    }

    private String text(String key, List<Object> arguments, String language) {
        String text = messages.getMessage(key, arguments.toArray(), key, Locale.forLanguageTag(language));
        return text == null ? key : text;
    }
}
