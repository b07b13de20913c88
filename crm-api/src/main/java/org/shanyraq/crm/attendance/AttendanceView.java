package org.shanyraq.crm.attendance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One arrival. It stands beside the answer to the invitation and changes nothing of it.
 *
 * @param invitation null for a walk-in; one who turns out to be a guest of the list is none any more
 * @param position 0 for the guest, from 1 for those who accompany the guest
 * @param contact who it is; null for a walk-in who is not linked to a contact
 * @param name of the contact, as it was typed at the door, or as the guest gave it who brought them; of one without a name that of the guest with the
 *     position
 * @param nativeName the name in the person's own script when it differs
 * @param typedName as it was typed at the door of somebody who was noted as a walk-in, also of one who is known by now; null for all others
 * @param organisationNames of the organisation for which the guest was on the list, or the contact of a walk-in stood when it was linked;
 *     empty when there is none
 * @param acronym of that organisation, or null
 * @param typedOrganisation as it was typed at the door, or by the guest who brought them, or null
 * @param circle of that organisation, or as it was chosen at the door
 * @param answer how far the invitation was when the guest came, or when it became known that it was a guest who came; null for a walk-in
 * @param cameAt when it was noted, which for a correction is later than the guest came
 * @param cameBy name of the officer who noted it
 * @param undoneAt since when it does not count any more, or null
 * @param undoneBy name of the officer who took it back, or null
 */
public record AttendanceView(
        AttendanceId id,
        DialogueId dialogue,
        long version,
        @Nullable InvitationId invitation,
        int position,
        @Nullable ContactId contact,
        String name,
        @Nullable String nativeName,
        @Nullable String typedName,
        LocalizedText organisationNames,
        @Nullable String acronym,
        @Nullable String typedOrganisation,
        @Nullable Circle circle,
        @Nullable InvitationState answer,
        Instant cameAt,
        String cameBy,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy) {}
