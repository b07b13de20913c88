package org.shanyraq.crm.interaction.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
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
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionKind;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.interaction.Participant;
import org.shanyraq.crm.interaction.Stance;
import org.shanyraq.crm.interaction.StanceSource;
import org.shanyraq.crm.interaction.StatedStance;
import org.shanyraq.crm.shared.web.FormMerge;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.validation.Errors;

/** What the form of an interaction holds. Its paths are those of {@link InteractionDetails}. */
final class InteractionForm {

    /** Keeps what two people changed at once, field by field. */
    static final FormMerge<Shown, InteractionForm> MERGE = new FormMerge<>(List.of(
            field("kind", details -> details.kind().name(), (mine, theirs) -> mine.kind = theirs.kind),
            field("subject", details -> text(details.subject()), (mine, theirs) -> mine.subject = theirs.subject),
            field(
                    "time",
                    details -> details.day() + " " + text(details.time()) + " " + details.zone(),
                    (mine, theirs) -> {
                        mine.day = theirs.day;
                        mine.time = theirs.time;
                        mine.zone = theirs.zone;
                    }),
            field("place", details -> text(details.place()), (mine, theirs) -> mine.place = theirs.place),
            new FormMerge.Field<>(
                    "participants",
                    "crm.interaction.field.participants",
                    shown -> shown.details().participants().stream()
                            .map(one -> one.contact() == null
                                    ? one.name() + ", " + text(one.affiliation())
                                    : shown.name(one.contact().value()))
                            .collect(Collectors.joining("\n")),
                    (mine, theirs) -> mine.participants = theirs.participants),
            new FormMerge.Field<>(
                    "officers",
                    "crm.interaction.field.officers",
                    shown -> shown.details().officers().stream()
                            .map(officer -> shown.name(officer.value()))
                            .collect(Collectors.joining("\n")),
                    (mine, theirs) -> mine.officers = theirs.officers),
            new FormMerge.Field<>(
                    "topics",
                    "crm.interaction.field.topics",
                    shown -> shown.details().topics().stream()
                            .map(topic -> shown.name(topic.value()))
                            .collect(Collectors.joining("\n")),
                    (mine, theirs) -> mine.topics = theirs.topics),
            field("summary", details -> text(details.summary()), (mine, theirs) -> mine.summary = theirs.summary),
            new FormMerge.Field<>(
                    "stances",
                    "crm.interaction.field.stances",
                    shown -> shown.details().stances().stream()
                            .map(one -> shown.name(one.contact().value()) + " / "
                                    + shown.name(one.topic().value()) + ": " + one.stance() + ", " + one.on() + ", "
                                    + one.source())
                            .collect(Collectors.joining("\n")),
                    (mine, theirs) -> mine.stances = theirs.stances),
            field(
                    "sensitivity",
                    details -> details.sensitivity().code(),
                    (mine, theirs) -> mine.sensitivity = theirs.sensitivity),
            new FormMerge.Field<>(
                    "readers",
                    "crm.interaction.field.readers",
                    shown -> shown.details().readers().stream()
                            .map(reader -> shown.name(reader.value()))
                            .sorted()
                            .collect(Collectors.joining("\n")),
                    (mine, theirs) -> mine.readers = theirs.readers)));

    private boolean planned;
    private InteractionKind kind = InteractionKind.MEETING;
    private @Nullable String subject;
    private String day = "";
    private @Nullable String time;
    private String zone = "";
    private @Nullable String place;
    private List<ParticipantRow> participants = new ArrayList<>();
    private List<OfficerRow> officers = new ArrayList<>();
    private List<@Nullable UUID> topics = new ArrayList<>();
    private @Nullable String summary;
    private List<StanceRow> stances = new ArrayList<>();
    private Sensitivity sensitivity = Sensitivity.INTERNAL;
    private List<OfficerRow> readers = new ArrayList<>();
    private long version;
    private Map<String, String> fingerprints = new LinkedHashMap<>();

    /** Details with the names of whom and what they name by id. */
    record Shown(InteractionDetails details, Map<UUID, String> names) {

        String name(UUID id) {
            return names.getOrDefault(id, "?");
        }
    }

