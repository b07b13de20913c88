package org.shanyraq.crm.organisation.web;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.ListFilter;
import org.shanyraq.crm.shared.web.Picked;

/** The filter of the list of organisations as it stands in the address of the page, so that a list can be bookmarked and sent. */
final class OrganisationFilter extends ListFilter {

    private @Nullable String text;
    private final Picked within = new Picked();
    private @Nullable OrganisationKind kind;
    private @Nullable Circle circle;
    private @Nullable String country;
    private Archived archived = Archived.WITHOUT;
    private OrganisationQuery.Sort sort = OrganisationQuery.Sort.NAME;
    private boolean descending;

    OrganisationQuery toQuery(String language) {
        UUID top = within.id();
        return new OrganisationQuery(
                text,
                kind == null ? Set.of() : Set.of(kind),
                circle,
                Forms.textOrNull(country),
                top == null ? null : new OrganisationId(top),
                archived,
                sort,
                descending,
                language);
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "text", text);
        put(set, "within", within.id());
        put(set, "kind", kind);
        put(set, "circle", circle);
        put(set, "country", country);
        put(set, "archived", archived == Archived.WITHOUT ? null : archived);
    }

    @Override
    protected @Nullable String order() {
        return sort == OrganisationQuery.Sort.NAME ? null : sort.name();
    }

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = Forms.textOrNull(text);
    }

    /** The organisation at the top, once it is resolved. */
    public Picked within() {
        return within;
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

    public @Nullable OrganisationKind getKind() {
        return kind;
    }

    public void setKind(@Nullable OrganisationKind kind) {
        this.kind = kind;
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

    public Archived getArchived() {
        return archived;
    }

    public void setArchived(@Nullable Archived archived) {
        this.archived = archived == null ? Archived.WITHOUT : archived;
    }

    public OrganisationQuery.Sort getSort() {
        return sort;
    }

    public void setSort(OrganisationQuery.@Nullable Sort sort) {
        this.sort = sort == null ? OrganisationQuery.Sort.NAME : sort;
    }

    @Override
    public boolean isDescending() {
        return descending;
    }

    public void setDescending(boolean descending) {
        this.descending = descending;
    }
}
