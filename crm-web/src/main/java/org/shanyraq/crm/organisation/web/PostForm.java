package org.shanyraq.crm.organisation.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.web.TenureForm;

/** What the form of a post holds. Its paths are those of {@link PostDetails}. */
final class PostForm extends TenureForm {

    private PostRole role = PostRole.HEAD;
    private Map<String, String> title = new LinkedHashMap<>();
    private @Nullable Integer seats;
    private long version;

    PostForm() {
        OrganisationForm.LANGUAGES.forEach(language -> title.put(language, ""));
    }

    /** An empty form: most posts have one seat. */
    static PostForm blank() {
        PostForm form = new PostForm();
        form.seats = 1;
        return form;
    }

    static PostForm of(PostDetails details, long version) {
        PostForm form = new PostForm();
        form.role = details.role();
        form.title.putAll(details.title().texts());
        form.seats = details.seats();
        form.tenure(details.validity());
        form.version = version;
        return form;
    }

    PostDetails toDetails(OrganisationId organisation, Tenure validity) {
        return new PostDetails(organisation, role, new LocalizedText(title), seats, validity);
    }

    public PostRole getRole() {
        return role;
    }

    public void setRole(@Nullable PostRole role) {
        if (role != null) {
            this.role = role;
        }
    }

    public Map<String, String> getTitle() {
        return title;
    }

    public void setTitle(Map<String, String> title) {
        this.title = title;
    }

    public @Nullable Integer getSeats() {
        return seats;
    }

    public void setSeats(@Nullable Integer seats) {
        this.seats = seats;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
