package org.shanyraq.crm.contact.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.LegalBasis;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.ExternalIdRow;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.springframework.validation.Errors;

/**
 * What the form of a contact holds. Its paths are those of {@link ContactDetails}, so that a violation named by the service
 * finds its field. Rows left empty are not input.
 */
final class ContactForm {

    /** The languages in which the form offers a form of address. */
    private static final List<String> LETTER_LANGUAGES = List.of("en", "fr", "kk", "ru");

    /** Keeps what two people changed at once, field by field. */
    static final FormMerge<ContactDetails, ContactForm> MERGE = new FormMerge<>(List.of(
            field(
                    "names",
                    details -> lines(details.names(), ContactForm::inWords),
                    (mine, theirs) -> mine.names = theirs.names),
            field("honorific", ContactDetails::honorific, (mine, theirs) -> mine.honorific = theirs.honorific),
            field(
                    "form-of-address",
                    details -> lines(
                            details.formOfAddress().texts().entrySet(),
                            entry -> entry.getKey() + ": " + entry.getValue()),
                    (mine, theirs) -> mine.formOfAddress = theirs.formOfAddress),
            field(
                    "languages",
                    details -> String.join(", ", details.languages()),
                    (mine, theirs) -> mine.languages = theirs.languages),
            field("country", ContactDetails::country, (mine, theirs) -> mine.country = theirs.country),
            field(
                    "channels",
                    details -> lines(details.channels(), ContactForm::inWords),
                    (mine, theirs) -> mine.channels = theirs.channels),
            field(
                    "external-ids",
                    details -> lines(details.externalIds(), id -> id.scheme() + ": " + id.value()),
                    (mine, theirs) -> mine.externalIds = theirs.externalIds),
            field("notes", ContactDetails::notes, (mine, theirs) -> mine.notes = theirs.notes),
            field(
                    "sensitivity",
                    details -> details.sensitivity().code(),
                    (mine, theirs) -> mine.sensitivity = theirs.sensitivity),
            field(
                    "legal-basis",
                    details -> details.legalBasis() == null
                            ? null
                            : details.legalBasis().code(),
                    (mine, theirs) -> mine.legalBasis = theirs.legalBasis),
            field("source", ContactDetails::source, (mine, theirs) -> mine.source = theirs.source)));

    private List<NameRow> names = new ArrayList<>();
    private @Nullable String honorific;
    private Map<String, String> formOfAddress = new LinkedHashMap<>();
    private List<String> languages = new ArrayList<>();
    private @Nullable String country;
    private List<ChannelRow> channels = new ArrayList<>();
    private List<ExternalIdRow> externalIds = new ArrayList<>();
    private @Nullable String notes;
    private Sensitivity sensitivity = Sensitivity.INTERNAL;
    private @Nullable LegalBasis legalBasis;
    private @Nullable String source;
    private long version;
    private Map<String, String> fingerprints = new LinkedHashMap<>();

    ContactForm() {
        LETTER_LANGUAGES.forEach(language -> formOfAddress.put(language, ""));
    }

    /** An empty form with the rows that most people need. */
    static ContactForm blank() {
        ContactForm form = new ContactForm();
        form.names.add(NameRow.of(PersonName.Kind.LATIN));
        form.names.add(NameRow.of(PersonName.Kind.NATIVE));
        form.channels.add(ChannelRow.of(Channel.Kind.EMAIL, Channel.Purpose.WORK));
        form.channels.add(ChannelRow.of(Channel.Kind.PHONE, Channel.Purpose.WORK));
        form.languages.add("");
        return form;
    }

    static ContactForm of(ContactDetails details, long version) {
        ContactForm form = new ContactForm();
        details.names().forEach(name -> form.names.add(NameRow.of(name)));
        form.honorific = details.honorific();
        form.formOfAddress.putAll(details.formOfAddress().texts());
        form.languages.addAll(details.languages());
        form.country = details.country();
        details.channels().forEach(channel -> form.channels.add(ChannelRow.of(channel)));
        details.externalIds().forEach(id -> form.externalIds.add(ExternalIdRow.of(id)));
        form.notes = details.notes();
        form.sensitivity = details.sensitivity();
        form.legalBasis = details.legalBasis();
        form.source = details.source();
        form.version = version;
        form.fingerprints = MERGE.fingerprints(details);
        return form;
    }

