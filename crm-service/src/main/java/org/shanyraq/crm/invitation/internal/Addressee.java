package org.shanyraq.crm.invitation.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A guest as far as a mail needs it.
 *
 * @param effective who may see that the guest is written to
 * @param languages that the guest speaks, best first
 * @param email null when there is none
 * @param assistant the assistant's, null when there is none or it is the only one
 * @param answerBy until when an answer is awaited; null: until the dialogue begins
 * @param calendarUid null before the first mail
 * @param told what the guest was told last, see {@link Facts}; null before the first mail
 */
record Addressee(
        InvitationId id,
        ContactId contact,
        long version,
        InvitationState state,
        boolean archived,
        Sensitivity effective,
        String displayName,
        @Nullable String nativeName,
        @Nullable String honorific,
        LocalizedText formOfAddress,
        List<String> languages,
        @Nullable String email,
        @Nullable String assistant,
        @Nullable Instant answerBy,
        @Nullable String calendarUid,
        int calendarSequence,
        @Nullable String told) {

    private static final Set<String> CYRILLIC = Set.of("kk", "ru");

    /** The first language of the guest that the mail is written in, else the first of the dialogue, else any. */
    String language(List<String> ofDialogue, Set<String> written) {
        Optional<String> own = first(languages, written);
        return own.or(() -> first(ofDialogue, written))
                .or(() -> first(StandardTexts.LANGUAGES, written))
                .or(() -> written.stream().sorted().findFirst())
                .orElseThrow(() -> new IllegalStateException("a mail in no language"));
    }

    private static Optional<String> first(List<String> wanted, Set<String> written) {
        return wanted.stream()
                .map(tag -> tag.split("-", 2)[0])
                .filter(written::contains)
                .findFirst();
    }

    /** Honorific and name, in Cyrillic letters where the language is written in them and such a name is known. */
    String name(String language) {
        if (nativeName != null && CYRILLIC.contains(language) && isCyrillic(nativeName)) {
            // An honorific is written in the letters of the name, or not at all.
            return honorific != null && isCyrillic(honorific) ? honorific + " " + nativeName : nativeName;
        }
        return honorific == null ? displayName : honorific + " " + displayName;
    }

    private static boolean isCyrillic(String name) {
        return name.codePoints()
                .filter(Character::isLetter)
                .allMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC);
    }

    /** The contact's own form of address in that language, null when there is none. */
    @Nullable
    String ownSalutation(String language) {
        return formOfAddress.texts().get(language);
    }

    /**
     * Why the guest gets no mail; null when there is nothing in the way.
     *
     * @param barred addresses that get none, by their keys
     */
    Recipient.@Nullable Obstacle obstacle(Map<String, Outbox.Bar> barred) {
        Recipient.Obstacle obstacle = obstacle();
        Outbox.Bar bar = obstacle == null
                ? address(false).map(address -> barred.get(address.key())).orElse(null)
                : null;
        if (bar == null) {
            return obstacle;
        }
        return switch (bar) {
            case SUPPRESSED -> Recipient.Obstacle.SUPPRESSED;
            case OUTSIDE -> Recipient.Obstacle.OUTSIDE;
        };
    }

    /** Whether nothing can be sent to the guest, and something to the assistant. */
    boolean isReachedThroughAssistant(Map<String, Outbox.Bar> barred) {
        return !archived
                && obstacle(barred) != null
                && writableAssistant(barred).isPresent();
    }

    private Optional<MailAddress> writableAssistant(Map<String, Outbox.Bar> barred) {
        return address(true).filter(address -> !barred.containsKey(address.key()));
    }

    /**
     * The guest with those addresses alone that can be written to; the assistant's is the only one where nothing can be sent to the guest.
     *
     * @param toAssistants whether the assistant's may be written to
     * @return empty when there are none
     */
    Optional<Addressee> writable(Map<String, Outbox.Bar> barred, boolean toAssistants) {
        String copy = toAssistants
                ? writableAssistant(barred).map(MailAddress::address).orElse(null)
                : null;
        if (obstacle(barred) == null) {
            return Optional.of(with(email, copy));
        }
        return archived || copy == null ? Optional.empty() : Optional.of(with(copy, null));
    }

    private Addressee with(@Nullable String own, @Nullable String ofAssistant) {
        return new Addressee(
                id,
                contact,
                version,
                state,
                archived,
                effective,
                displayName,
                nativeName,
                honorific,
                formOfAddress,
                languages,
                own,
                ofAssistant,
                answerBy,
                calendarUid,
                calendarSequence,
                told);
    }

    /**
     * Where a mail goes that was put in for that address: there, as long as it is the assistant's, which stands in for the guest's own; else to the
     * present one.
     */
    Optional<MailAddress> present(boolean ofAssistant, MailAddress before) {
        Optional<MailAddress> assistants = address(true);
        return !ofAssistant
                        && assistants
                                .filter(address -> address.key().equals(before.key()))
                                .isPresent()
                ? assistants
                : address(ofAssistant);
    }

    private Recipient.@Nullable Obstacle obstacle() {
        if (archived) {
            return Recipient.Obstacle.ARCHIVED;
        }
        if (email == null) {
            return Recipient.Obstacle.NO_ADDRESS;
        }
        return mailAddress(email).isEmpty() ? Recipient.Obstacle.BAD_ADDRESS : null;
    }

    /** Where the mail goes, or its copy; empty when there is no such address or it is none. */
    Optional<MailAddress> address(boolean ofAssistant) {
        String wanted = ofAssistant ? assistant : email;
        return wanted == null ? Optional.empty() : mailAddress(wanted);
    }

    /** Of the guest and of the assistant, those that there are. */
    List<MailAddress> addresses() {
        return Stream.of(address(false), address(true))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<MailAddress> mailAddress(String text) {
        try {
            return Optional.of(new MailAddress(text, displayName));
        } catch (InvalidInputException none) {
            return Optional.empty();
        }
    }
}
