package org.shanyraq.crm.dialogue.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.validation.Errors;

/**
 * What the form of a dialogue holds. Its paths are those of {@link DialogueDetails}. Times are those of the place, in the zone of the
 * form. Rows of speakers left empty are not input.
 */
final class DialogueForm extends PlaceForm {

    /** What a form shows of a dialogue: its details, and the names of contacts and of officers. */
    record Shown(DialogueDetails details, Map<ContactId, String> names, Map<OfficerId, String> officers) {

        /** With nobody in charge. */
        Shown(DialogueDetails details, Map<ContactId, String> names) {
            this(details, names, Map.of());
        }
    }

    /** Keeps what two people changed at once, field by field. */
    static final FormMerge<Shown, DialogueForm> MERGE = new FormMerge<>(List.of(
            field(
                    "theme",
                    "crm.dialogue.field.theme",
                    details -> Forms.inWords(details.theme()),
                    (mine, theirs) -> mine.theme = theirs.theme),
            field(
                    "series",
                    "crm.dialogue.field.series",
                    details -> details.series() == null ? "" : details.series().toString(),
                    (mine, theirs) -> mine.series = theirs.series),
            field("time", "crm.dialogue.form.time", DialogueForm::timeInWords, (mine, theirs) -> {
                mine.startsAt = theirs.startsAt;
                mine.endsAt = theirs.endsAt;
                mine.startsAtKept = theirs.startsAtKept;
                mine.endsAtKept = theirs.endsAtKept;
            }),
            field(
                    "place",
                    "crm.dialogue.form.place",
                    details -> placeInWords(
                            details.format(), details.venue(), details.address(), details.streamLink(), details.zone()),
                    DialogueForm::takePlace),
            field(
                    "languages",
                    "crm.dialogue.field.languages",
                    details -> String.join(", ", details.languages()),
                    DialogueForm::takeLanguages),
            field(
                    "capacity",
                    "crm.dialogue.field.capacity",
                    details -> roomInWords(details.capacity()),
                    DialogueForm::takeCapacity),
            field(
                    "sensitivity",
                    "crm.dialogue.field.sensitivity",
                    details -> details.sensitivity().code(),
                    (mine, theirs) -> mine.setSensitivity(theirs.getSensitivity())),
            new FormMerge.Field<>(
                    "agenda",
                    "crm.dialogue.form.agenda",
                    DialogueForm::agendaInWords,
                    (mine, theirs) -> mine.agenda = theirs.agenda),
            new FormMerge.Field<>(
                    "inCharge",
                    "crm.dialogue.field.in-charge",
                    DialogueForm::officersInWords,
                    (mine, theirs) -> mine.inCharge = theirs.inCharge)));

    private Map<String, String> theme = new LinkedHashMap<>();
    private @Nullable UUID series;
    private String startsAt = "";
    private String endsAt = "";
    private @Nullable Instant startsAtKept;
    private @Nullable Instant endsAtKept;
    private List<ItemRow> agenda = new ArrayList<>();
    private List<OfficerRow> inCharge = new ArrayList<>();

    DialogueForm() {
        TEXT_LANGUAGES.forEach(language -> theme.put(language, ""));
    }

    /** An empty form with the agenda that most dialogues have. */
    static DialogueForm blank(ZoneId zone) {
        DialogueForm form = new DialogueForm();
        form.setZone(zone.getId());
        form.agenda.add(ItemRow.of(AgendaItemKind.OPENING, SpeakerRole.OPENING_REMARKS));
        form.agenda.add(ItemRow.of(AgendaItemKind.KEYNOTE, SpeakerRole.INVITED_SPEAKER));
        form.agenda.add(ItemRow.of(AgendaItemKind.QUESTIONS, SpeakerRole.MODERATOR));
        form.offerRows();
        return form;
    }

    static DialogueForm of(DialogueDetails details, Map<ContactId, String> names, long version) {
        return of(new Shown(details, names), version);
    }

