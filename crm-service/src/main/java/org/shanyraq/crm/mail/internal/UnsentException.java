package org.shanyraq.crm.mail.internal;

import java.io.IOException;

/** Stops a mail just before the server could take it over. */
class UnsentException extends IOException {

    private final MailQueue.Handing why;

    UnsentException(MailQueue.Handing why) {
        super("not handed over: " + why);
        this.why = why;
    }

    MailQueue.Handing why() {
        return why;
    }
}
