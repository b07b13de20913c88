package org.shanyraq.crm.mail;

import java.util.Locale;

/** What became of a mail. The owner is told when one comes into a state that is an end, and again if it comes into another such state. */
public enum MailState {
    /** To be sent, at once or later, for the first time or again. */
    WAITING(false),
    /** An instance is at it. */
    SENDING(false),
    /** The server of ours took it over, or an officer said that it arrived. A notice that it did not may still follow. */
    SENT(true),
    /**
     * The connection or the instance broke off at the very moment at which the server may have taken it over. It is not sent again by itself,
     * since it might arrive twice: an officer decides. An end only until then.
     */
    UNCERTAIN(true),
    /** It was refused, could not be written, or found no open door for days. Not sent again unless an officer wants it. */
    FAILED(true),
    /** It was sent, and a server told that it cannot be delivered. Not sent again unless an officer wants it. */
    BOUNCED(true),
    /** It was not sent, since its address is among those that get no mails, or outside the domains that get any. */
    SUPPRESSED(true),
    /** It was not sent, since its owner did not want it any more, or an officer gave it up. Final. */
    WITHDRAWN(true);

    private final boolean end;

    MailState(boolean end) {
        this.end = end;
    }

    /** Whether nothing happens any more by itself, but for a notice that comes back. */
    public boolean isEnd() {
        return end;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
