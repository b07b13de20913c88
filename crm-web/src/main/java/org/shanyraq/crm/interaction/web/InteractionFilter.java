package org.shanyraq.crm.interaction.web;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.ListFilter;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.format.annotation.DateTimeFormat;

/** The filter of the list of interactions as it stands in the address of the page, so that a list can be bookmarked and sent. */
final class InteractionFilter extends ListFilter {

    private @Nullable String text;
    private @Nullable InteractionKind kind;
    private @Nullable InteractionState state;
    private @Nullable UUID topic;
    private final Picked contact = new Picked();
    private @Nullable UUID post;
    private final Picked within = new Picked();
    private @Nullable UUID officer;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate from;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate until;

    private Archived archived = Archived.WITHOUT;

    InteractionQuery toQuery() {
        return new InteractionQuery(
                text,
                kind,
                state,
                topic == null ? null : new TopicId(topic),
                contact.id() == null ? null : new ContactId(contact.id()),
                post == null ? null : new PostId(post),
                within.id() == null ? null : new OrganisationId(within.id()),
                officer == null ? null : new OfficerId(officer),
                from,
                until,
                archived);
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "text", text);
        put(set, "kind", kind);
        put(set, "state", state);
        put(set, "topic", topic);
        put(set, "contact", contact.id());
        put(set, "post", post);
        put(set, "within", within.id());
        put(set, "officer", officer);
        put(set, "from", from);
        put(set, "until", until);
        put(set, "archived", archived == Archived.WITHOUT ? null : archived);
    }

    /** Always latest first. */
    @Override
    protected @Nullable String order() {
        return null;
    }

    @Override
    public boolean isDescending() {
        return false;
    }

    /** The contact, once it is resolved. */
    public Picked contact() {
        return contact;
    }

    /** The organisation, once it is resolved. */
    public Picked within() {
        return within;
    }

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = Forms.textOrNull(text);
    }

    public @Nullable InteractionKind getKind() {
        return kind;
    }

    public void setKind(@Nullable InteractionKind kind) {
        this.kind = kind;
    }

    public @Nullable InteractionState getState() {
        return state;
    }

    public void setState(@Nullable InteractionState state) {
        this.state = state;
    }

    public @Nullable UUID getTopic() {
        return topic;
    }

    public void setTopic(@Nullable UUID topic) {
        this.topic = topic;
    }

    public @Nullable UUID getPost() {
        return post;
    }

    public void setPost(@Nullable UUID post) {
        this.post = post;
    }

    public @Nullable UUID getOfficer() {
        return officer;
    }

    public void setOfficer(@Nullable UUID officer) {
        this.officer = officer;
    }

    public @Nullable LocalDate getFrom() {
        return from;
    }

    public void setFrom(@Nullable LocalDate from) {
        this.from = from;
    }

    public @Nullable LocalDate getUntil() {
        return until;
    }

    public void setUntil(@Nullable LocalDate until) {
        this.until = until;
    }

    public Archived getArchived() {
        return archived;
    }

    public void setArchived(@Nullable Archived archived) {
        if (archived != null) {
            this.archived = archived;
        }
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

    public @Nullable UUID getWithin() {
        return within.id();
    }

    public void setWithin(@Nullable UUID id) {
        within.id(id);
    }

    public @Nullable String getWithinText() {
        return within.text();
    }

    public void setWithinText(@Nullable String text) {
        within.text(text);
    }

    public void setWithinChoice(@Nullable UUID choice) {
        within.choose(choice);
    }
}
