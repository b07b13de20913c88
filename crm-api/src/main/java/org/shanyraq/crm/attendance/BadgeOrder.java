package org.shanyraq.crm.attendance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.PostRole;

/**
 * Which badges are wanted, and how they look.
 *
 * @param guests of whom; when both this and {@code walkIns} are empty, of all who said that they come
 * @param walkIns arrivals of those who were not on the list
 * @param language in which names of organisations, posts and the theme are shown, as far as they are known in it
 * @param circles names of circles in that language
 * @param roles names of roles in that language, for posts without a title
 */
public record BadgeOrder(
        BadgeLayout layout,
        Set<BadgePart> parts,
        List<InvitationId> guests,
        List<AttendanceId> walkIns,
        String language,
        Map<Circle, String> circles,
        Map<PostRole, String> roles) {

    public BadgeOrder {
        parts = Set.copyOf(parts);
        guests = List.copyOf(guests);
        walkIns = List.copyOf(walkIns);
        circles = Map.copyOf(circles);
        roles = Map.copyOf(roles);
    }

    /** Whether badges of all are wanted who said that they come. */
    public boolean ofAll() {
        return guests.isEmpty() && walkIns.isEmpty();
    }
}
