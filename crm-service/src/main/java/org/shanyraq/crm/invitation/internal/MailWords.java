package org.shanyraq.crm.invitation.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.InvitationState;

/**
 * Words that mails to guests need beside what is in their templates, one file of {@code crm/invitation} for each language of the product; the English
 * ones in mails of other languages.
 */
final class MailWords {

    private final Map<String, Properties> all = new HashMap<>();

    MailWords() {
        for (String language : StandardTexts.LANGUAGES) {
            all.put(language, read("/crm/invitation/words_" + language + ".properties"));
        }
    }

    private static Properties read(String file) {
        try (InputStream content = MailWords.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException(file + " is missing");
            }
            Properties words = new Properties();
            try (Reader reader = new InputStreamReader(content, StandardCharsets.UTF_8)) {
                words.load(reader);
            }
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** How somebody is addressed who has no form of address in that language. */
    String salutation(String language, String name) {
        return word(language, "salutation").replace("{0}", name);
    }

    /** How the reader ends such mails. */
    String unsubscribe(String language, String link) {
        return word(language, "unsubscribe").replace("{0}", link);
    }

    /** Where a dialogue is that is nowhere in particular. */
    String online(String language) {
        return word(language, "online");
    }

    /** What a guest is told of having answered so; empty when that is no answer. */
    Optional<String> answered(InvitationState state, String language) {
        return switch (state) {
            case ACCEPTED, WAITING, TENTATIVE, DECLINED ->
                Optional.of(word(language, "answered." + state.name().toLowerCase(Locale.ROOT)));
            default -> Optional.empty();
        };
    }

    String partOf(AgendaItemKind kind, String language) {
        return word(language, kind.code());
    }

    /** As what somebody speaks. */
    String role(SpeakerRole role, String language) {
        return word(language, "role." + role.code().replace('_', '-'));
    }

    /** Somebody with what they do. */
    String as(String role, String name, String language) {
        return word(language, "as").replace("{0}", role).replace("{1}", name);
    }

    private String word(String language, String key) {
        Properties words = all.get(StandardTexts.ofPage(language));
        String word = words == null ? null : words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("no word " + key + " in " + language);
        }
        return word;
    }
}
