package org.shanyraq.crm.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.text.Collator;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.mission.MissionView;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Megabytes;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.Violation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/** What templates ask for, as the bean {@code crm}. */
public final class PageSupport {

    private static final String MISSIONS = PageSupport.class.getName() + ".missions";

    private final WebProperties web;
    private final Assets assets;
    private final Access access;
    private final UserLanguage userLanguage;
    private final MessageSource messages;
    private final ObjectProvider<Officers> officers;
    private final ObjectProvider<NavigationItem> navigation;
    private final ObjectProvider<StartLink> startLinks;
    private final ObjectProvider<RecordPanel> panels;
    private final ObjectProvider<HistoryName> historyNames;
    private final ObjectProvider<QuickEntry> quickEntry;
    private final boolean ownLogin;
    private final ZoneId zone;

    /** Sorted once for each language of the pages: forms ask for them once a row. */
    private final Map<Locale, List<Option>> countries = new ConcurrentHashMap<>();

    private final Map<Locale, List<Option>> languages = new ConcurrentHashMap<>();

    PageSupport(
            WebProperties web,
            Assets assets,
            Access access,
            UserLanguage userLanguage,
            MessageSource messages,
            ObjectProvider<Officers> officers,
            ObjectProvider<NavigationItem> navigation,
            ObjectProvider<StartLink> startLinks,
            ObjectProvider<RecordPanel> panels,
            ObjectProvider<HistoryName> historyNames,
            ObjectProvider<QuickEntry> quickEntry,
            boolean ownLogin,
            ZoneId zone) {
        this.web = web;
        this.assets = assets;
        this.access = access;
        this.userLanguage = userLanguage;
        this.messages = messages;
        this.officers = officers;
        this.navigation = navigation;
        this.startLinks = startLinks;
        this.panels = panels;
        this.historyNames = historyNames;
        this.quickEntry = quickEntry;
        this.ownLogin = ownLogin;
        this.zone = zone;
    }

    /** A path of the CRM, as a link. */
    public String path(String path) {
        HttpServletRequest request = request();
        return (request == null ? "" : request.getContextPath()) + web.path(path);
    }

    /** The path of the page of a record, below the base path. */
    public String recordPath(RecordRef record) {
        return "/" + record.kind() + "s/" + record.id();
    }

    /** The versioned address of a style, script or image. */
    public String asset(String file) {
        HttpServletRequest request = request();
        return (request == null ? "" : request.getContextPath()) + assets.path(file);
    }

    /** This page with another cursor, or from its start; the other parameters stay. */
    public String pageLink(@Nullable String cursor) {
        HttpServletRequest request = request();
        if (request == null) {
            return path("");
        }
        UriComponentsBuilder link = ServletUriComponentsBuilder.fromRequest(request)
                .scheme(null)
                .host(null)
                .port(null)
                .replaceQueryParam("cursor");
        if (cursor != null) {
            link.queryParam("cursor", cursor);
        }
        return link.build().toUriString();
    }

    /** A query parameter of the request, or null. */
    public @Nullable String parameter(String name) {
        HttpServletRequest request = request();
        return request == null ? null : request.getParameter(name);
    }

    /** Whether somebody is signed in and may use the CRM at all. */
    public boolean signedIn() {
        return access.find().map(officer -> officer.may(Right.BE_HERE)).orElse(false);
    }

    /** Whether the CRM has a sign-out of its own, and is not using the host's session. */
    public boolean ownLogin() {
        return ownLogin;
    }

    public boolean may(String right) {
        return access.find().map(officer -> officer.may(Right.valueOf(right))).orElse(false);
    }

    public String officerName() {
        return access.find().map(Officer::name).orElse("");
    }

