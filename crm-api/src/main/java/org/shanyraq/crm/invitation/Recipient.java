package org.shanyraq.crm.invitation;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A guest to whom a mail is to go.
 *
 * @param version of the invitation
 * @param name with honorific
 * @param state of the invitation
 * @param language in which the mail will be
 * @param salutation with which it begins
 * @param formOfAddress whether that is the contact's own form of address, rather than the usual one
 * @param address where it goes, null when there is none
 * @param assistant the assistant's address, null when there is none
 * @param answerBy until when an answer is awaited, as this guest was told; null: until the dialogue begins, or when nothing was told yet
 * @param throughAssistant whether it goes to the assistant alone when copies go to assistants, since nothing can be sent to the guest
 * @param obstacle why nothing can be sent to this guest, or null
 */
public record Recipient(
        InvitationId invitation,
        long version,
        String name,
        InvitationState state,
        String language,
        String salutation,
        boolean formOfAddress,
        @Nullable String address,
        @Nullable String assistant,
        @Nullable Instant answerBy,
        boolean throughAssistant,
        @Nullable Obstacle obstacle) {

    /** Why a guest gets no mail. */
    public enum Obstacle {
        /** The contact has no e-mail address. */
        NO_ADDRESS,
        /** The contact's e-mail address is none that mails can be sent to. */
        BAD_ADDRESS,
        /** The contact is archived. */
        ARCHIVED,
        /** No such mails go to that address: its reader unsubscribed from them, mails to it came back, or an officer said so. */
        SUPPRESSED,
        /** The address lies outside the domains that get any mails. */
        OUTSIDE;

        /** The lower-case word used in the API and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
