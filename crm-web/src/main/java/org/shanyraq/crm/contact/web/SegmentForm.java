package org.shanyraq.crm.contact.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;

/** What the form of a tag, a list or a saved query holds; what the latter asks stands in the fields of the list of contacts. */
final class SegmentForm {

    private SegmentKind kind = SegmentKind.TAG;
    private @Nullable String name;
    private @Nullable String description;
    private Sensitivity sensitivity = Sensitivity.INTERNAL;
    private ContactFilter query = new ContactFilter();
    private long version;
    private Map<String, String> fingerprints = new LinkedHashMap<>();

    static SegmentForm of(SegmentView segment, FormMerge<SegmentDetails, SegmentForm> merge) {
        SegmentForm form = new SegmentForm();
        form.kind = segment.details().kind();
        form.name = segment.details().name();
        form.description = segment.details().description();
        form.sensitivity = segment.details().sensitivity();
        form.query = ContactFilter.of(segment.asked());
        form.version = segment.version();
        form.fingerprints = merge.fingerprints(segment.details());
        return form;
    }

    /** Keeps what two people changed at once, field by field. */
    static FormMerge<SegmentDetails, SegmentForm> merge(ContactPhrases phrases) {
        return new FormMerge<>(List.of(
                new FormMerge.Field<>(
                        "name",
                        "crm.contact.segment.field.name",
                        SegmentDetails::name,
                        (mine, theirs) -> mine.name = theirs.name),
                new FormMerge.Field<>(
                        "description",
                        "crm.contact.segment.field.description",
                        details -> Objects.requireNonNullElse(details.description(), ""),
                        (mine, theirs) -> mine.description = theirs.description),
                new FormMerge.Field<>(
                        "sensitivity",
                        "crm.contact.segment.field.sensitivity",
                        details -> details.sensitivity().code(),
                        (mine, theirs) -> mine.sensitivity = theirs.sensitivity),
                new FormMerge.Field<>(
                        "query",
                        "crm.contact.segment.field.query",
                        details -> details.query() == null ? "" : phrases.sentence(details.query()),
                        (mine, theirs) -> mine.query = theirs.query)));
    }

    SegmentDetails details() {
        ContactQuery asked = kind == SegmentKind.QUERY ? query.toQuery() : null;
        return new SegmentDetails(
                kind, Objects.requireNonNullElse(name, ""), Forms.textOrNull(description), sensitivity, asked);
    }

    public SegmentKind getKind() {
        return kind;
    }

    public void setKind(@Nullable SegmentKind kind) {
        this.kind = kind == null ? SegmentKind.TAG : kind;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description;
    }

    public Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(@Nullable Sensitivity sensitivity) {
        this.sensitivity = sensitivity == null ? Sensitivity.INTERNAL : sensitivity;
    }

    public ContactFilter getQuery() {
        return query;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }

    public Map<String, String> getFingerprints() {
        return fingerprints;
    }

    public void setFingerprints(Map<String, String> fingerprints) {
        this.fingerprints = fingerprints;
    }
}
