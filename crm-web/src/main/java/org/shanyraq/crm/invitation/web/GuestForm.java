package org.shanyraq.crm.invitation.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Picked;

/** One contact who is proposed by hand. */
final class GuestForm {

    private final Picked contact = new Picked();

    public Picked contact() {
        return contact;
    }

    public @Nullable UUID getContact() {
        return contact.id();
    }

    public void setContact(@Nullable UUID id) {
        contact.id(id);
    }

    public @Nullable String getContactText() {
        return contact.text();
    }

    public void setContactText(@Nullable String text) {
        contact.text(text);
    }

    public void setContactChoice(@Nullable UUID choice) {
        contact.choose(choice);
    }
}
