package org.shanyraq.crm.attendance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * Somebody as the door knows them: a guest of the list, come or not, or a walk-in who came.
 *
 * @param invitation null for a walk-in
 * @param nativeName the name in the person's own script when it differs
 * @param organisation its names; empty when there is none
 * @param acronym of the organisation, or what was typed of it at the door
 * @param state how far the invitation is now; null for a walk-in
 * @param came the arrival, or null
 * @param companions whom the guest brings, as the guest said; empty for one of these, and for a walk-in
 */
public record DoorGuest(
        @Nullable InvitationId invitation,
        String name,
        @Nullable String nativeName,
        LocalizedText organisation,
        @Nullable String acronym,
        @Nullable Circle circle,
        @Nullable InvitationState state,
        @Nullable AttendanceView came,
        List<DoorCompanion> companions) {

    public DoorGuest {
        companions = List.copyOf(companions);
    }
}
