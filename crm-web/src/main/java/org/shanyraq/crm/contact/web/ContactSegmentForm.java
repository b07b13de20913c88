package org.shanyraq.crm.contact.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Picked;

/** The tag or list that a contact is to be put into. */
final class ContactSegmentForm {

    private final Picked segment = new Picked();
    private boolean create;

    /** As it was picked. */
    public Picked segment() {
        return segment;
    }

    public @Nullable UUID getSegment() {
        return segment.id();
    }

    public void setSegment(@Nullable UUID id) {
        segment.id(id);
    }

    public @Nullable String getSegmentText() {
        return segment.text();
    }

    public void setSegmentText(@Nullable String text) {
        segment.text(text);
    }

    public void setSegmentChoice(@Nullable UUID choice) {
        segment.choose(choice);
    }

    /** Whether a tag of that name is to be made when there is none. */
    public boolean isCreate() {
        return create;
    }

    public void setCreate(boolean create) {
        this.create = create;
    }
}
