package org.shanyraq.crm.attendance.web;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.attendance.WalkIn;
import org.shanyraq.crm.organisation.Circle;

/** Somebody who is not on the list, as typed at the door. */
final class WalkInForm {

    private @Nullable UUID entry = UUID.randomUUID();
    private @Nullable String name;
    private @Nullable String organisation;
    private @Nullable Circle circle;

    WalkIn walkIn() {
        return new WalkIn(
                Objects.requireNonNullElseGet(entry, UUID::randomUUID),
                Objects.requireNonNullElse(name, ""),
                organisation,
                circle);
    }

    public @Nullable UUID getEntry() {
        return entry;
    }

    public void setEntry(@Nullable UUID entry) {
        this.entry = entry;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getOrganisation() {
        return organisation;
    }

    public void setOrganisation(@Nullable String organisation) {
        this.organisation = organisation;
    }

    public @Nullable Circle getCircle() {
        return circle;
    }

    public void setCircle(@Nullable Circle circle) {
        this.circle = circle;
    }
}
