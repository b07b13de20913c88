package org.shanyraq.crm.invitation;

import java.util.List;

/**
 * The guests to whom a mail of one kind can go now.
 *
 * @param recipients by name, at most {@link Invitations#MOST_AT_ONCE}; among them those to whom nothing can be sent, with the reason
 * @param more whether there are more
 * @param mark tells this set of guests from any other, for {@link Sendings#send}
 * @param unaddressed those of them who can only be invited otherwise
 */
public record RecipientList(List<Recipient> recipients, boolean more, String mark, Unaddressed unaddressed) {

    /**
     * Guests who are approved and have no address that mails can be sent to, nor an assistant who has.
     *
     * @param mark tells this set of guests from any other, for {@link Sendings#inviteOtherwise(org.shanyraq.crm.dialogue.DialogueId, String)}
     */
    public record Unaddressed(int guests, String mark) {}

    public RecipientList {
        recipients = List.copyOf(recipients);
    }

    /** Whether anybody can be written to. */
    public boolean sendable() {
        return recipients.stream().anyMatch(recipient -> recipient.obstacle() == null || recipient.throughAssistant());
    }

    /** How many get a mail. */
    public long reachable() {
        return recipients.stream()
                .filter(recipient -> recipient.obstacle() == null)
                .count();
    }
}