    static DialogueForm of(Shown shown, long version) {
        DialogueDetails details = shown.details();
        DialogueForm form = new DialogueForm();
        form.theme.putAll(details.theme().texts());
        form.series = details.series() == null ? null : details.series().value();
        form.startsAt = local(details.startsAt(), details.zone());
        form.endsAt = local(details.endsAt(), details.zone());
        form.startsAtKept = details.startsAt();
        form.endsAtKept = details.endsAt();
        form.place(
                details.languages(),
                details.format(),
                details.venue(),
                details.address(),
                details.streamLink(),
                details.zone(),
                details.capacity());
        form.setSensitivity(details.sensitivity());
        details.agenda().forEach(item -> form.agenda.add(ItemRow.of(item, shown.names())));
        details.inCharge()
                .forEach(officer -> form.putInCharge(officer, shown.officers().get(officer)));
        form.setVersion(version);
        form.setFingerprints(MERGE.fingerprints(shown));
        return form;
    }

    /** Begins with what the series gives. */
    void begin(DialogueSeriesView chosen) {
        var defaults = chosen.details();
        series = chosen.id().value();
        place(
                defaults.languages(),
                defaults.format(),
                defaults.venue(),
                defaults.address(),
                defaults.streamLink(),
                defaults.zone(),
                defaults.capacity());
        setSensitivity(defaults.sensitivity());
    }

    /** Does what the buttons "add", "drop" and "up" of the rows ask; false when none was pressed. */
    boolean changesRows(String add, String drop, String up) {
        switch (add) {
            case "languages" -> getLanguages().add("");
            case "inCharge" -> inCharge.add(new OfficerRow());
            case "agenda" -> agenda.add(ItemRow.of(AgendaItemKind.OTHER, SpeakerRole.INVITED_SPEAKER));
            default -> {
                ItemRow item = item(add);
                if (item != null) {
                    item.speakers.add(new SpeakerRow());
                }
            }
        }
        drop(getLanguages(), row(drop, "languages"));
        drop(inCharge, row(drop, "inCharge"));
        drop(agenda, row(drop, "agenda"));
        for (int i = 0; i < agenda.size(); i++) {
            drop(agenda.get(i).speakers, row(drop, "agenda[" + i + "].speakers"));
        }
        moveUp(agenda, row(up, "agenda"));
        moveUp(inCharge, row(up, "inCharge"));
        return !add.isEmpty() || !drop.isEmpty() || !up.isEmpty();
    }

    private static void moveUp(List<?> rows, int row) {
        if (row > 0 && row < rows.size()) {
            Collections.swap(rows, row, row - 1);
        }
    }

    /** The part of the agenda to whose speakers something is added, or null. */
    private @Nullable ItemRow item(String add) {
        for (int i = 0; i < agenda.size(); i++) {
            if (add.equals("agenda[" + i + "].speakers")) {
                return agenda.get(i);
            }
        }
        return null;
    }

    /** Drops the rows that were left empty, so that places in the form and in the details agree. */
    void dropEmptyRows() {
        dropEmptyLanguages();
        inCharge.removeIf(OfficerRow::isEmpty);
        agenda.forEach(item -> item.speakers.removeIf(SpeakerRow::isEmpty));
    }

    /** Offers a row to fill in where none is left, before the form is shown again. */
    void offerRows() {
        offerLanguage();
        if (inCharge.isEmpty()) {
            inCharge.add(new OfficerRow());
        }
    }

    /** Puts one more officer in charge; the row that was offered empty is theirs. */
    void putInCharge(OfficerId officer, @Nullable String name) {
        inCharge.removeIf(OfficerRow::isEmpty);
        OfficerRow row = new OfficerRow();
        row.officer.id(officer.value());
        row.officer.text(name);
        inCharge.add(row);
    }

    /** Finds out which officers are meant; what is not clear is told to {@code errors}. */
    void resolveInCharge(Function<UUID, Option> byId, Function<String, List<Option>> byText, Errors errors) {
        for (int i = 0; i < inCharge.size(); i++) {
            Picked officer = inCharge.get(i).officer;
            officer.resolve(byId, byText);
            officer.accept(errors, "inCharge[" + i + "].officer", false);
        }
    }

