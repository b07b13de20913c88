package org.shanyraq.crm.contact.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.MandateDetails;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.shared.web.TenureForm;

/**
 * What the form of a mandate holds: an existing post, or an organisation with a role and a title that make a new one; and the
 * period as far as it is known.
 */
final class MandateForm extends TenureForm {

    private final Picked post = new Picked();
    private final Picked organisation = new Picked();
    private @Nullable PostRole role;
    private @Nullable String title;
    private @Nullable String note;
    private long version;

    static MandateForm of(MandateDetails details, long version) {
        MandateForm form = new MandateForm();
        form.post.id(details.post().value());
        form.tenure(details.tenure());
        form.note = details.note();
        form.version = version;
        return form;
    }

    MandateDetails details(ContactId contact, PostId held, Tenure tenure) {
        return new MandateDetails(contact, held, tenure, Forms.textOrNull(note));
    }

    /** The existing post, once it is resolved. */
    public Picked post() {
        return post;
    }

    /** The organisation of a new post, once it is resolved. */
    public Picked organisation() {
        return organisation;
    }

    public @Nullable UUID getPost() {
        return post.id();
    }

    public void setPost(@Nullable UUID id) {
        post.id(id);
    }

    public @Nullable String getPostText() {
        return post.text();
    }

    public void setPostText(@Nullable String text) {
        post.text(text);
    }

    public void setPostChoice(@Nullable UUID choice) {
        post.choose(choice);
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

    public void setOrganisationText(@Nullable String text) {
        organisation.text(text);
    }

    public void setOrganisationChoice(@Nullable UUID choice) {
        organisation.choose(choice);
    }

    public @Nullable PostRole getRole() {
        return role;
    }

    public void setRole(@Nullable PostRole role) {
        this.role = role;
    }

    public @Nullable String getTitle() {
        return title;
    }

    public void setTitle(@Nullable String title) {
        this.title = title;
    }

    public @Nullable String getNote() {
        return note;
    }

    public void setNote(@Nullable String note) {
        this.note = note;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
