package org.shanyraq.crm.mail;

import java.util.Optional;

/**
 * What readers of mails may do who are no officers: whoever holds the token that came with a mail speaks for its address. A token tells
 * nothing about the address, the mail or the mission.
 */
public interface Unsubscriptions {

    /** @return the language of the mail that the token came with; empty when there is no such token, or none any more */
    Optional<String> languageOf(String token);

    /**
     * Ends mails of the mission to the address that can be unsubscribed from. Doing so again changes nothing.
     *
     * @return the language of the mail that the token came with; empty when there is no such token, or none any more
     */
    Optional<String> unsubscribe(String token);
}
