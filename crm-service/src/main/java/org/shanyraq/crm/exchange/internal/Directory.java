package org.shanyraq.crm.exchange.internal;

import java.time.Clock;
import java.time.LocalDate;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;

/** The facades of the directory that imports read and write through, as the officer who imports. */
record Directory(
        Access access, Contacts contacts, Mandates mandates, Organisations organisations, Posts posts, Clock clock) {

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
