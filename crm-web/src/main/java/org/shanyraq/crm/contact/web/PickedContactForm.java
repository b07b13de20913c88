package org.shanyraq.crm.contact.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.modulith.NamedInterface;

/** One contact who is picked by hand. */
@NamedInterface("web")
public final class PickedContactForm {

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