    private static FormMerge.Field<Shown, InteractionForm> field(
            String name,
            Function<InteractionDetails, String> text,
            BiConsumer<InteractionForm, InteractionForm> takeOver) {
        return new FormMerge.Field<>(
                name, "crm.interaction.field." + name, shown -> text.apply(shown.details()), takeOver);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static InteractionForm blank(LocalDate today, ZoneId zone) {
        InteractionForm form = new InteractionForm();
        form.day = today.toString();
        form.zone = zone.getId();
        form.offerRows();
        return form;
    }

    static InteractionForm of(InteractionView view, Shown shown) {
        InteractionDetails details = view.details();
        InteractionForm form = new InteractionForm();
        form.kind = details.kind();
        form.subject = details.subject();
        form.day = details.day().toString();
        form.time = details.time() == null ? null : details.time().toString();
        form.zone = details.zone().getId();
        form.place = details.place();
        details.participants().forEach(one -> form.add(one, shown));
        details.officers().forEach(officer -> form.officers.add(OfficerRow.of(officer, shown)));
        details.topics().forEach(topic -> form.topics.add(topic.value()));
        form.summary = details.summary();
        details.stances().forEach(one -> form.stances.add(StanceRow.of(one)));
        form.sensitivity = details.sensitivity();
        details.readers().forEach(reader -> form.readers.add(OfficerRow.of(reader, shown)));
        form.version = view.version();
        form.fingerprints = MERGE.fingerprints(shown);
        form.offerRows();
        return form;
    }

    private void add(Participant participant, Shown shown) {
        ContactId contact = participant.contact();
        if (contact != null) {
            add(contact, shown.name(contact.value()));
            return;
        }
        ParticipantRow row = new ParticipantRow();
        row.name = participant.name();
        row.affiliation = participant.affiliation();
        participants.add(row);
    }

    void add(ContactId contact, String name) {
        participants.removeIf(ParticipantRow::isEmpty);
        ParticipantRow row = new ParticipantRow();
        row.contact.id(contact.value());
        row.contact.text(name);
        participants.add(row);
    }

    /** Somebody who is no contact. */
    void add(String name) {
        participants.removeIf(ParticipantRow::isEmpty);
        ParticipantRow row = new ParticipantRow();
        row.name = name;
        participants.add(row);
    }

    /** Takes over all but who took part. */
    void beginWith(InteractionDetails details) {
        kind = details.kind();
        subject = details.subject();
        day = details.day().toString();
        time = details.time() == null ? null : details.time().toString();
        zone = details.zone().getId();
        place = details.place();
        summary = details.summary();
        sensitivity = details.sensitivity();
        if (!details.topics().isEmpty()) {
            topics.removeIf(Objects::isNull);
            details.topics().forEach(topic -> topics.add(topic.value()));
        }
    }

    void add(OfficerId officer, String name) {
        officers.removeIf(OfficerRow::isEmpty);
        officers.add(OfficerRow.of(officer, name));
    }

    /** Does what the buttons "add" and "drop" of the rows ask; false when none was pressed. */
    boolean changesRows(String add, String drop) {
        switch (add) {
            case "participants" -> participants.add(new ParticipantRow());
            case "officers" -> officers.add(new OfficerRow());
            case "topics" -> topics.add(null);
            case "stances" -> stances.add(new StanceRow());
            case "readers" -> readers.add(new OfficerRow());
            default -> {
                // Nothing, or none of ours.
            }
        }
        drop(participants, drop, "participants");
        drop(officers, drop, "officers");
        drop(topics, drop, "topics");
        drop(stances, drop, "stances");
        drop(readers, drop, "readers");
        return !add.isEmpty() || !drop.isEmpty();
    }

    private static void drop(List<?> rows, String drop, String name) {
        if (drop.matches(name + "\\[\\d{1,3}]")) {
            int index = Integer.parseInt(drop.substring(name.length() + 1, drop.length() - 1));
            if (index < rows.size()) {
                rows.remove(index);
            }
        }
    }

    /** Drops the rows that were left empty, so that places in the form and in the details agree. */
    void dropEmptyRows() {
        participants.removeIf(ParticipantRow::isEmpty);
        officers.removeIf(OfficerRow::isEmpty);
        topics.removeIf(Objects::isNull);
        stances.removeIf(StanceRow::isEmpty);
        readers.removeIf(OfficerRow::isEmpty);
    }

    /** Offers a row to fill in where none is left, before the form is shown. */
    void offerRows() {
        if (participants.isEmpty()) {
            participants.add(new ParticipantRow());
        }
        if (officers.isEmpty()) {
            officers.add(new OfficerRow());
        }
        if (topics.isEmpty()) {
            topics.add(null);
        }
    }

    /** Finds out which contacts and officers are meant; what is not clear is told to {@code errors}, if given. */
    void resolve(
            Function<UUID, Option> contact,
            Function<String, List<Option>> contacts,
            Function<UUID, Option> officer,
            Function<String, List<Option>> colleagues,
            @Nullable Errors errors) {
        for (int i = 0; i < participants.size(); i++) {
            resolve(participants.get(i).contact, contact, contacts, "participants[" + i + "].contact", errors);
        }
        for (int i = 0; i < officers.size(); i++) {
            resolve(officers.get(i).officer, officer, colleagues, "officers[" + i + "].officer", errors);
        }
        for (int i = 0; i < readers.size(); i++) {
            resolve(readers.get(i).officer, officer, colleagues, "readers[" + i + "].officer", errors);
        }
    }

    private static void resolve(
            Picked picked,
            Function<UUID, Option> byId,
            Function<String, List<Option>> byText,
            String path,
            @Nullable Errors errors) {
        picked.resolve(byId, byText);
        if (errors != null) {
            picked.accept(errors, path, false);
        }
    }

    Set<UUID> officerIds() {
        return Stream.concat(officers.stream(), readers.stream())
                .flatMap(row -> row.officer.ids())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<UUID> contactIds() {
        return participants.stream()
                .flatMap(row -> row.contact.ids())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<TopicId> topicIds() {
        return topics.stream().filter(Objects::nonNull).map(TopicId::new).toList();
    }

    /** The contacts that the form names, as a choice. */
    List<Option> people() {
        return participants.stream()
                .filter(row -> row.contact.id() != null)
                .map(row -> new Option(text(row.contact.id()), text(row.contact.text())))
                .toList();
    }

    /** The names of all whom the form names, by id. */
    Map<UUID, String> names() {
        Map<UUID, String> names = new LinkedHashMap<>();
        Stream.concat(
                        participants.stream().map(row -> row.contact),
                        Stream.concat(officers.stream(), readers.stream()).map(row -> row.officer))
                .filter(picked -> picked.id() != null)
                .forEach(picked -> names.put(Objects.requireNonNull(picked.id()), text(picked.text())));
        return names;
    }

    /**
     * The details as typed, or null when they cannot be read; then {@code errors} says why. Call {@link #dropEmptyRows} and {@link
     * #resolve} before.
     */
    @Nullable
    InteractionDetails toDetails(Errors errors) {
        LocalDate date = read(LocalDate::parse, day, "day", "crm.interaction.error.day", errors);
        LocalTime clock = time == null || time.isBlank()
                ? null
                : read(LocalTime::parse, time, "time", "crm.interaction.error.time", errors);
        ZoneId place = read(ZoneId::of, zone, "zone", "crm.interaction.error.zone", errors);
        List<StatedStance> stated = new ArrayList<>();
        for (int i = 0; i < stances.size(); i++) {
            StatedStance read = stances.get(i).read("stances[" + i + "]", errors);
            if (read != null) {
                stated.add(read);
            }
        }
        if (date == null || place == null || errors.hasErrors()) {
            return null;
        }
        return new InteractionDetails(
                kind,
                Forms.textOrNull(subject),
                date,
                clock,
                place,
                Forms.textOrNull(this.place),
                participants.stream().map(ParticipantRow::read).toList(),
                ids(officers),
                topicIds(),
                Forms.textOrNull(summary),
                stated,
                sensitivity,
                ids(readers));
    }

    private static List<OfficerId> ids(List<OfficerRow> rows) {
        return rows.stream()
                .map(row -> row.officer.id())
                .filter(Objects::nonNull)
                .map(OfficerId::new)
                .toList();
    }

    private static <T> @Nullable T read(
            Function<String, T> reading, String text, String field, String error, Errors errors) {
        try {
            return reading.apply(text.strip());
        } catch (DateTimeException unreadable) {
            errors.rejectValue(field, error);
            return null;
        }
    }

    public InteractionKind getKind() {
        return kind;
    }

    public void setKind(@Nullable InteractionKind kind) {
        if (kind != null) {
            this.kind = kind;
        }
    }

    public @Nullable String getSubject() {
        return subject;
    }

    public void setSubject(@Nullable String subject) {
        this.subject = subject;
    }

    public String getDay() {
        return day;
    }

    public void setDay(@Nullable String day) {
        this.day = text(day);
    }

    public @Nullable String getTime() {
        return time;
    }

    public void setTime(@Nullable String time) {
        this.time = time;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(@Nullable String zone) {
        this.zone = text(zone);
    }

    public @Nullable String getPlace() {
        return place;
    }

    public void setPlace(@Nullable String place) {
        this.place = place;
    }

    public List<ParticipantRow> getParticipants() {
        return participants;
    }

    public void setParticipants(List<ParticipantRow> participants) {
        this.participants = participants;
    }

    public List<OfficerRow> getOfficers() {
        return officers;
    }

    public void setOfficers(List<OfficerRow> officers) {
        this.officers = officers;
    }

    public List<@Nullable UUID> getTopics() {
        return topics;
    }

    public void setTopics(List<@Nullable UUID> topics) {
        this.topics = topics;
    }

    public @Nullable String getSummary() {
        return summary;
    }

    public void setSummary(@Nullable String summary) {
        this.summary = summary;
    }

    public List<StanceRow> getStances() {
        return stances;
    }

    public void setStances(List<StanceRow> stances) {
        this.stances = stances;
    }

    public Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(@Nullable Sensitivity sensitivity) {
        if (sensitivity != null) {
            this.sensitivity = sensitivity;
        }
    }

    public List<OfficerRow> getReaders() {
        return readers;
    }

    public void setReaders(List<OfficerRow> readers) {
        this.readers = readers;
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

    /** Whether it is still to come about. */
    public boolean isPlanned() {
        return planned;
    }

    public void setPlanned(boolean planned) {
        this.planned = planned;
    }

    /** Somebody of the other side: a contact that is picked, or a name. */
    static final class ParticipantRow {

        private final Picked contact = new Picked();
        private @Nullable String name;
        private @Nullable String affiliation;

        boolean isEmpty() {
            return contact.id() == null
                    && Forms.textOrNull(contact.text()) == null
                    && contact.ids().findAny().isEmpty()
                    && Forms.textOrNull(name) == null
                    && Forms.textOrNull(affiliation) == null;
        }

        private Participant read() {
            UUID id = contact.id();
            return new Participant(
                    id == null ? null : new ContactId(id), Forms.textOrNull(name), Forms.textOrNull(affiliation));
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

        public Picked picked() {
            return contact;
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
    }

    /** An officer that is picked. */
    static final class OfficerRow {

        private final Picked officer = new Picked();

        private static OfficerRow of(OfficerId officer, Shown shown) {
            return of(officer, shown.name(officer.value()));
        }

        private static OfficerRow of(OfficerId officer, String name) {
            OfficerRow row = new OfficerRow();
            row.officer.id(officer.value());
            row.officer.text(name);
            return row;
        }

        boolean isEmpty() {
            return officer.id() == null
                    && Forms.textOrNull(officer.text()) == null
                    && officer.ids().findAny().isEmpty();
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

        public Picked picked() {
            return officer;
        }
    }

    /** Where one of the participants stands on one of the topics. */
    static final class StanceRow {

        private @Nullable UUID contact;
        private @Nullable UUID topic;
        private Stance stance = Stance.UNKNOWN;
        private @Nullable String on;
        private StanceSource source = StanceSource.SAID_TO_US;

        private static StanceRow of(StatedStance stated) {
            StanceRow row = new StanceRow();
            row.contact = stated.contact().value();
            row.topic = stated.topic().value();
            row.stance = stated.stance();
            row.on = stated.on() == null ? null : stated.on().toString();
            row.source = stated.source();
            return row;
        }

        boolean isEmpty() {
            return contact == null && topic == null && Forms.textOrNull(on) == null;
        }

        private @Nullable StatedStance read(String path, Errors errors) {
            if (contact == null) {
                errors.rejectValue(path + ".contact", "crm.interaction.error.stance-of-whom");
            }
            if (topic == null) {
                errors.rejectValue(path + ".topic", "crm.interaction.error.stance-on-what");
            }
            LocalDate day = on == null || on.isBlank()
                    ? null
                    : InteractionForm.read(
                            LocalDate::parse, on, path + ".on", "crm.interaction.error.stance-day", errors);
            return contact == null || topic == null
                    ? null
                    : new StatedStance(new ContactId(contact), new TopicId(topic), stance, day, source);
        }

        public @Nullable UUID getContact() {
            return contact;
        }

        public void setContact(@Nullable UUID contact) {
            this.contact = contact;
        }

        public @Nullable UUID getTopic() {
            return topic;
        }

        public void setTopic(@Nullable UUID topic) {
            this.topic = topic;
        }

        public Stance getStance() {
            return stance;
        }

        public void setStance(@Nullable Stance stance) {
            if (stance != null) {
                this.stance = stance;
            }
        }

        public @Nullable String getOn() {
            return on;
        }

        public void setOn(@Nullable String on) {
            this.on = on;
        }

        public StanceSource getSource() {
            return source;
        }

        public void setSource(@Nullable StanceSource source) {
            if (source != null) {
                this.source = source;
            }
        }
    }
}
