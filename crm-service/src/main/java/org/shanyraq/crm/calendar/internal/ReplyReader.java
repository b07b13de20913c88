package org.shanyraq.crm.calendar.internal;

import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.Context;
import com.github.mangstadt.vinnie.io.SyntaxRules;
import com.github.mangstadt.vinnie.io.VObjectDataListener;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectReader;
import com.github.mangstadt.vinnie.io.Warning;
import com.ibm.icu.util.TimeZone;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.calendar.CalendarPerson;
import org.shanyraq.crm.calendar.CalendarReply;
import org.shanyraq.crm.calendar.CalendarReply.Answer;

/**
 * Reads the answer of an attendee out of a text of anybody. The lines are read by the parser beneath biweekly and looked at as they come:
 * nothing of the text is computed, neither its time zones nor its rules of recurrence, which can be made to take for ever.
 */
final class ReplyReader implements VObjectDataListener {

    private static final Instant EARLIEST = Instant.parse("1970-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");
    private static final int MOST_OCTETS = 256 * 1024;
    private static final int MOST_LINES = 10_000;
    private static final int MOST_COMPONENTS = 50;
    private static final int MOST_PROPERTIES = 1_000;
    private static final int DEEPEST = 4;
    private static final int LONGEST_COMMENT = 2_000;

    private static final String CALENDAR = "VCALENDAR";
    private static final String EVENT = "VEVENT";
    private static final Set<String> OTHERS = Set.of("VTODO", "VJOURNAL", "VFREEBUSY", "VPOLL", "VAVAILABILITY");
    private static final Set<String> SERIES = Set.of("RECURRENCE-ID", "RRULE", "RDATE", "EXRULE", "EXDATE");
    private static final Set<String> READ =
            Set.of("UID", "SEQUENCE", "DTSTAMP", "ATTENDEE", "COMMENT", "DTSTART", "DTEND");

