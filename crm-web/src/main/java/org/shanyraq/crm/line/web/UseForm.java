package org.shanyraq.crm.line.web;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.UsedLine;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.format.annotation.DateTimeFormat;

/** On whom, when and where a line was used. It is noted once, however often the form is sent. */
final class UseForm {

    private int edition;
    private String language = "";
    private final Picked contact = new Picked();
    private final Picked during = new Picked();

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME)
    private @Nullable LocalDateTime at;

    private @Nullable UUID once;

    /** What is noted, once contact and dialogue were found; without a time it is now. */
    UsedLine toUse(LineId line, ZoneId zone) {
        UUID person = contact.id();
        UUID dialogue = during.id();
        return new UsedLine(
                line,
                edition,
                language,
                person == null ? null : new ContactId(person),
                dialogue == null ? null : new RecordRef("dialogue", dialogue),
                at == null ? null : at.atZone(zone).toInstant(),
                once);
    }

    public Picked contact() {
        return contact;
    }

    public Picked during() {
        return during;
    }

    public int getEdition() {
        return edition;
    }

    public void setEdition(int edition) {
        this.edition = edition;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
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

    public @Nullable UUID getDuring() {
        return during.id();
    }

    public void setDuring(@Nullable UUID id) {
        during.id(id);
    }

    public @Nullable String getDuringText() {
        return during.text();
    }

    public void setDuringText(@Nullable String text) {
        during.text(text);
    }

    public void setDuringChoice(@Nullable UUID choice) {
        during.choose(choice);
    }

    public @Nullable LocalDateTime getAt() {
        return at;
    }

    public void setAt(@Nullable LocalDateTime at) {
        this.at = at;
    }

    public @Nullable UUID getOnce() {
        return once;
    }

    public void setOnce(@Nullable UUID once) {
        this.once = once;
    }
}
