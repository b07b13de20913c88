package org.shanyraq.crm.attendance.web;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.attendance.AttendanceId;
import org.shanyraq.crm.attendance.BadgeLayout;
import org.shanyraq.crm.attendance.BadgePart;
import org.shanyraq.crm.invitation.InvitationId;

/** How badges are to look, and of whom they are wanted. */
final class BadgeForm {

    private @Nullable BadgeLayout layout = BadgeLayout.SHEET_OF_TEN;
    private @Nullable Set<BadgePart> part = EnumSet.allOf(BadgePart.class);
    private @Nullable List<InvitationId> guest = List.of();
    private @Nullable List<AttendanceId> walkIn = List.of();

    BadgeLayout layout() {
        return Objects.requireNonNullElse(layout, BadgeLayout.SHEET_OF_TEN);
    }

    Set<BadgePart> parts() {
        return part == null ? Set.of() : EnumSet.copyOf(withoutNull(part));
    }

    private static Set<BadgePart> withoutNull(Set<BadgePart> parts) {
        Set<BadgePart> known = EnumSet.noneOf(BadgePart.class);
        parts.stream().filter(Objects::nonNull).forEach(known::add);
        return known;
    }

    List<InvitationId> guests() {
        return guest == null
                ? List.of()
                : guest.stream().filter(Objects::nonNull).toList();
    }

    List<AttendanceId> walkIns() {
        return walkIn == null
                ? List.of()
                : walkIn.stream().filter(Objects::nonNull).toList();
    }

    public @Nullable BadgeLayout getLayout() {
        return layout;
    }

    public void setLayout(@Nullable BadgeLayout layout) {
        this.layout = layout;
    }

    public @Nullable Set<BadgePart> getPart() {
        return part;
    }

    public void setPart(@Nullable Set<BadgePart> part) {
        this.part = part;
    }

    public @Nullable List<InvitationId> getGuest() {
        return guest;
    }

    public void setGuest(@Nullable List<InvitationId> guest) {
        this.guest = guest;
    }

    public @Nullable List<AttendanceId> getWalkIn() {
        return walkIn;
    }

    public void setWalkIn(@Nullable List<AttendanceId> walkIn) {
        this.walkIn = walkIn;
    }
}
