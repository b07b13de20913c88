package org.shanyraq.crm.invitation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;

/**
 * What a guest wrote with the answer, for those who organise the dialogue.
 *
 * @param name of the guest
 * @param note to the host, or null
 * @param diet what the guest eats or does not, or null
 * @param access what the guest needs to take part, or null
 * @param answeredAt when the guest answered last
 */
public record GuestNeed(
        InvitationId invitation,
        ContactId contact,
        String name,
        InvitationState state,
        @Nullable String note,
        @Nullable String diet,
        @Nullable String access,
        Instant answeredAt) {}
