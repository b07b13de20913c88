package org.shanyraq.crm.mail;

import java.util.Locale;

/** Why an address gets no mails. */
public enum SuppressionReason {
    /** Its reader does not want mails that can be unsubscribed from. Others are sent still. */
    UNSUBSCRIBED,
    /** A server told that mails to it cannot be delivered. */
    BOUNCED,
    /** Its reader called a mail unwanted at their own provider. */
    COMPLAINT,
    /** An officer said so. */
    BY_HAND;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