    /** The first letters of the first two words of the officer's name. */
    public String officerInitials() {
        return Arrays.stream(officerName().strip().split("[\\s.@_-]+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                .reduce("", String::concat)
                .toUpperCase(locale());
    }

    /** The name of the officer's mission; of all, when there are a few; null when there is none. */
    public @Nullable String mission() {
        List<MissionView> missions = missions();
        return missions.isEmpty() || missions.size() > 3
                ? null
                : String.join(" · ", missions.stream().map(MissionView::name).toList());
    }

    /** The name of the mission whose record it is, for officers of several missions; null for those of one, who need not be told. */
    public @Nullable String missionOf(@Nullable MissionId mission) {
        List<MissionView> missions = missions();
        return missions.size() < 2
                ? null
                : missions.stream()
                        .filter(known -> known.id().equals(mission))
                        .map(MissionView::name)
                        .findFirst()
                        .orElse(null);
    }

    /** What tells a record from others of the same text where one chooses, for officers of several missions with the name of its own. */
    public @Nullable String note(@Nullable String distinction, @Nullable MissionId mission) {
        String name = missionOf(mission);
        if (distinction == null) {
            return name;
        }
        return name == null ? distinction : distinction + ", " + name;
    }

    /** What a job is called where it has a title, and else what its kind is called. */
    public String jobName(String title, String kind) {
        return title.isEmpty() ? message("crm.job.kind." + kind) : title;
    }

    private record Missions(List<MissionView> all) {}

    /** The missions of the officer, read once for a page. */
    private List<MissionView> missions() {
        Officers known = officers.getIfAvailable();
        if (known == null || !signedIn()) {
            return List.of();
        }
        HttpServletRequest request = request();
        if (request != null && request.getAttribute(MISSIONS) instanceof Missions read) {
            return read.all();
        }
        List<MissionView> missions = known.missions();
        if (request != null) {
            request.setAttribute(MISSIONS, new Missions(missions));
        }
        return missions;
    }

    /** So many entries have their place beside the search box, on a phone too. */
    private static final int ENTRIES = 6;

    /** The entries that the officer may use and that are in sight, in order. */
    public List<NavigationItem> navigation() {
        List<NavigationItem> all = allNavigation();
        return all.size() > ENTRIES ? all.subList(0, ENTRIES - 1) : all;
    }

    /** The other entries that the officer may use, behind one that opens them. */
    public List<NavigationItem> moreNavigation() {
        List<NavigationItem> all = allNavigation();
        return all.size() > ENTRIES ? all.subList(ENTRIES - 1, all.size()) : List.of();
    }

    /** Whether an entry of that key is one of these. */
    public boolean isAmong(List<NavigationItem> entries, @Nullable String key) {
        return entries.stream().anyMatch(entry -> entry.key().equals(key));
    }

    private List<NavigationItem> allNavigation() {
        return navigation.stream()
                .filter(item -> may(item.right().name()))
                .sorted(Comparator.comparingInt(NavigationItem::order))
                .toList();
    }

    /** The links of this kind that the officer may follow from the start page, in order. */
    public List<StartLink> startLinks(StartLink.Kind kind) {
        return startLinks.stream()
                .filter(link -> link.kind() == kind && may(link.right().name()))
                .sorted(Comparator.comparingInt(StartLink::order))
                .toList();
    }

    /** What one key opens on every page, if there is something and the officer may. */
    public @Nullable QuickEntry quickEntry() {
        QuickEntry entry = quickEntry.getIfAvailable();
        return entry != null && may(entry.right().name()) ? entry : null;
    }

    /** What features above add to the page of a record of that kind, as far as the officer may see it, in order. */
    public List<RecordPanel> panels(String record) {
        return panels.stream()
                .filter(panel ->
                        panel.record().equals(record) && may(panel.right().name()))
                .sorted(Comparator.comparingInt(RecordPanel::order))
                .toList();
    }

    /** {@code en}, {@code fr}, {@code kk} or {@code ru}. */
    public String language() {
        return locale().getLanguage();
    }

    /** The languages of the pages. */
    public List<String> languages() {
        return UserLanguage.LANGUAGES;
    }

    /** {@code light}, {@code dark}, or null: as the device asks. */
    public @Nullable String theme() {
        HttpServletRequest request = request();
        return request == null ? null : userLanguage.theme(request);
    }

    public String text(@Nullable LocalizedText text) {
        return text == null ? "" : text.in(language());
    }

    /** The text of that key, or the key when there is none. */
    public String message(String key) {
        return message(key, List.of());
    }

    /** The same with arguments; a {@link Violation#word} among them becomes its text. */
    public String message(String key, Collection<?> arguments) {
        Object[] worded = Violation.inWords(arguments, this::message).toArray();
        String text = messages.getMessage(key, worded, key, locale());
        return text == null ? key : text;
    }

    /** The name of a field in a history: {@code names[0].family} is the text {@code <prefix>names.family}; as it is, without one. */
    public String fieldName(String prefix, String field) {
        String number = field.replaceAll("[^0-9]+", " ").strip();
        String plain = dashed(field.replaceAll("\\[[^\\]]*\\]", ""));
        String text = messages.getMessage(prefix + plain, null, "", locale());
        if (text == null || text.isEmpty()) {
            return field;
        }
        return number.isEmpty() || number.contains(" ") ? text : text + " " + (Integer.parseInt(number) + 1);
    }

    /** The entries of a history in words; {@code prefix} makes the key of a field's name, as in {@link #fieldName}. */
    public List<HistoryLines.Line> history(List<AuditEntry> entries, String prefix) {
        return new HistoryLines(this, historyNames.orderedStream()).of(entries, entry -> prefix);
    }

    /** The entries of records of all kinds in words. */
    public List<HistoryLines.Line> history(List<AuditEntry> entries) {
        return new HistoryLines(this, historyNames.orderedStream())
                .of(entries, entry -> "crm." + entry.kind() + ".field.");
    }

    /** The text of a key, or null when there is none. */
    @Nullable
    String textOrNull(String key) {
        String text = messages.getMessage(key, null, "", locale());
        return text == null || text.isEmpty() ? null : text;
    }

    /**
     * A value of a history in words, where it is one of ours: {@code COMMITTEE} of {@code kind} under {@code crm.organisation.field.} is
     * the text {@code crm.organisation.kind.committee}, else that of organisations or of all; as it is, without one.
     */
    public String fieldValue(String prefix, String field, @Nullable String value) {
        if (value == null) {
            return "";
        }
        if (value.equals("true") || value.equals("false")) {
            return message("crm.shared.history.value." + value);
        }
        if (!value.matches("[A-Z][A-Z_]*")) {
            return value;
        }
        String word = dashed(field.substring(field.lastIndexOf('.') + 1).replaceAll("\\[[^\\]]*\\]", "")) + "."
                + value.toLowerCase(Locale.ROOT).replace('_', '-');
        for (String feature :
                List.of(prefix.replaceAll("^(crm\\.[a-z]+\\.).*$", "$1"), "crm.organisation.", "crm.shared.")) {
            String text = messages.getMessage(feature + word, null, "", locale());
            if (text != null && !text.isEmpty()) {
                return text;
            }
        }
        return value;
    }

    /** The constant as it is written in keys, classes and the API: {@code EU_INSTITUTION} is {@code eu-institution}. */
    public String code(@Nullable Enum<?> constant) {
        return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constants as choices; the text of each is {@code <prefix><code>}. */
    public List<Option> options(Enum<?>[] constants, String prefix) {
        return Arrays.stream(constants)
                .map(constant -> new Option(constant.name(), message(prefix + code(constant))))
                .toList();
    }

    /** A {@link PartialDate}, {@link LocalDate} or {@link Instant} in words; empty for null. */
    public String date(@Nullable Object date) {
        if (date instanceof PartialDate partial) {
            return partial(partial);
        }
        if (date instanceof LocalDate day) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                    .withLocale(locale())
                    .format(day);
        }
        if (date instanceof Instant instant) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(locale())
                    .format(instant.atZone(zone));
        }
        return "";
    }

    /** A month with its year, as a heading: November 2026. */
    public String month(YearMonth month) {
        String text = DateTimeFormatter.ofPattern("LLLL uuuu", locale()).format(month);
        return text.substring(0, 1).toUpperCase(locale()) + text.substring(1);
    }

    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL_STANDALONE, locale());
    }

    /** In two or three letters. */
    public String weekdayShort(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT_STANDALONE, locale());
    }

    /** The time of day of an instant at a place. */
    public String time(Instant instant, ZoneId place) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale())
                .format(instant.atZone(place));
    }

    /** The day at a place. */
    public String dateIn(Instant instant, ZoneId place) {
        return date(instant.atZone(place).toLocalDate());
    }

    /** From when to when at a place, with the day, and with both when they differ. */
    public String span(Instant start, Instant end, ZoneId place) {
        DateTimeFormatter whole = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale());
        boolean sameDay =
                start.atZone(place).toLocalDate().equals(end.atZone(place).toLocalDate());
        return whole.format(start.atZone(place)) + " – "
                + (sameDay ? time(end, place) : whole.format(end.atZone(place)));
    }

    /** A period in words; empty when nothing is known of it. */
    public String tenure(@Nullable Tenure tenure) {
        if (tenure == null) {
            return "";
        }
        PartialDate since = tenure.since();
        PartialDate until = tenure.until();
        if (since != null && until != null) {
            return message("crm.shared.tenure.between", List.of(partial(since), partial(until)));
        }
        if (until != null) {
            return message("crm.shared.tenure.until", List.of(partial(until)));
        }
        if (since != null) {
            return message(
                    tenure.ended() ? "crm.shared.tenure.since-ended" : "crm.shared.tenure.since",
                    List.of(partial(since)));
        }
        return tenure.ended() ? message("crm.shared.tenure.ended") : "";
    }

    /** How large a file is, in kilobytes of 1,024 bytes or in {@link Megabytes}. */
    public String size(long bytes) {
        return bytes < Megabytes.ONE
                ? message("crm.shared.size.kilobytes", List.of(Math.max(1, bytes / 1024)))
                : message("crm.shared.size.megabytes", List.of(Megabytes.of(bytes)));
    }

    /** The name of a country (ISO 3166-1 alpha-2). */
    public String country(@Nullable String code) {
        return code == null ? "" : new Locale.Builder().setRegion(code).build().getDisplayCountry(locale());
    }

    /** All countries, by name. */
    public List<Option> countries() {
        return countries.computeIfAbsent(
                locale(), locale -> byName(Arrays.stream(Locale.getISOCountries()), this::country));
    }

    /** The name of a language (ISO 639-1); a language of the pages is named in itself. */
    public String languageName(@Nullable String code) {
        if (code == null) {
            return "";
        }
        Locale named = Locale.forLanguageTag(code);
        String name = named.getDisplayLanguage(UserLanguage.LANGUAGES.contains(code) ? named : locale());
        return name.isEmpty() ? code : name.substring(0, 1).toUpperCase(named) + name.substring(1);
    }

    /** The name of a language that somebody speaks or that is spoken somewhere, in the language of the reader. */
    public String spokenLanguage(@Nullable String code) {
        if (code == null) {
            return "";
        }
        String name = Locale.forLanguageTag(code).getDisplayName(locale());
        return name.isEmpty() ? code : name.substring(0, 1).toUpperCase(locale()) + name.substring(1);
    }

    /** The languages that somebody may speak, by name. */
    public List<Option> spokenLanguages() {
        return languages.computeIfAbsent(
                locale(),
                locale -> byName(Arrays.stream(Locale.getISOLanguages()).filter(code -> code.length() == 2), code -> {
                    String name = Locale.forLanguageTag(code).getDisplayLanguage(locale);
                    return name.isEmpty() ? code : name;
                }));
    }

    /** The id of the input of that field. */
    public String fieldId(String name) {
        return "f-" + name.replaceAll("[^A-Za-z0-9]+$", "").replaceAll("[^A-Za-z0-9]+", "-");
    }

    /** What describes an input to who does not see it: ids of its hint and of its error, or null. */
    public @Nullable String describedBy(String name, boolean hint, boolean error) {
        List<String> ids = new ArrayList<>(2);
        if (hint) {
            ids.add(fieldId(name) + "-hint");
        }
        if (error) {
            ids.add(fieldId(name) + "-error");
        }
        return ids.isEmpty() ? null : String.join(" ", ids);
    }

    private List<Option> byName(Stream<String> codes, Function<String, String> name) {
        Collator collator = Collator.getInstance(locale());
        return codes.map(code -> new Option(code, name.apply(code)))
                .sorted(Comparator.comparing(Option::text, collator))
                .toList();
    }

    private String partial(PartialDate date) {
        Integer month = date.month();
        if (month == null) {
            return Integer.toString(date.year());
        }
        if (date.day() == null) {
            return DateTimeFormatter.ofPattern("LLLL yyyy", locale()).format(LocalDate.of(date.year(), month, 1));
        }
        return date(date.earliest());
    }

    /** As keys are written: {@code legalBasis} is {@code legal-basis}. */
    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private Locale locale() {
        HttpServletRequest request = request();
        return request == null ? Locale.UK : userLanguage.locale(request);
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
