package org.shanyraq.crm.dialogue.web;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.organisation.Circle;
import org.springframework.validation.Errors;

/** What the forms of dialogues and of series have in common: languages, place, zone, room, sensitivity. */
abstract class PlaceForm {

    /** The languages in which the forms always ask for a text. */
    static final List<String> TEXT_LANGUAGES = List.of("en", "fr", "kk", "ru");

    /** Zones that the forms suggest; any other may be typed. */
    static final List<String> ZONES = List.of(
            "Europe/Brussels",
            "Europe/Zurich",
            "Europe/Paris",
            "Europe/London",
            "Europe/Vienna",
            "Europe/Berlin",
            "Asia/Almaty",
            "Asia/Aqtau",
            "UTC");

    private List<String> languages = new ArrayList<>();
    private DialogueFormat format = DialogueFormat.IN_PERSON;
    private @Nullable String venue;
    private @Nullable String address;
    private @Nullable String streamLink;
    private String zone = "UTC";
    private final SeatsForm capacity = new SeatsForm();
    private Sensitivity sensitivity = Sensitivity.INTERNAL;
    private long version;
    private Map<String, String> fingerprints = new LinkedHashMap<>();

    /** Puts what is stored, or what a series gives to begin with, into the form. */
    final void place(
            List<String> spoken,
            DialogueFormat wanted,
            @Nullable String venueName,
            @Nullable String venueAddress,
            @Nullable String link,
            ZoneId placeZone,
            Capacity room) {
        languages = new ArrayList<>(spoken);
        format = wanted;
        venue = venueName;
        address = venueAddress;
        streamLink = link;
        zone = placeZone.getId();
        capacity.set(room);
    }

    /** Copies languages, place and room of the other form, as one of the named fields. */
    final void takeLanguages(PlaceForm other) {
        languages = other.languages;
    }

    final void takePlace(PlaceForm other) {
        format = other.format;
        venue = other.venue;
        address = other.address;
        streamLink = other.streamLink;
        zone = other.zone;
    }

    final void takeCapacity(PlaceForm other) {
        capacity.set(other.capacity.read());
    }

    static String roomInWords(Capacity capacity) {
        String circles = inWords(capacity.circles(), Circle::code);
        return (capacity.total() == null ? "∞" : capacity.total()) + (circles.isEmpty() ? "" : ": " + circles);
    }

    static <K> String inWords(Map<K, Integer> numbers, Function<K, String> code) {
        return numbers.entrySet().stream()
                .map(entry -> code.apply(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    static String placeInWords(
            DialogueFormat format,
            @Nullable String venue,
            @Nullable String address,
            @Nullable String link,
            ZoneId zone) {
        return Stream.of(format.code(), venue, address, link, zone.getId())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining("\n"));
    }

    /** The zone as typed; when there is none of that name, {@code errors} says so and null is given. */
    final @Nullable ZoneId readZone(Errors errors) {
        try {
            return ZoneId.of(zone.strip());
        } catch (DateTimeException unknown) {
            errors.rejectValue("zone", "crm.dialogue.error.zone");
            return null;
        }
    }

    final void dropEmptyLanguages() {
        languages.removeIf(language -> language == null || language.isBlank());
    }

    final void offerLanguage() {
        if (languages.isEmpty()) {
            languages.add("");
        }
    }

    /** The place in {@code list[3]}, or -1 when the text names no row of that list. */
    static int row(String text, String list) {
        if (!text.matches(Pattern.quote(list) + "\\[\\d{1,3}]")) {
            return -1;
        }
        return Integer.parseInt(text.substring(list.length() + 1, text.length() - 1));
    }

    static <T> void drop(List<T> rows, int row) {
        if (row >= 0 && row < rows.size()) {
            rows.remove(row);
        }
    }

    public List<String> getLanguages() {
        return languages;
    }

    public void setLanguages(List<String> languages) {
        this.languages = languages;
    }

    public DialogueFormat getFormat() {
        return format;
    }

    public void setFormat(@Nullable DialogueFormat format) {
        this.format = format == null ? DialogueFormat.IN_PERSON : format;
    }

    public @Nullable String getVenue() {
        return venue;
    }

    public void setVenue(@Nullable String venue) {
        this.venue = venue;
    }

    public @Nullable String getAddress() {
        return address;
    }

    public void setAddress(@Nullable String address) {
        this.address = address;
    }

    public @Nullable String getStreamLink() {
        return streamLink;
    }

    public void setStreamLink(@Nullable String streamLink) {
        this.streamLink = streamLink;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(@Nullable String zone) {
        this.zone = zone == null ? "" : zone;
    }

    public SeatsForm getCapacity() {
        return capacity;
    }

    public Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(@Nullable Sensitivity sensitivity) {
        this.sensitivity = sensitivity == null ? Sensitivity.INTERNAL : sensitivity;
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

    /** A number or none for each circle, by its code. */
    static <K> Map<String, @Nullable Integer> shown(K[] keys, Function<K, String> code, Map<K, Integer> numbers) {
        Map<String, @Nullable Integer> shown = new LinkedHashMap<>();
        for (K key : keys) {
            shown.put(code.apply(key), numbers.get(key));
        }
        return shown;
    }

    /** What {@link #shown} shows. */
    static <K extends Enum<K>> Map<K, Integer> read(
            Class<K> type, Function<K, String> code, Map<String, @Nullable Integer> shown) {
        Map<K, Integer> numbers = new EnumMap<>(type);
        for (K key : type.getEnumConstants()) {
            Integer number = shown.get(code.apply(key));
            if (number != null) {
                numbers.put(key, number);
            }
        }
        return numbers;
    }

    /** Seats in all and ceilings of circles. */
    static final class SeatsForm {

        private @Nullable Integer total;
        private Map<String, @Nullable Integer> circles = shown(Circle.values(), Circle::code, Map.of());

        void set(Capacity capacity) {
            total = capacity.total();
            circles = shown(Circle.values(), Circle::code, capacity.circles());
        }

        Capacity read() {
            return new Capacity(total, PlaceForm.read(Circle.class, Circle::code, circles));
        }

        public @Nullable Integer getTotal() {
            return total;
        }

        public void setTotal(@Nullable Integer total) {
            this.total = total;
        }

        public Map<String, @Nullable Integer> getCircles() {
            return circles;
        }

        public void setCircles(Map<String, @Nullable Integer> circles) {
            this.circles = circles;
        }
    }
}
