package org.shanyraq.crm.invitation;

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
        @Nullable Obstacle obstacle) {

    /** Why a guest gets no mail. */
    public enum Obstacle {
        /** The contact has no e-mail address. */
        NO_ADDRESS,
        /** The contact's e-mail address is none that mails can be sent to. */
        BAD_ADDRESS,
        /** The contact is archived. */
        ARCHIVED,
        /** No mails go to that address: its reader unsubscribed, mails to it came back, or an officer said so. */
        SUPPRESSED;

        /** The lower-case word used in the API and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