    /**
     * Adds an empty row to {@code names}, {@code channels}, {@code languages} or {@code externalIds}; anything else adds
     * nothing.
     */
    void add(String rows) {
        switch (rows) {
            case "names" -> names.add(NameRow.of(firstFreeKind()));
            case "channels" -> channels.add(ChannelRow.of(Channel.Kind.EMAIL, Channel.Purpose.WORK));
            case "languages" -> languages.add("");
            case "externalIds" -> externalIds.add(new ExternalIdRow());
            default -> {
                // Not a list of this form: nothing to add.
            }
        }
    }

    /** Takes away a row named like {@code names[1]}; what is not there is not taken away. */
    void drop(String row) {
        int bracket = row.indexOf('[');
        if (bracket < 0 || !row.endsWith("]")) {
            return;
        }
        List<?> rows =
                switch (row.substring(0, bracket)) {
                    case "names" -> names;
                    case "channels" -> channels;
                    case "languages" -> languages;
                    case "externalIds" -> externalIds;
                    default -> List.of();
                };
        try {
            int index = Integer.parseInt(row.substring(bracket + 1, row.length() - 1));
            if (index >= 0 && index < rows.size()) {
                rows.remove(index);
            }
        } catch (NumberFormatException notARow) {
            return;
        }
    }

    /** Does what the buttons "add" and "drop" of the rows ask; false when none was pressed. */
    boolean changesRows(String add, String drop) {
        add(add);
        drop(drop);
        return !add.isEmpty() || !drop.isEmpty();
    }

    /** Drops the rows that were left empty, so that places in the form and in the details agree. */
    void dropEmptyRows() {
        names.removeIf(NameRow::isEmpty);
        channels.removeIf(row -> row.value.isBlank());
        languages.removeIf(language -> language == null || language.isBlank());
        externalIds.removeIf(ExternalIdRow::isEmpty);
    }

    /** Offers a row to fill in where none is left, before the form is shown again. */
    void offerRows() {
        if (names.isEmpty()) {
            names.add(NameRow.of(PersonName.Kind.LATIN));
            names.add(NameRow.of(PersonName.Kind.NATIVE));
        }
        if (channels.isEmpty()) {
            channels.add(ChannelRow.of(Channel.Kind.EMAIL, Channel.Purpose.WORK));
        }
        if (languages.isEmpty()) {
            languages.add("");
        }
    }

    /** The details as typed; what cannot be read is told to {@code errors} and left out. Call {@link #dropEmptyRows} before. */
    ContactDetails toDetails(Errors errors) {
        List<ExternalId> ids = ExternalIdRow.read(externalIds, errors);
        return new ContactDetails(
                names.stream().map(NameRow::toName).toList(),
                Forms.textOrNull(honorific),
                new LocalizedText(formOfAddress),
                languages.stream().distinct().toList(),
                Forms.textOrNull(country),
                channelsWithPrimaries(),
                ids,
                Forms.textOrNull(notes),
                sensitivity,
                legalBasis,
                Forms.textOrNull(source));
    }

    /** Where no channel of a kind is marked, the first one is the primary one. */
    private List<Channel> channelsWithPrimaries() {
        Set<Channel.Kind> marked = EnumSet.noneOf(Channel.Kind.class);
        channels.stream().filter(ChannelRow::isPrimary).forEach(row -> marked.add(row.kind));
        List<Channel> all = new ArrayList<>();
        for (ChannelRow row : channels) {
            boolean primary = row.primary || marked.add(row.kind);
            all.add(new Channel(row.kind, row.purpose, row.value, primary));
        }
        return all;
    }

    private PersonName.Kind firstFreeKind() {
        boolean latin = names.stream().anyMatch(name -> name.kind == PersonName.Kind.LATIN);
        boolean ownScript = names.stream().anyMatch(name -> name.kind == PersonName.Kind.NATIVE);
        return !latin ? PersonName.Kind.LATIN : !ownScript ? PersonName.Kind.NATIVE : PersonName.Kind.OTHER;
    }

    private static FormMerge.Field<ContactDetails, ContactForm> field(
            String name,
            Function<ContactDetails, @Nullable String> text,
            BiConsumer<ContactForm, ContactForm> takeOver) {
        return new FormMerge.Field<>(
                name,
                "crm.contact.field." + name,
                details -> Objects.requireNonNullElse(text.apply(details), ""),
                takeOver);
    }

    private static <T> String lines(Collection<T> values, Function<T, String> inWords) {
        return values.stream().map(inWords).collect(Collectors.joining("\n"));
    }

    private static String inWords(PersonName name) {
        return name.language() == null ? name.full() : name.full() + " (" + name.language() + ")";
    }

