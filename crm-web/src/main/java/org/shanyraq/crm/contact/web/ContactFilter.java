package org.shanyraq.crm.contact.web;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.ListFilter;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.format.annotation.DateTimeFormat;

/** The filter of the list of contacts as it stands in the address of the page, so that a list can be bookmarked and sent. */
final class ContactFilter extends ListFilter {

    private @Nullable String text;
    private final Picked organisation = new Picked();
    private @Nullable PostRole role;
    private @Nullable Circle circle;
    private @Nullable String country;
    private @Nullable String language;
    private @Nullable String orLanguage;
    private @Nullable Integer notInvitedDays;
    private @Nullable Integer noContactDays;
    private final Picked segment = new Picked();
    private @Nullable Sensitivity sensitivity;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate asOf;

    private Archived archived = Archived.WITHOUT;
    private ContactQuery.Sort sort = ContactQuery.Sort.NAME;
    private boolean descending;

    /** The filter of the list that this query gives. */
    static ContactFilter of(ContactQuery query) {
        ContactFilter filter = new ContactFilter();
        filter.text = query.text();
        filter.organisation.id(
                query.organisation() == null ? null : query.organisation().value());
        filter.role = query.role();
        filter.circle = query.circle();
        filter.country = query.country();
        filter.language = query.language();
        filter.orLanguage = query.orLanguage();
        filter.notInvitedDays = query.notInvitedDays();
        filter.noContactDays = query.noContactDays();
        filter.segment.id(query.segment() == null ? null : query.segment().value());
        filter.sensitivity = query.sensitivity();
        filter.asOf = query.asOf();
        filter.archived = query.archived();
        filter.sort = query.sort();
        filter.descending = query.descending();
        return filter;
    }

    ContactQuery toQuery() {
        return new ContactQuery(
                text,
                organisation.id() == null ? null : new OrganisationId(organisation.id()),
                role,
                circle,
                Forms.textOrNull(country),
                Forms.textOrNull(language),
                Forms.textOrNull(orLanguage),
                notInvitedDays,
                noContactDays,
                segment.id() == null ? null : new SegmentId(segment.id()),
                sensitivity,
                asOf,
                archived,
                sort,
                descending);
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "text", text);
        put(set, "organisation", organisation.id());
        put(set, "role", role);
        put(set, "circle", circle);
        put(set, "country", country);
        put(set, "language", language);
        put(set, "orLanguage", orLanguage);
        put(set, "notInvitedDays", notInvitedDays);
        put(set, "noContactDays", noContactDays);
        put(set, "segment", segment.id());
        put(set, "sensitivity", sensitivity);
        put(set, "asOf", asOf);
        put(set, "archived", archived == Archived.WITHOUT ? null : archived);
    }

    @Override
    protected @Nullable String order() {
        return sort == ContactQuery.Sort.NAME ? null : sort.name();
    }

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = Forms.textOrNull(text);
    }

    /** The organisation, once it is resolved. */
    public Picked organisation() {
        return organisation;
    }

    public @Nullable UUID getOrganisation() {
        return organisation.id();
    }

    public void setOrganisation(@Nullable UUID organisation) {
        this.organisation.id(organisation);
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

    public @Nullable Circle getCircle() {
        return circle;
    }

    public void setCircle(@Nullable Circle circle) {
        this.circle = circle;
    }

    public @Nullable String getCountry() {
        return country;
    }

    public void setCountry(@Nullable String country) {
        this.country = Forms.textOrNull(country);
    }

    public @Nullable String getLanguage() {
        return language;
    }

    public void setLanguage(@Nullable String language) {
        this.language = Forms.textOrNull(language);
    }

    public @Nullable String getOrLanguage() {
        return orLanguage;
    }

    public void setOrLanguage(@Nullable String orLanguage) {
        this.orLanguage = Forms.textOrNull(orLanguage);
    }

    public @Nullable Integer getNotInvitedDays() {
        return notInvitedDays;
    }

    /** @throws IllegalArgumentException when nobody asks so */
    public void setNotInvitedDays(@Nullable Integer notInvitedDays) {
        if (notInvitedDays != null && (notInvitedDays < 1 || notInvitedDays > ContactQuery.MOST_DAYS)) {
            throw new IllegalArgumentException("not from 1 to " + ContactQuery.MOST_DAYS);
        }
        this.notInvitedDays = notInvitedDays;
    }

    public @Nullable Integer getNoContactDays() {
        return noContactDays;
    }

    /** @throws IllegalArgumentException when nobody asks so */
    public void setNoContactDays(@Nullable Integer noContactDays) {
        if (noContactDays != null && (noContactDays < 1 || noContactDays > ContactQuery.MOST_DAYS)) {
            throw new IllegalArgumentException("not from 1 to " + ContactQuery.MOST_DAYS);
        }
        this.noContactDays = noContactDays;
    }

    /** The tag or list, once it is resolved. */
    public Picked segment() {
        return segment;
    }

    public @Nullable UUID getSegment() {
        return segment.id();
    }

    public void setSegment(@Nullable UUID segment) {
        this.segment.id(segment);
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

    public @Nullable Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(@Nullable Sensitivity sensitivity) {
        this.sensitivity = sensitivity;
    }

    public @Nullable LocalDate getAsOf() {
        return asOf;
    }

    public void setAsOf(@Nullable LocalDate asOf) {
        this.asOf = asOf;
    }

    public Archived getArchived() {
        return archived;
    }

    public void setArchived(@Nullable Archived archived) {
        this.archived = archived == null ? Archived.WITHOUT : archived;
    }

    public ContactQuery.Sort getSort() {
        return sort;
    }

    public void setSort(ContactQuery.@Nullable Sort sort) {
        this.sort = sort == null ? ContactQuery.Sort.NAME : sort;
    }

    @Override
    public boolean isDescending() {
        return descending;
    }

    public void setDescending(boolean descending) {
        this.descending = descending;
    }
}
