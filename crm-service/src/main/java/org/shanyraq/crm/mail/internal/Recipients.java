package org.shanyraq.crm.mail.internal;

import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.shared.Sha256;

/** Addresses as the tables compare them. */
final class Recipients {

    private Recipients() {}

    /** 32 bytes that are the same for whatever reaches the same mailbox. */
    static byte[] key(MailAddress address) {
        return Sha256.of(address.key());
    }
}
