package org.shanyraq.crm.invitation;

/**
 * A mail to a guest as it will be read, with a link that opens nothing.
 *
 * @param to name and address
 * @param language in which it is
 */
public record MailPreview(String to, String language, String subject, String text) {}
