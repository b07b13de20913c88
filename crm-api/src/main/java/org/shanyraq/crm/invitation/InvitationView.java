package org.shanyraq.crm.invitation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.dialogue.DialogueId;

/**
 * The invitation of one contact to one dialogue.
 *
 * @param contactName Latin name, else the first one
 * @param nativeName the name in the person's own script when it differs
 * @param contactArchived whether the contact is out of lists by now
 * @param standing the post in which the contact was put on the list last, as it was then but for the name of the organisation; null when
 *     there was none
 * @param proposedBy name of the officer who proposed the guest last
 * @param own whether the acting officer did so
 * @param decidedBy name of the officer who approved, returned or removed the guest, or null
 * @param reason why the guest was returned, or null
 * @param remark what was said with it, or null
 * @param guestClass how much the host wants the guest to come
 * @param offeredUntil until when an offered seat is kept; null when none is offered
 * @param companions how many people the guest brings, or wants to bring
 * @param companionsAllowed how many the guest may bring; null: as many as the terms say
 * @param delegate whether the guest comes in the place of another one
 * @param principal name of that one, when the officer may see it
 * @param effective who may see it: those who may see both dialogue and contact
 */
public record InvitationView(
        InvitationId id,
        DialogueId dialogue,
        long version,
        ContactId contact,
        String contactName,
        @Nullable String nativeName,
        @Nullable String honorific,
        boolean contactArchived,
        ContactSummary.@Nullable Principal standing,
        InvitationState state,
        String proposedBy,
        Instant proposedAt,
        boolean own,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable ReturnReason reason,
        @Nullable String remark,
        GuestClass guestClass,
        @Nullable Instant offeredUntil,
        int companions,
        @Nullable Integer companionsAllowed,
        boolean delegate,
        @Nullable String principal,
        Sensitivity effective) {}
