package org.shanyraq.crm.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a mail says.
 *
 * @param subject one line
 * @param text plain, always sent; {@link #UNSUBSCRIBE_LINK} in it stands for the address of the page to unsubscribe at
 * @param html the same with markup, cleaned before it is sent: no pictures, no scripts, no forms, nothing that is fetched from elsewhere;
 *     {@link #UNSUBSCRIBE_LINK} may be the address of a link; null for none
 * @param calendar the event that the mail is about, or null
 * @param sender name in the sender line, instead of the one that all mails have; null: that one
 * @param replyTo where answers go; null: to the sender
 * @param unsubscribable whether its readers may end mails of this sort: such mails carry a way to do so, and are not sent to those who did
 */
public record MailText(
        String subject,
        String text,
        @Nullable String html,
        @Nullable CalendarPart calendar,
        @Nullable String sender,
        @Nullable MailAddress replyTo,
        boolean unsubscribable) {

    /** Stands for the address at which the reader unsubscribes; gone, with the line that holds it, when there is no such address. */
    public static final String UNSUBSCRIBE_LINK = "{unsubscribe-link}";

    /** A mail of text alone. */
    public static MailText plain(String subject, String text) {
        return new MailText(subject, text, null, null, null, null, false);
    }
}
