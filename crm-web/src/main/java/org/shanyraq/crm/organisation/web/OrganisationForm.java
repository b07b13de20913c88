package org.shanyraq.crm.organisation.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.web.ExternalIdRow;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.shared.web.TenureForm;
import org.springframework.validation.Errors;

/** What the form of an organisation holds. Its paths are those of {@link OrganisationDetails}. */
final class OrganisationForm extends TenureForm {

    /** The languages in which the form always asks for a name. */
    static final List<String> LANGUAGES = List.of("en", "fr", "kk", "ru");

    /** Keeps what two people changed at once, field by field. */
    static final FormMerge<OrganisationDetails, OrganisationForm> MERGE = new FormMerge<>(List.of(
            field("names", details -> Forms.inWords(details.names()), (mine, theirs) -> mine.names = theirs.names),
            field("acronym", OrganisationDetails::acronym, (mine, theirs) -> mine.acronym = theirs.acronym),
            field("kind", details -> details.kind().code(), (mine, theirs) -> mine.kind = theirs.kind),
            field("circle", details -> details.circle().code(), (mine, theirs) -> mine.circle = theirs.circle),
            field(
                    "parent",
                    details ->
                            details.parent() == null ? null : details.parent().toString(),
                    (mine, theirs) -> {
                        mine.parent.id(theirs.parent.id());
                        mine.parent.text(null);
                    }),
            field("validity", details -> period(details.validity()), (mine, theirs) -> {
                mine.setSince(theirs.getSince());
                mine.setUntil(theirs.getUntil());
                mine.setEnded(theirs.isEnded());
            }),
            field(
                    "register-number",
                    OrganisationDetails::registerNumber,
                    (mine, theirs) -> mine.registerNumber = theirs.registerNumber),
            field("website", OrganisationDetails::website, (mine, theirs) -> mine.website = theirs.website),
            field("country", OrganisationDetails::country, (mine, theirs) -> mine.country = theirs.country),
            field(
                    "external-ids",
                    details -> details.externalIds().stream()
                            .map(id -> id.scheme() + ": " + id.value())
                            .collect(Collectors.joining("\n")),
                    (mine, theirs) -> mine.externalIds = theirs.externalIds)));

    private Map<String, String> names = new LinkedHashMap<>();
    private @Nullable String otherLanguage;
    private @Nullable String otherName;
    private @Nullable String acronym;
    private OrganisationKind kind = OrganisationKind.OTHER;
    private Circle circle = Circle.OFFICIAL;
    private final Picked parent = new Picked();
    private @Nullable String registerNumber;
    private @Nullable String website;
    private @Nullable String country;
    private List<ExternalIdRow> externalIds = new ArrayList<>();
    private long version;
    private Map<String, String> fingerprints = new LinkedHashMap<>();

    OrganisationForm() {
        LANGUAGES.forEach(language -> names.put(language, ""));
    }

    static OrganisationForm of(OrganisationDetails details, long version) {
        OrganisationForm form = new OrganisationForm();
        form.names.putAll(details.names().texts());
        form.acronym = details.acronym();
        form.kind = details.kind();
        form.circle = details.circle();
        form.parent.id(details.parent() == null ? null : details.parent().value());
        form.tenure(details.validity());
        form.registerNumber = details.registerNumber();
        form.website = details.website();
        form.country = details.country();
        details.externalIds().forEach(id -> form.externalIds.add(ExternalIdRow.of(id)));
        form.version = version;
        form.fingerprints = MERGE.fingerprints(details);
        return form;
    }

    /** Does what the buttons "add" and "drop" of the rows ask; false when none was pressed. */
    boolean changesRows(String add, String drop) {
        if (add.equals("externalIds")) {
            externalIds.add(new ExternalIdRow());
        }
        if (drop.matches("externalIds\\[\\d{1,3}]")) {
            int index = Integer.parseInt(drop.substring(12, drop.length() - 1));
            if (index < externalIds.size()) {
                externalIds.remove(index);
            }
        }
        return !add.isEmpty() || !drop.isEmpty();
    }

