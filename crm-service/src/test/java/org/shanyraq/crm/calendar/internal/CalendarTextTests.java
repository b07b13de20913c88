package org.shanyraq.crm.calendar.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.calendar.CalendarEntry;
import org.shanyraq.crm.calendar.CalendarEntry.Certainty;
import org.shanyraq.crm.calendar.CalendarEntry.Privacy;
import org.shanyraq.crm.calendar.CalendarEvent;
import org.shanyraq.crm.calendar.CalendarPerson;
import org.shanyraq.crm.calendar.CalendarTexts;

/** What is written is read back with ical4j, which shares nothing with the library that wrote it. */
class CalendarTextTests {

    private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
    private static final Instant BEGINS = Instant.parse("2027-03-18T17:30:00Z");
    private static final Instant STAMP = Instant.parse("2027-01-05T08:00:00Z");
    private static final CalendarPerson MISSION = new CalendarPerson("Mission of Samplestan", "events@mission.example");
    private static final CalendarPerson GUEST = new CalendarPerson("Ida Sample", "ida.sample@example.org");

    private final CalendarTexts texts = new CalendarTextService();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Déjeuner à l'ambassade; où, quand?",
                "Орта Азиядағы су: әңгіме, «Ғылым»",
                "Διάλογος για το νερό, δεύτερη συνάντηση",
                "წყლის დიალოგი; 水の対話, 🌊🌊"
            })
    void aRequestIsReadAsItWasMeantInEveryScript(String text) {
        CalendarEvent event = new CalendarEvent(
                "0191-sample",
                4,
                text,
                text + "\n" + text.repeat(20) + "\n\\n is no line",
                text,
                URI.create("https://crm.example/r/abc?x=1"),
                BEGINS,
                BEGINS.plusSeconds(5400),
                BRUSSELS,
                STAMP,
                new CalendarPerson(text, "events@mission.example"),
                new CalendarPerson("Ida " + text, "ida.sample@example.org"),
                true,
                CalendarEvent.Participation.NEEDS_ACTION);

        Calendar calendar = read(texts.request(event));

        assertThat(calendar.validate().hasErrors()).as(calendar.toString()).isFalse();
        assertThat(value(calendar, "METHOD")).isEqualTo("REQUEST");
        VEvent read = event(calendar);
        assertThat(value(read, "UID")).isEqualTo("0191-sample");
        assertThat(value(read, "SEQUENCE")).isEqualTo("4");
        assertThat(value(read, "SUMMARY")).isEqualTo(text);
        assertThat(value(read, "DESCRIPTION")).isEqualTo(text + "\n" + text.repeat(20) + "\n\\n is no line");
        assertThat(value(read, "LOCATION")).isEqualTo(text);
        assertThat(value(read, "URL")).isEqualTo("https://crm.example/r/abc?x=1");
        assertThat(value(read, "STATUS")).isEqualTo("CONFIRMED");
        assertThat(time(read, "DTSTAMP")).isEqualTo(STAMP);
        assertThat(time(read, "DTSTART")).isEqualTo(BEGINS);
        assertThat(time(read, "DTEND")).isEqualTo(BEGINS.plusSeconds(5400));
        Property organiser = property(read, "ORGANIZER");
        assertThat(organiser.getValue()).isEqualTo("mailto:events@mission.example");
        assertThat(parameter(organiser, "CN")).isEqualTo(text);
        Property attendee = property(read, "ATTENDEE");
        assertThat(attendee.getValue()).isEqualTo("mailto:ida.sample@example.org");
        assertThat(parameter(attendee, "CN")).isEqualTo("Ida " + text);
        assertThat(parameter(attendee, "PARTSTAT")).isEqualTo("NEEDS-ACTION");
        assertThat(parameter(attendee, "RSVP")).isEqualTo("TRUE");
    }

    @ParameterizedTest
    @EnumSource
    void aRequestShowsTheAttendeeWhatTheySaid(CalendarEvent.Participation participation) {
        CalendarEvent asked = event("Water dialogue");
        String text = texts.request(new CalendarEvent(
                asked.uid(),
                asked.sequence(),
                asked.summary(),
                asked.description(),
                asked.location(),
                asked.url(),
                asked.begins(),
                asked.ends(),
                asked.zone(),
                asked.stamp(),
                asked.organiser(),
                asked.attendee(),
                asked.rsvp(),
                participation));
        assertThat(parameter(property(event(read(text)), "ATTENDEE"), "PARTSTAT"))
                .isEqualTo(participation.name().replace('_', '-'));
    }

    @Test
    void aCancellationNamesTheAttendeeAndAsksForNoAnswer() {
        Calendar calendar = read(texts.cancel(event("Water dialogue")));

        assertThat(calendar.validate().hasErrors()).as(calendar.toString()).isFalse();
        assertThat(value(calendar, "METHOD")).isEqualTo("CANCEL");
        assertThat(value(event(calendar), "STATUS")).isEqualTo("CANCELLED");
        Property attendee = property(event(calendar), "ATTENDEE");
        assertThat(attendee.getValue()).isEqualTo("mailto:ida.sample@example.org");
        assertThat(attendee.getParameter("RSVP")).isEmpty();
    }

    @Test
    void aPublishedEventDoesNotTellWhoIsInvited() {
        String text = texts.publish(event("Water dialogue"));

        assertThat(read(text).validate().hasErrors()).as(text).isFalse();
        assertThat(value(read(text), "METHOD")).isEqualTo("PUBLISH");
        assertThat(text).doesNotContain("ida.sample", "Ida", "ATTENDEE");
    }

    @Test
    void aCalendarToSubscribeToTellsHowCertainAndHowPrivateEachEntryIs() {
        List<CalendarEntry> entries = List.of(
                entry("draft", BEGINS, BRUSSELS, Certainty.TENTATIVE, Privacy.CONFIDENTIAL),
                entry("inviting", BEGINS, ZoneId.of("Asia/Almaty"), Certainty.CONFIRMED, Privacy.PUBLIC),
                entry("cancelled", BEGINS, BRUSSELS, Certainty.CANCELLED, Privacy.PRIVATE),
                entry("utc", BEGINS, ZoneOffset.UTC, Certainty.CONFIRMED, Privacy.PRIVATE, "uid-utc"));

        String text = texts.publish("Диалогтар, 2027", entries);
        Calendar calendar = read(text);

        // An organiser would make meetings of them, which calendars offer to answer.
        assertThat(calendar.validate().getEntries()).as(text).allSatisfy(entry -> assertThat(entry.getMessage())
                .contains("ORGANIZER"));
        assertThat(text).contains("\r\nNAME:Диалогтар\\, 2027\r\n", "\r\nX-WR-CALNAME:Диалогтар\\, 2027\r\n");
        assertThat(text).contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        assertThat(calendar.getComponents("VTIMEZONE").stream().map(zone -> value(zone, "TZID")))
                .containsExactlyInAnyOrder("Europe/Brussels", "Asia/Almaty");
        List<CalendarComponent> events = calendar.getComponents("VEVENT");
        assertThat(events.stream().map(event -> value(event, "STATUS")))
                .containsExactly("TENTATIVE", "CONFIRMED", "CANCELLED", "CONFIRMED");
        assertThat(events.stream().map(event -> value(event, "CLASS")))
                .containsExactly("CONFIDENTIAL", "PUBLIC", "PRIVATE", "PRIVATE");
        assertThat(events)
                .allSatisfy(event -> assertThat(time(event, "DTSTART")).isEqualTo(BEGINS));
    }

    /** Programs ask whether a calendar is still the one that they have. */
    @Test
    void theSameEntriesAreTheSameTextEachTime() {
        List<CalendarEntry> entries = Stream.of(
                        "Europe/Brussels",
                        "Asia/Almaty",
                        "America/New_York",
                        "Asia/Tokyo",
                        "Africa/Cairo",
                        "Asia/Dubai")
                .map(zone -> entry("in " + zone, BEGINS, ZoneId.of(zone), Certainty.CONFIRMED, Privacy.PUBLIC, zone))
                .toList();
        String text = texts.publish("Zones", entries);

        for (int time = 0; time < 20; time++) {
            assertThat(new CalendarTextService().publish("Zones", entries)).isEqualTo(text);
        }
    }

    /** Outlook looks for the rule by which clocks change. */
    @Test
    void clocksThatChangeEveryYearAreDescribedByARule() {
        assertThat(texts.publish("Brussels", List.of(entry("meeting", BEGINS, BRUSSELS))))
                .contains(
                        "DTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
                                + "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT",
                        "DTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
                                + "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD");
    }

    @Test
    void aCalendarWithoutEntriesIsOneTooSinceSubscribersComplainOtherwise() {
        assertThat(texts.publish("Empty", List.of()))
                .startsWith("BEGIN:VCALENDAR\r\n")
                .endsWith("END:VCALENDAR\r\n");
    }

    /** The zone is renamed before it is read, so that it is what the text says of it and not what the reader knows. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Brussels, 2027-03-28T00:59:59Z",
        "Europe/Brussels, 2027-03-28T01:00:00Z",
        "Europe/Brussels, 2027-07-01T10:00:00Z",
        "Europe/Brussels, 2026-10-25T00:30:00Z",
        "Europe/Brussels, 2026-10-25T01:30:00Z",
        "Europe/Brussels, 2026-10-25T02:30:00Z",
        "Europe/Brussels, 2026-12-31T23:30:00Z",
        "Europe/Brussels, 2031-01-01T10:00:00Z",
        "Asia/Almaty, 2024-02-29T17:59:59Z",
        "Asia/Almaty, 2024-02-29T18:00:00Z",
        "Asia/Almaty, 2024-03-01T10:00:00Z",
        "Asia/Almaty, 2027-07-01T10:00:00Z",
        "Asia/Almaty, 2023-07-01T10:00:00Z",
        "America/New_York, 2027-03-14T07:00:00Z",
        "America/Nuuk, 2027-06-14T07:00:00Z",
        "America/Nuuk, 2027-01-14T07:00:00Z",
        "Australia/Lord_Howe, 2027-01-14T07:00:00Z",
        "Australia/Lord_Howe, 2027-06-14T07:00:00Z",
        "Africa/Casablanca, 2027-02-14T12:00:00Z",
        "Asia/Dubai, 2027-06-14T07:00:00Z",
        "Europe/Dublin, 2027-01-14T07:00:00Z",
        "Z, 2027-06-14T07:00:00Z",
        "+05:30, 2027-06-14T07:00:00Z"
    })
    void aTimeIsTheSameInstantByTheZoneThatTheTextDescribes(ZoneId zone, Instant begins) {
        String text = texts.publish("Times", List.of(entry("time", begins, zone, Certainty.CONFIRMED, Privacy.PUBLIC)));

        Calendar calendar =
                read(text.replace("TZID=" + zone, "TZID=Test/Place").replace("TZID:" + zone, "TZID:Test/Place"));

        assertThat(time(event(calendar), "DTSTART")).as(text).isEqualTo(begins);
        assertThat(time(event(calendar), "DTEND")).as(text).isEqualTo(begins.plusSeconds(3600));
    }

    @Test
    void almatyIsFiveHoursAheadSinceMarch2024AndWasSixBefore() {
        assertThat(texts.publish(
                        "Almaty",
                        List.of(
                                entry("before", Instant.parse("2024-02-20T05:00:00Z"), ZoneId.of("Asia/Almaty")),
                                entry("after", Instant.parse("2024-03-02T05:00:00Z"), ZoneId.of("Asia/Almaty")))))
                .contains("DTSTART;TZID=Asia/Almaty:20240220T110000", "DTSTART;TZID=Asia/Almaty:20240302T100000")
                .contains("DTSTART:20240301T000000\r\nTZOFFSETFROM:+0600\r\nTZOFFSETTO:+0500\r\n");
    }

    /** In the night when the clocks go back, half past two comes twice; calendars take it for the first. */
    @Test
    void anHourThatComesTwiceIsWrittenInUtcTheSecondTime() {
        assertThat(texts.publish("Night", List.of(entry("first", Instant.parse("2026-10-25T00:30:00Z"), BRUSSELS))))
                .contains("DTSTART;TZID=Europe/Brussels:20261025T023000");
        assertThat(texts.publish("Night", List.of(entry("second", Instant.parse("2026-10-25T01:30:00Z"), BRUSSELS))))
                .contains("DTSTART:20261025T013000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "Ғ", "水", "🌊", "a\u0301"})
    void linesHaveAtMost75OctetsAndAreNotFoldedWithinACharacter(String character) throws CharacterCodingException {
        for (int length = 60; length < 90; length++) {
            String summary = "x".repeat(length) + character.repeat(100);
            String text = texts.request(event(summary));

            for (byte[] line : lines(text)) {
                assertThat(line.length).isLessThanOrEqualTo(75);
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            }
            assertThat(text.replace("\r\n ", "")).contains("\r\nSUMMARY:" + summary + "\r\n");
            assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nATTENDEE:mailto:evil@example.com",
                "\nEND:VEVENT\nBEGIN:VEVENT\nUID:x",
                "\rBEGIN:VALARM",
                "\u2028BEGIN:VALARM",
                "\u0085BEGIN:VALARM",
                "\u000BBEGIN:VALARM",
                "\\nBEGIN:VALARM",
                "\";X-EVIL=\"1\":mailto:evil@example.com",
                "^nX-EVIL:1^'",
                "\u0000\u0007\u001B[2J",
                "\uD83C",
                ";:,\\"
            })
    void noTextOfAnybodyBecomesALineOrAParameterOfItsOwn(String hostile) {
        CalendarEvent event = new CalendarEvent(
                "0191-sample",
                0,
                "Sample" + hostile,
                "Sample" + hostile,
                "Sample" + hostile,
                null,
                BEGINS,
                BEGINS,
                BRUSSELS,
                STAMP,
                new CalendarPerson("Sample" + hostile, "events@mission.example"),
                new CalendarPerson("Sample" + hostile, "ida.sample@example.org"),
                true,
                CalendarEvent.Participation.NEEDS_ACTION);
        for (String text : List.of(
                texts.request(event),
                texts.cancel(event),
                texts.publish(event),
                texts.publish("Sample" + hostile, List.of(entry("Sample" + hostile, BEGINS, BRUSSELS))))) {
            assertThat(text.replace("\r\n", ""))
                    .matches(line -> line.codePoints().noneMatch(Character::isISOControl));
            assertThat(names(text)).doesNotContain("X-EVIL", "VALARM").doesNotHaveDuplicates();
            Calendar calendar = read(text);
            assertThat(calendar.getComponents("VEVENT")).hasSize(1);
            assertThat(event(calendar).getComponents()).isEmpty();
            assertThat(value(event(calendar), "SUMMARY")).startsWith("Sample");
            for (String person : List.of("ORGANIZER", "ATTENDEE")) {
                event(calendar).getProperty(person).ifPresent(found -> {
                    assertThat(found.getValue()).matches("mailto:(events@mission.example|ida.sample@example.org)");
                    assertThat(found.getParameter("X-EVIL")).isEmpty();
                });
            }
        }
    }

    @Test
    void aDescriptionOfAMegabyteIsWrittenAndReadBack() {
        String water = "вода, ".repeat(100_000).strip();
        String text = texts.request(new CalendarEvent(
                "0191-sample",
                0,
                "Sample",
                water,
                null,
                null,
                BEGINS,
                BEGINS,
                BRUSSELS,
                STAMP,
                MISSION,
                GUEST,
                true,
                CalendarEvent.Participation.NEEDS_ACTION));

        assertThat(water.equals(value(event(read(text)), "DESCRIPTION"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ida",
                "ida@",
                "@example.org",
                "ida@example.org\r\nX:1",
                "ida@example.org,eve@example.com",
                "ida sample@example.org",
                "\"ida\"@example.org",
                "mailto:ida@example.org",
                "ida@exa;mple.org"
            })
    void whatIsNoAddressIsNobodyInACalendar(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CalendarPerson("Ida", address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX:1", "é"})
    void whatIsNoUidMakesNoEvent(String uid) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(uid, BEGINS, BRUSSELS, Certainty.CONFIRMED, Privacy.PUBLIC, uid));
    }

    private static CalendarEvent event(String summary) {
        return new CalendarEvent(
                "0191-sample",
                1,
                summary,
                null,
                "Sample House",
                null,
                BEGINS,
                BEGINS.plusSeconds(3600),
                BRUSSELS,
                STAMP,
                MISSION,
                GUEST,
                true,
                CalendarEvent.Participation.NEEDS_ACTION);
    }

    private static CalendarEntry entry(String summary, Instant begins, ZoneId zone) {
        return entry(summary, begins, zone, Certainty.CONFIRMED, Privacy.PUBLIC);
    }

    private static CalendarEntry entry(
            String summary, Instant begins, ZoneId zone, Certainty certainty, Privacy privacy) {
        return entry(summary, begins, zone, certainty, privacy, "uid-" + begins.getEpochSecond() + "-" + certainty);
    }

    private static CalendarEntry entry(
            String summary, Instant begins, ZoneId zone, Certainty certainty, Privacy privacy, String uid) {
        return new CalendarEntry(
                uid, 0, summary, null, null, null, begins, begins.plusSeconds(3600), zone, STAMP, certainty, privacy);
    }

    private static Calendar read(String text) {
        try {
            return new CalendarBuilder().build(new StringReader(text));
        } catch (IOException | ParserException failed) {
            throw new AssertionError(text, failed);
        }
    }

    private static VEvent event(Calendar calendar) {
        return (VEvent) calendar.getComponents("VEVENT").get(0);
    }

    private static Property property(Component component, String name) {
        return component.getProperty(name).orElseThrow();
    }

    private static @Nullable String value(Component component, String name) {
        return property(component, name).getValue();
    }

    private static @Nullable String value(Calendar calendar, String name) {
        return calendar.getProperty(name).orElseThrow().getValue();
    }

    private static @Nullable String parameter(Property property, String name) {
        return property.getParameter(name).orElseThrow().getValue();
    }

    private static Instant time(Component component, String name) {
        Temporal time = ((DateProperty<?>) property(component, name)).getDate();
        if (time instanceof Instant instant) {
            return instant;
        }
        if (time instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        throw new AssertionError(
                name + " is " + time + ", a " + (time instanceof LocalDateTime ? "floating" : "strange") + " time");
    }

    private static List<byte[]> lines(String text) {
        return Stream.of(text.split("\r\n"))
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Names of the components that begin, and of the properties with their component. */
    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        String within = "";
        for (String line : text.replace("\r\n ", "").split("\r\n")) {
            if (line.startsWith("BEGIN:")) {
                within = line.substring(6);
                names.add(within);
            } else if (!line.startsWith("END:")) {
                names.add(within + " " + line.split("[:;]")[0]);
            }
        }
        return names;
    }
}
