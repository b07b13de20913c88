package org.shanyraq.crm.invitation;

import java.util.Locale;
import java.util.Set;
import org.shanyraq.crm.mail.MailState;

/** What became of a mail to a guest, as far as it matters to whoever wants the guest to have it. */
public enum MailOutcome {
    /** It waits, or is being sent. */
    WAITING(MailState.WAITING, MailState.SENDING),
    /** A mail server took it over, and nothing else is known. */
    SENT(MailState.SENT),
    /** It did not arrive, or may not have: refused, returned, not sent to that address, or uncertain. */
    UNREACHED(MailState.FAILED, MailState.BOUNCED, MailState.SUPPRESSED, MailState.UNCERTAIN),
    /** It was taken back, or nobody needed it any more. */
    WITHDRAWN(MailState.WITHDRAWN);

    private final Set<MailState> states;

    MailOutcome(MailState... states) {
        this.states = Set.of(states);
    }

    public Set<MailState> states() {
        return states;
    }

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
