package org.shanyraq.crm.invitation;

import java.time.Instant;
import java.util.List;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.PersonName;

/**
 * That a guest wants to send somebody in their place, for those who decide on it.
 *
 * @param guest who asks
 * @param details as they were typed; forgotten two weeks after the dialogue
 * @param name the name as a contact would have it
 * @param askedAt when
 * @param own whether whoever decides noted it for the guest, so that another one has to agree
 * @param known contacts who may be that person, likeliest first, at most ten
 */
public record DelegateRequest(
        InvitationView guest,
        DelegateDetails details,
        PersonName name,
        Instant askedAt,
        boolean own,
        List<Known> known) {

    /** A contact who may be the person. */
    public record Known(ContactId contact, String name) {}

    public DelegateRequest {
        known = List.copyOf(known);
    }
}