    private static final Pattern UID = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,9}");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern STAMPED = Pattern.compile("[0-9]{8}T[0-9]{6}Z");
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern TIMED = Pattern.compile("[0-9]{8}T[0-9]{6}");
    private static final String MAILTO = "mailto:";

    private final Map<String, List<VObjectProperty>> event = new HashMap<>();
    private final List<String> methods = new ArrayList<>();
    private final List<String> versions = new ArrayList<>();
    private int calendars;
    private int events;
    private int components;
    private int properties;
    private int depth;
    private boolean refused;

    private ReplyReader() {}

    /** Empty for what is no such answer. */
    static Optional<CalendarReply> read(byte[] text) {
        if (text.length > MOST_OCTETS || lines(text) > MOST_LINES) {
            return Optional.empty();
        }
        String decoded = new String(text, StandardCharsets.UTF_8);
        String plain = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
        ReplyReader found = new ReplyReader();
        try (VObjectReader reader = new VObjectReader(new StringReader(plain), new SyntaxRules(SyntaxStyle.NEW))) {
            reader.setCaretDecodingEnabled(true);
            reader.parse(found);
            return found.reply();
        } catch (IOException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    private static int lines(byte[] text) {
        int lines = 1;
        byte before = 0;
        for (byte octet : text) {
            if (octet == '\r' || (octet == '\n' && before != '\r')) {
                lines++;
            }
            before = octet;
        }
        return lines;
    }

    @Override
    public void onComponentBegin(String name, Context context) {
        depth++;
        components++;
        String kind = name.toUpperCase(Locale.ROOT);
        boolean root = depth == 1;
        if (root != kind.equals(CALENDAR) || (kind.equals(EVENT) && depth != 2) || OTHERS.contains(kind)) {
            refuse(context);
        }
        calendars += root ? 1 : 0;
        events += kind.equals(EVENT) ? 1 : 0;
        if (depth > DEEPEST || components > MOST_COMPONENTS || calendars > 1 || events > 1) {
            refuse(context);
        }
    }

    @Override
    public void onComponentEnd(String name, Context context) {
        depth--;
        // The parser ends by itself what is open when something around it ends.
        if (!context.getUnfoldedLine().strip().equalsIgnoreCase("END:" + name)) {
            refuse(context);
        }
    }

    @Override
    public void onProperty(VObjectProperty property, Context context) {
        properties++;
        if (properties > MOST_PROPERTIES || depth == 0) {
            refuse(context);
            return;
        }
        String name = property.getName().toUpperCase(Locale.ROOT);
        if (depth == 1 && name.equals("METHOD")) {
            methods.add(property.getValue().strip());
        }
        if (depth == 1 && name.equals("VERSION")) {
            versions.add(property.getValue().strip());
        }
        List<String> parents = context.getParentComponents();
        if (depth == 2 && parents.get(parents.size() - 1).equalsIgnoreCase(EVENT)) {
            if (SERIES.contains(name)) {
                refuse(context);
            } else if (READ.contains(name)) {
                event.computeIfAbsent(name, first -> new ArrayList<>()).add(property);
            }
        }
    }

    @Override
    public void onVersion(String value, Context context) {
        versions.add(value.strip());
    }

    @Override
    public void onWarning(
            Warning warning, @Nullable VObjectProperty property, @Nullable Exception exception, Context context) {
        refuse(context);
    }

    private void refuse(Context context) {
        refused = true;
        context.stop();
    }

    private Optional<CalendarReply> reply() {
        if (refused
                || depth != 0
                || events != 1
                || !versions.equals(List.of("2.0"))
                || methods.size() != 1
                || !(isAnswer() || isCounter())) {
            return Optional.empty();
        }
        String uid = value("UID");
        VObjectProperty attendee = only("ATTENDEE");
        Instant stamp = stamp(value("DTSTAMP"));
        List<VObjectProperty> sequences = event.getOrDefault("SEQUENCE", List.of());
        String sequence = sequences.isEmpty() ? "0" : value("SEQUENCE");
        if (uid == null
                || !UID.matcher(uid).matches()
                || attendee == null
                || stamp == null
                || sequence == null
                || !SEQUENCE.matcher(sequence).matches()) {
            return Optional.empty();
        }
        String address = address(attendee);
        Answer answer = isCounter() ? Answer.COUNTERED : answer(parameter(attendee, "PARTSTAT"));
        List<String> delegates = parameter(attendee, "DELEGATED-TO");
        if (address == null || answer == null || delegates.size() > 1) {
            return Optional.empty();
        }
        String delegate = null;
        if (answer == Answer.DELEGATED && !delegates.isEmpty()) {
            delegate = address(delegates.get(0));
            if (delegate == null) {
                return Optional.empty();
            }
        }
        return Optional.of(new CalendarReply(
                uid,
                Integer.parseInt(sequence),
                address,
                answer,
                delegate,
                comment(attendee),
                stamp,
                answer == Answer.COUNTERED ? proposal() : null));
    }

    private CalendarReply.@Nullable Proposal proposal() {
        Instant starts = time("DTSTART");
        Instant ends = time("DTEND");
        return starts == null
                ? null
                : new CalendarReply.Proposal(starts, ends == null || !ends.isAfter(starts) ? null : ends);
    }

    /** A time in UTC, or in a zone that is known by its name; what the text itself says of the zone is not read. */
    private @Nullable Instant time(String name) {
        VObjectProperty property = only(name);
        String text = value(name);
        if (property == null || text == null || STAMPED.matcher(text).matches()) {
            Instant stamped = stamp(text);
            return stamped == null ? null : sensible(stamped);
        }
        List<String> zones = parameter(property, "TZID");
        if (!TIMED.matcher(text).matches() || zones.size() != 1) {
            return null;
        }
        try {
            ZoneId zone = zone(zones.get(0));
            return zone == null
                    ? null
                    : sensible(LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant());
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** No dialogue is proposed for a year that cannot be kept. */
    private static @Nullable Instant sensible(Instant time) {
        return time.isBefore(EARLIEST) || time.isAfter(LATEST) ? null : time;
    }

    /** As calendars name zones: as everybody does, or as Windows does. */
    private static @Nullable ZoneId zone(String name) {
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        String known = TimeZone.getIDForWindowsID(name, "001");
        return known == null || !ZoneId.getAvailableZoneIds().contains(known) ? null : ZoneId.of(known);
    }

    private boolean isAnswer() {
        return methods.get(0).equalsIgnoreCase("REPLY");
    }

    private boolean isCounter() {
        return methods.get(0).equalsIgnoreCase("COUNTER");
    }

    private @Nullable VObjectProperty only(String name) {
        List<VObjectProperty> found = event.getOrDefault(name, List.of());
        return found.size() == 1 ? found.get(0) : null;
    }

    private @Nullable String value(String name) {
        VObjectProperty property = only(name);
        return property == null ? null : property.getValue().strip();
    }

    private static @Nullable Instant stamp(@Nullable String text) {
        if (text == null || !STAMPED.matcher(text).matches()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text, STAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable Answer answer(List<String> statuses) {
        if (statuses.size() != 1) {
            return null;
        }
        return switch (statuses.get(0).toUpperCase(Locale.ROOT)) {
            case "ACCEPTED" -> Answer.ACCEPTED;
            case "DECLINED" -> Answer.DECLINED;
            case "TENTATIVE" -> Answer.TENTATIVE;
            case "DELEGATED" -> Answer.DELEGATED;
            default -> null;
        };
    }

    private static List<String> parameter(VObjectProperty property, String name) {
        return property.getParameters().getMap().getOrDefault(name, List.of());
    }

    /** Some calendars name people by numbers of their own and tell the address beside them. */
    private static @Nullable String address(VObjectProperty attendee) {
        String address = address(attendee.getValue());
        List<String> told = parameter(attendee, "EMAIL");
        return address != null || told.size() != 1 ? address : address(MAILTO + told.get(0));
    }

    private static @Nullable String address(String uri) {
        String text = uri.strip();
        if (!text.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
            return null;
        }
        String address = text.substring(MAILTO.length()).strip();
        return CalendarPerson.isAddress(address) ? address.toLowerCase(Locale.ROOT) : null;
    }

    /** Where calendars put what the attendee wrote: the standard says there, Google beside the attendee. */
    private @Nullable String comment(VObjectProperty attendee) {
        List<VObjectProperty> comments = event.getOrDefault("COMMENT", List.of());
        List<String> beside = parameter(attendee, "X-RESPONSE-COMMENT");
        String first = beside.isEmpty() ? null : beside.get(0);
        String told = comments.isEmpty()
                ? first
                : VObjectPropertyValues.unescape(comments.get(0).getValue());
        if (told == null) {
            return null;
        }
        String plain = PlainText.text(told).strip();
        if (plain.isEmpty()) {
            return null;
        }
        int end = plain.codePointCount(0, plain.length()) > LONGEST_COMMENT
                ? plain.offsetByCodePoints(0, LONGEST_COMMENT)
                : plain.length();
        return plain.substring(0, end);
    }
}