    /** Drops the rows that were left empty, and puts the name in another language to the others. */
    void tidy() {
        externalIds.removeIf(ExternalIdRow::isEmpty);
        String language = Forms.textOrNull(otherLanguage);
        String name = Forms.textOrNull(otherName);
        if (language != null && name != null) {
            names.put(language, name);
            otherLanguage = null;
            otherName = null;
        }
    }

    /**
     * The details as typed, or null when they cannot be read; then {@code errors} says why. Call {@link #tidy} and resolve the
     * parent before.
     */
    @Nullable
    OrganisationDetails toDetails(Errors errors) {
        parent.accept(errors, "parent", false);
        List<ExternalId> ids = ExternalIdRow.read(externalIds, errors);
        Tenure validity = tenure(errors);
        if (validity == null || errors.hasErrors()) {
            return null;
        }
        UUID above = parent.id();
        return new OrganisationDetails(
                new LocalizedText(names),
                Forms.textOrNull(acronym),
                kind,
                circle,
                above == null ? null : new OrganisationId(above),
                validity,
                Forms.textOrNull(registerNumber),
                Forms.textOrNull(website),
                Forms.textOrNull(country),
                ids);
    }

    private static FormMerge.Field<OrganisationDetails, OrganisationForm> field(
            String name,
            Function<OrganisationDetails, @Nullable String> text,
            BiConsumer<OrganisationForm, OrganisationForm> takeOver) {
        return new FormMerge.Field<>(
                name,
                "crm.organisation.field." + name,
                details -> Objects.requireNonNullElse(text.apply(details), ""),
                takeOver);
    }

    private static String period(Tenure tenure) {
        return (tenure.since() == null ? "" : tenure.since())
                + " – "
                + (tenure.until() == null ? "" : tenure.until())
                + (tenure.ended() ? " ×" : "");
    }

    /** The organisation above, once it is resolved. */
    public Picked parent() {
        return parent;
    }

    public Map<String, String> getNames() {
        return names;
    }

    public void setNames(Map<String, String> names) {
        this.names = names;
    }

    public @Nullable String getOtherLanguage() {
        return otherLanguage;
    }

    public void setOtherLanguage(@Nullable String otherLanguage) {
        this.otherLanguage = otherLanguage;
    }

    public @Nullable String getOtherName() {
        return otherName;
    }

    public void setOtherName(@Nullable String otherName) {
        this.otherName = otherName;
    }

    public @Nullable String getAcronym() {
        return acronym;
    }

    public void setAcronym(@Nullable String acronym) {
        this.acronym = acronym;
    }

    public OrganisationKind getKind() {
        return kind;
    }

    public void setKind(@Nullable OrganisationKind kind) {
        if (kind != null) {
            this.kind = kind;
        }
    }

    public Circle getCircle() {
        return circle;
    }

    public void setCircle(@Nullable Circle circle) {
        if (circle != null) {
            this.circle = circle;
        }
    }

    public @Nullable UUID getParent() {
        return parent.id();
    }

    public void setParent(@Nullable UUID id) {
        parent.id(id);
    }

    public @Nullable String getParentText() {
        return parent.text();
    }

    public void setParentText(@Nullable String text) {
        parent.text(text);
    }

    public void setParentChoice(@Nullable UUID choice) {
        parent.choose(choice);
    }

    public @Nullable String getRegisterNumber() {
        return registerNumber;
    }

    public void setRegisterNumber(@Nullable String registerNumber) {
        this.registerNumber = registerNumber;
    }

    public @Nullable String getWebsite() {
        return website;
    }

    public void setWebsite(@Nullable String website) {
        this.website = website;
    }

    public @Nullable String getCountry() {
        return country;
    }

    public void setCountry(@Nullable String country) {
        this.country = country;
    }

    public List<ExternalIdRow> getExternalIds() {
        return externalIds;
    }

    public void setExternalIds(List<ExternalIdRow> externalIds) {
        this.externalIds = externalIds;
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
