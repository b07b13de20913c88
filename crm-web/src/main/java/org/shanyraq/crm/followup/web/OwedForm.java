package org.shanyraq.crm.followup.web;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.format.annotation.DateTimeFormat;

/** What the forms of follow-ups and commitments have in common. */
abstract class OwedForm {

    private final Picked contact = new Picked();
    private final Picked organisation = new Picked();
    private String text = "";

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate dueOn;

    private Sensitivity sensitivity = Sensitivity.INTERNAL;
    private long version;

    /** The person, once it is resolved. */
    public Picked contact() {
        return contact;
    }

    /** The organisation, once it is resolved. */
    public Picked organisation() {
        return organisation;
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = text == null ? "" : text;
    }

    public @Nullable LocalDate getDueOn() {
        return dueOn;
    }

    public void setDueOn(@Nullable LocalDate dueOn) {
        this.dueOn = dueOn;
    }

    public Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(Sensitivity sensitivity) {
        this.sensitivity = sensitivity;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
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

    public void setContactText(@Nullable String typed) {
        contact.text(typed);
    }

    public void setContactChoice(@Nullable UUID choice) {
        contact.choose(choice);
    }

    public @Nullable UUID getOrganisation() {
        return organisation.id();
    }

    public void setOrganisation(@Nullable UUID id) {
        organisation.id(id);
    }

    public @Nullable String getOrganisationText() {
        return organisation.text();
    }

    public void setOrganisationText(@Nullable String typed) {
        organisation.text(typed);
    }

    public void setOrganisationChoice(@Nullable UUID choice) {
        organisation.choose(choice);
    }
}
