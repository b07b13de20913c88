package org.shanyraq.crm.question.web;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.format.annotation.DateTimeFormat;

/** Who answers a question later, and until when. */
final class TakeAwayForm {

    private final Picked owner = new Picked();

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate dueOn;

    private long version;

    public Picked owner() {
        return owner;
    }

    public @Nullable UUID getOwner() {
        return owner.id();
    }

    public void setOwner(@Nullable UUID id) {
        owner.id(id);
    }

    public @Nullable String getOwnerText() {
        return owner.text();
    }

    public void setOwnerText(@Nullable String text) {
        owner.text(text);
    }

    public @Nullable UUID getOwnerChoice() {
        return null;
    }

    public void setOwnerChoice(@Nullable UUID choice) {
        owner.choose(choice);
    }

    public @Nullable LocalDate getDueOn() {
        return dueOn;
    }

    public void setDueOn(@Nullable LocalDate dueOn) {
        this.dueOn = dueOn;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