    /** The officers that rows name or choose by id. */
    Set<UUID> officers() {
        return inCharge.stream().flatMap(row -> row.officer.ids()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The names of the officers that the form names. */
    Map<OfficerId, String> officerNames() {
        Map<OfficerId, String> names = new LinkedHashMap<>();
        inCharge.stream()
                .filter(row -> row.officer.id() != null)
                .forEach(row -> names.put(
                        new OfficerId(Objects.requireNonNull(row.officer.id())),
                        Objects.requireNonNullElse(row.officer.text(), "")));
        return names;
    }

    /** Finds out which contacts are meant; what is not clear is told to {@code errors}. */
    void resolve(Function<UUID, Option> byId, Function<String, List<Option>> byText, @Nullable Errors errors) {
        for (int i = 0; i < agenda.size(); i++) {
            List<SpeakerRow> speakers = agenda.get(i).speakers;
            for (int j = 0; j < speakers.size(); j++) {
                Picked contact = speakers.get(j).contact;
                contact.resolve(byId, byText);
                if (errors != null) {
                    contact.accept(errors, "agenda[" + i + "].speakers[" + j + "].contact", false);
                }
            }
        }
    }

    /**
     * The details as typed, or null when they cannot be read; then {@code errors} says why. Call {@link #dropEmptyRows} and {@link
     * #resolve} before.
     */
    @Nullable
    DialogueDetails toDetails(Errors errors) {
        ZoneId zone = readZone(errors);
        Instant start = zone == null ? null : instant(startsAt, startsAtKept, "startsAt", zone, errors);
        Instant end = zone == null ? null : instant(endsAt, endsAtKept, "endsAt", zone, errors);
        if (zone == null || start == null || end == null || errors.hasErrors()) {
            return null;
        }
        return new DialogueDetails(
                new LocalizedText(theme),
                series == null ? null : new DialogueSeriesId(series),
                getLanguages().stream().distinct().toList(),
                getFormat(),
                Forms.textOrNull(getVenue()),
                Forms.textOrNull(getAddress()),
                Forms.textOrNull(getStreamLink()),
                start,
                end,
                zone,
                getCapacity().read(),
                getSensitivity(),
                agenda.stream().map(ItemRow::toItem).toList(),
                inCharge.stream()
                        .map(row -> row.officer.id())
                        .filter(Objects::nonNull)
                        .map(OfficerId::new)
                        .toList());
    }

    /** The contacts that rows name or choose by id. */
    Set<ContactId> contacts() {
        return agenda.stream()
                .flatMap(item -> item.speakers.stream())
                .flatMap(row -> row.contact.ids())
                .map(ContactId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The names of the contacts that the form names. */
    Map<ContactId, String> names() {
        Map<ContactId, String> names = new LinkedHashMap<>();
        agenda.stream()
                .flatMap(item -> item.speakers.stream())
                .filter(row -> row.contact.id() != null)
                .forEach(row -> names.put(
                        new ContactId(Objects.requireNonNull(row.contact.id())),
                        Objects.requireNonNullElse(row.contact.text(), "")));
        return names;
    }

    /**
     * A time of the place. One that the clocks leave out in spring is refused; of one that comes twice in autumn the first is meant.
     *
     * @param kept the time that the field was filled with, to the second and of the right one of two hours: it stands as long as
     *     the field still says it
     */
    static @Nullable Instant instant(String text, @Nullable Instant kept, String field, ZoneId zone, Errors errors) {
        if (text.isBlank()) {
            errors.rejectValue(field, "crm.dialogue.error.time-needed");
            return null;
        }
        if (kept != null && local(kept, zone).equals(text.strip())) {
            return kept;
        }
        try {
            LocalDateTime time = LocalDateTime.parse(text.strip());
            if (zone.getRules().getValidOffsets(time).isEmpty()) {
                errors.rejectValue(field, "crm.dialogue.error.time-skipped");
                return null;
            }
            return time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
        } catch (DateTimeException unreadable) {
            errors.rejectValue(field, "crm.dialogue.error.time");
            return null;
        }
    }

    static String local(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private static String timeInWords(DialogueDetails details) {
        return timeInWords(details.startsAt(), details.zone()) + " – " + timeInWords(details.endsAt(), details.zone());
    }

    /** With the distance from UTC where the clocks show that time twice. */
    private static String timeInWords(Instant instant, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        boolean twice = zone.getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
        return local(instant, zone).replace('T', ' ') + (twice ? " (" + time.getOffset() + ")" : "");
    }

    private static String agendaInWords(Shown shown) {
        return shown.details().agenda().stream()
                .map(item -> Stream.concat(
                                Stream.of(item.kind().code()
                                        + (item.title().isEmpty() ? "" : " " + Forms.inWords(item.title()))
                                        + (item.minutes() == null ? "" : " (" + item.minutes() + ")")),
                                item.speakers().stream()
                                        .map(speaker -> "– "
                                                + (speaker.contact() == null
                                                        ? speaker.name()
                                                        : shown.names().getOrDefault(speaker.contact(), "?"))
                                                + (speaker.affiliation() == null ? "" : ", " + speaker.affiliation())
                                                + " (" + speaker.role().code() + ")"))
                        .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    private static String officersInWords(Shown shown) {
        return shown.details().inCharge().stream()
                .map(officer -> shown.officers().getOrDefault(officer, "?"))
                .collect(Collectors.joining("\n"));
    }

    private static FormMerge.Field<Shown, DialogueForm> field(
            String name,
            String label,
            Function<DialogueDetails, String> text,
            BiConsumer<DialogueForm, DialogueForm> takeOver) {
        return new FormMerge.Field<>(name, label, shown -> text.apply(shown.details()), takeOver);
    }

    public Map<String, String> getTheme() {
        return theme;
    }

    public void setTheme(Map<String, String> theme) {
        this.theme = theme;
    }

    public @Nullable UUID getSeries() {
        return series;
    }

    public void setSeries(@Nullable UUID series) {
        this.series = series;
    }

    public String getStartsAt() {
        return startsAt;
    }

    public void setStartsAt(@Nullable String startsAt) {
        this.startsAt = startsAt == null ? "" : startsAt;
    }

    public @Nullable Instant getStartsAtKept() {
        return startsAtKept;
    }

    public void setStartsAtKept(@Nullable Instant startsAtKept) {
        this.startsAtKept = startsAtKept;
    }

    public @Nullable Instant getEndsAtKept() {
        return endsAtKept;
    }

    public void setEndsAtKept(@Nullable Instant endsAtKept) {
        this.endsAtKept = endsAtKept;
    }

    public String getEndsAt() {
        return endsAt;
    }

    public void setEndsAt(@Nullable String endsAt) {
        this.endsAt = endsAt == null ? "" : endsAt;
    }

    public List<ItemRow> getAgenda() {
        return agenda;
    }

    public void setAgenda(List<ItemRow> agenda) {
        this.agenda = agenda;
    }

    public List<OfficerRow> getInCharge() {
        return inCharge;
    }

    public void setInCharge(List<OfficerRow> inCharge) {
        this.inCharge = inCharge;
    }

    /** Somebody who is in charge. */
    static final class OfficerRow {

        private final Picked officer = new Picked();

        boolean isEmpty() {
            return officer.id() == null && Forms.textOrNull(officer.text()) == null;
        }

        /** The officer, once it is resolved. */
        public Picked picked() {
            return officer;
        }

        public @Nullable UUID getOfficer() {
            return officer.id();
        }

        public void setOfficer(@Nullable UUID id) {
            officer.id(id);
        }

        public @Nullable String getOfficerText() {
            return officer.text();
        }

        public void setOfficerText(@Nullable String text) {
            officer.text(text);
        }

        public void setOfficerChoice(@Nullable UUID choice) {
            officer.choose(choice);
        }
    }

    /** One part of the agenda. */
    static final class ItemRow {

        private @Nullable UUID id;
        private AgendaItemKind kind = AgendaItemKind.OTHER;
        private Map<String, String> title = new LinkedHashMap<>();
        private @Nullable Integer minutes;
        private Attribution attribution = Attribution.ON_RECORD;
        private List<SpeakerRow> speakers = new ArrayList<>();

        ItemRow() {
            TEXT_LANGUAGES.forEach(language -> title.put(language, ""));
        }

        static ItemRow of(AgendaItemKind kind, SpeakerRole role) {
            ItemRow row = new ItemRow();
            row.kind = kind;
            SpeakerRow speaker = new SpeakerRow();
            speaker.role = role;
            row.speakers.add(speaker);
            return row;
        }

        static ItemRow of(AgendaItem item, Map<ContactId, String> names) {
            ItemRow row = new ItemRow();
            row.id = item.id() == null ? null : item.id().value();
            row.kind = item.kind();
            row.title.putAll(item.title().texts());
            row.minutes = item.minutes();
            row.attribution = item.attribution();
            item.speakers().forEach(speaker -> row.speakers.add(SpeakerRow.of(speaker, names)));
            return row;
        }

        AgendaItem toItem() {
            return new AgendaItem(
                    id == null ? null : new AgendaItemId(id),
                    kind,
                    new LocalizedText(title),
                    minutes,
                    speakers.stream().map(SpeakerRow::toSpeaker).toList(),
                    attribution);
        }

        public @Nullable UUID getId() {
            return id;
        }

        public void setId(@Nullable UUID id) {
            this.id = id;
        }

        public AgendaItemKind getKind() {
            return kind;
        }

        public void setKind(@Nullable AgendaItemKind kind) {
            this.kind = kind == null ? AgendaItemKind.OTHER : kind;
        }

        public Map<String, String> getTitle() {
            return title;
        }

        public void setTitle(Map<String, String> title) {
            this.title = title;
        }

        /** Whether it is called something in any language. */
        public boolean hasTitle() {
            return title.values().stream().anyMatch(text -> text != null && !text.isBlank());
        }

        public @Nullable Integer getMinutes() {
            return minutes;
        }

        public void setMinutes(@Nullable Integer minutes) {
            this.minutes = minutes;
        }

        public Attribution getAttribution() {
            return attribution;
        }

        public void setAttribution(@Nullable Attribution attribution) {
            this.attribution = attribution == null ? Attribution.ON_RECORD : attribution;
        }

        public List<SpeakerRow> getSpeakers() {
            return speakers;
        }

        public void setSpeakers(List<SpeakerRow> speakers) {
            this.speakers = speakers;
        }
    }

    /** Somebody who speaks: a contact, or a name from outside. */
    static final class SpeakerRow {

        private final Picked contact = new Picked();
        private @Nullable String name;
        private @Nullable String affiliation;
        private SpeakerRole role = SpeakerRole.INVITED_SPEAKER;

        static SpeakerRow of(Speaker speaker, Map<ContactId, String> names) {
            SpeakerRow row = new SpeakerRow();
            if (speaker.contact() != null) {
                row.contact.id(speaker.contact().value());
                row.contact.text(names.get(speaker.contact()));
            }
            row.name = speaker.name();
            row.affiliation = speaker.affiliation();
            row.role = speaker.role();
            return row;
        }

        Speaker toSpeaker() {
            return new Speaker(
                    contact.id() == null ? null : new ContactId(contact.id()),
                    Forms.textOrNull(name),
                    Forms.textOrNull(affiliation),
                    role);
        }

        boolean isEmpty() {
            return contact.id() == null
                    && Forms.textOrNull(contact.text()) == null
                    && Forms.textOrNull(name) == null
                    && Forms.textOrNull(affiliation) == null;
        }

        /** The contact, once it is resolved. */
        public Picked picked() {
            return contact;
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

        public @Nullable String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = name;
        }

        public @Nullable String getAffiliation() {
            return affiliation;
        }

        public void setAffiliation(@Nullable String affiliation) {
            this.affiliation = affiliation;
        }

        public SpeakerRole getRole() {
            return role;
        }

        public void setRole(@Nullable SpeakerRole role) {
            this.role = role == null ? SpeakerRole.INVITED_SPEAKER : role;
        }
    }
}
