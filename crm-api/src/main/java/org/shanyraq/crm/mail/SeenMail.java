package org.shanyraq.crm.mail;

/**
 * A mail as an officer saw it who decides.
 *
 * @param version of the mail at that time
 */
public record SeenMail(MailId id, long version) {

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is nothing of the kind
     */
    public static SeenMail of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no mail with its version");
        }
        return new SeenMail(MailId.of(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return id + ":" + version;
    }
}