    private static String inWords(Channel channel) {
        return channel.value() + (channel.primary() ? " ★" : "");
    }

    public List<NameRow> getNames() {
        return names;
    }

    public void setNames(List<NameRow> names) {
        this.names = names;
    }

    public @Nullable String getHonorific() {
        return honorific;
    }

    public void setHonorific(@Nullable String honorific) {
        this.honorific = honorific;
    }

    public Map<String, String> getFormOfAddress() {
        return formOfAddress;
    }

    public void setFormOfAddress(Map<String, String> formOfAddress) {
        this.formOfAddress = formOfAddress;
    }

    public List<String> getLanguages() {
        return languages;
    }

    public void setLanguages(List<String> languages) {
        this.languages = languages;
    }

    public @Nullable String getCountry() {
        return country;
    }

    public void setCountry(@Nullable String country) {
        this.country = country;
    }

    public List<ChannelRow> getChannels() {
        return channels;
    }

    public void setChannels(List<ChannelRow> channels) {
        this.channels = channels;
    }

    public List<ExternalIdRow> getExternalIds() {
        return externalIds;
    }

    public void setExternalIds(List<ExternalIdRow> externalIds) {
        this.externalIds = externalIds;
    }

    public @Nullable String getNotes() {
        return notes;
    }

    public void setNotes(@Nullable String notes) {
        this.notes = notes;
    }

    public Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(@Nullable Sensitivity sensitivity) {
        if (sensitivity != null) {
            this.sensitivity = sensitivity;
        }
    }

    public @Nullable LegalBasis getLegalBasis() {
        return legalBasis;
    }

    public void setLegalBasis(@Nullable LegalBasis legalBasis) {
        this.legalBasis = legalBasis;
    }

    public @Nullable String getSource() {
        return source;
    }

    public void setSource(@Nullable String source) {
        this.source = source;
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

    /** One spelling of the name. */
    static final class NameRow {

        private PersonName.Kind kind = PersonName.Kind.LATIN;
        private String given = "";
        private String family = "";
        private @Nullable String language;

        static NameRow of(PersonName.Kind kind) {
            NameRow row = new NameRow();
            row.kind = kind;
            return row;
        }

        static NameRow of(PersonName name) {
            NameRow row = of(name.kind());
            row.given = name.given();
            row.family = name.family();
            row.language = name.language();
            return row;
        }

        PersonName toName() {
            return new PersonName(kind, given, family, Forms.textOrNull(language));
        }

        boolean isEmpty() {
            return given.isBlank() && family.isBlank();
        }

        public PersonName.Kind getKind() {
            return kind;
        }

        public void setKind(PersonName.@Nullable Kind kind) {
            if (kind != null) {
                this.kind = kind;
            }
        }

        public String getGiven() {
            return given;
        }

        public void setGiven(@Nullable String given) {
            this.given = given == null ? "" : given;
        }

        public String getFamily() {
            return family;
        }

        public void setFamily(@Nullable String family) {
            this.family = family == null ? "" : family;
        }

        public @Nullable String getLanguage() {
            return language;
        }

        public void setLanguage(@Nullable String language) {
            this.language = language;
        }
    }

    /** One way to reach the person. */
    static final class ChannelRow {

        private Channel.Kind kind = Channel.Kind.EMAIL;
        private Channel.Purpose purpose = Channel.Purpose.WORK;
        private String value = "";
        private boolean primary;

        static ChannelRow of(Channel.Kind kind, Channel.Purpose purpose) {
            ChannelRow row = new ChannelRow();
            row.kind = kind;
            row.purpose = purpose;
            return row;
        }

        static ChannelRow of(Channel channel) {
            ChannelRow row = of(channel.kind(), channel.purpose());
            row.value = channel.value();
            row.primary = channel.primary();
            return row;
        }

        public Channel.Kind getKind() {
            return kind;
        }

        public void setKind(Channel.@Nullable Kind kind) {
            if (kind != null) {
                this.kind = kind;
            }
        }

        public Channel.Purpose getPurpose() {
            return purpose;
        }

        public void setPurpose(Channel.Purpose purpose) {
            this.purpose = purpose;
        }

        public String getValue() {
            return value;
        }

        public void setValue(@Nullable String value) {
            this.value = value == null ? "" : value;
        }

        public boolean isPrimary() {
            return primary;
        }

        public void setPrimary(boolean primary) {
            this.primary = primary;
        }
    }
}
