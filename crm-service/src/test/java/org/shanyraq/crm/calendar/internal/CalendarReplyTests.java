package org.shanyraq.crm.calendar.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shanyraq.crm.calendar.CalendarPerson;
import org.shanyraq.crm.calendar.CalendarReply;
import org.shanyraq.crm.calendar.CalendarReply.Answer;
import org.shanyraq.crm.calendar.CalendarTexts;

/** Answers as calendars send them, written down afresh with fictional people, and what is none. */
class CalendarReplyTests {

    private static final String OUTLOOK = """
            BEGIN:VCALENDAR
            METHOD:REPLY
            PRODID:Microsoft Exchange Server 2010
            VERSION:2.0
            BEGIN:VTIMEZONE
            TZID:Romance Standard Time
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            BEGIN:VEVENT
            ATTENDEE;PARTSTAT=ACCEPTED;CN=Ida Sample:MAILTO:Ida.Sample@Example.org
            COMMENT;LANGUAGE=en-GB:With pleasure\\, thank you.\\n
            UID:0191-sample
            SUMMARY;LANGUAGE=en-GB:Accepted: Water dialogue
            DTSTART;TZID=Romance Standard Time:20270318T183000
            DTEND;TZID=Romance Standard Time:20270318T200000
            CLASS:PUBLIC
            PRIORITY:5
            DTSTAMP:20270110T091500Z
            TRANSP:OPAQUE
            STATUS:CONFIRMED
            SEQUENCE:2
            LOCATION;LANGUAGE=en-GB:Sample House
            X-MICROSOFT-CDO-APPT-SEQUENCE:2
            X-MICROSOFT-CDO-BUSYSTATUS:BUSY
            X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
            END:VEVENT
            END:VCALENDAR
            """;

    private static final String GOOGLE = """
            BEGIN:VCALENDAR
            PRODID:-//Google Inc//Google Calendar 70.9054//EN
            VERSION:2.0
            CALSCALE:GREGORIAN
            METHOD:REPLY
            BEGIN:VEVENT
            DTSTART:20270318T173000Z
            DTEND:20270318T190000Z
            DTSTAMP:20270110T091500Z
            ORGANIZER;CN=Mission of Samplestan:mailto:events@mission.example
            UID:0191-sample
            ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Ida Sa
             mple;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Жаль, я в отъезде":mailto:ida.sam
             ple@example.org
            CREATED:20270105T080000Z
            LAST-MODIFIED:20270110T091500Z
            SEQUENCE:2
            STATUS:CONFIRMED
            SUMMARY:Water dialogue
            TRANSP:OPAQUE
            END:VEVENT
            END:VCALENDAR
            """;

    private static final String APPLE = """
            BEGIN:VCALENDAR
            CALSCALE:GREGORIAN
            METHOD:REPLY
            PRODID:-//Apple Inc.//macOS 15.5//EN
            VERSION:2.0
            BEGIN:VEVENT
            ATTENDEE;CN="Ida Sample";CUTYPE=INDIVIDUAL;EMAIL="ida.sample@example.org"
             ;PARTSTAT=TENTATIVE;ROLE=REQ-PARTICIPANT:urn:uuid:6f1c2f0e-0000-4000-8000-0
             00000000000
            DTEND;TZID=Europe/Brussels:20270318T200000
            DTSTAMP:20270110T091500Z
            DTSTART;TZID=Europe/Brussels:20270318T183000
            ORGANIZER;CN="Mission of Samplestan":mailto:events@mission.example
            REQUEST-STATUS:2.0;Success
            SUMMARY:Water dialogue
            UID:0191-sample
            END:VEVENT
            END:VCALENDAR
            """;

    private static final String THUNDERBIRD = """
            BEGIN:VCALENDAR
            PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
            VERSION:2.0
            METHOD:REPLY
            BEGIN:VEVENT
            CREATED:20270105T080000Z
            LAST-MODIFIED:20270110T091459Z
            DTSTAMP:20270110T091500Z
            UID:0191-sample
            SUMMARY:Water dialogue
            ORGANIZER;RSVP=TRUE;CN=Mission of Samplestan;PARTSTAT=ACCEPTED;ROLE=CHAIR:mai
             lto:events@mission.example
            ATTENDEE;PARTSTAT=DELEGATED;CN=Ida Sample;DELEGATED-TO="mailto:Otto.Muster@ex
             ample.org":mailto:ida.sample@example.org
            DTSTART:20270318T173000Z
            DTEND:20270318T190000Z
            SEQUENCE:2
            TRANSP:OPAQUE
            BEGIN:VALARM
            ACTION:DISPLAY
            TRIGGER:-PT15M
            DESCRIPTION:Mozilla alarm
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            """;

    private static final Instant STAMP = Instant.parse("2027-01-10T09:15:00Z");

    private final CalendarTexts texts = new CalendarTextService();

    @Test
    void theAnswersOfCommonCalendarsAreRead() {
        assertThat(read(OUTLOOK)).contains(answer(2, Answer.ACCEPTED, null, "With pleasure, thank you."));
        assertThat(read(GOOGLE)).contains(answer(2, Answer.DECLINED, null, "Жаль, я в отъезде"));
        assertThat(read(APPLE)).contains(answer(0, Answer.TENTATIVE, null, null));
        assertThat(read(THUNDERBIRD)).contains(answer(2, Answer.DELEGATED, "otto.muster@example.org", null));
    }

    @Test
    void lineEndsOfAnySystemAndAByteOrderMarkDoNotMatter() {
        for (String text : List.of(OUTLOOK, GOOGLE, APPLE, THUNDERBIRD)) {
            Optional<CalendarReply> read = read(text);
            assertThat(read).isPresent();
            assertThat(texts.reply(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(read);
            assertThat(read("\uFEFF" + text)).isEqualTo(read);
            assertThat(read(text.replace("VEVENT", "vevent").replace("UID:", "uid:")))
                    .isEqualTo(read);
        }
    }

    /** What is put in place of what, in an answer that is one otherwise. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "METHOD:REPLY|METHOD:REQUEST",
                "METHOD:REPLY|METHOD:DECLINECOUNTER",
                "METHOD:REPLY|METHOD:REPLY\\nMETHOD:REQUEST",
                "METHOD:REPLY|X-METHOD:REPLY",
                "VERSION:2.0|VERSION:1.0",
                "VERSION:2.0|X-VERSION:2.0",
                "UID:0191-sample|X-UID:0191-sample",
                "UID:0191-sample|UID:0191-sample\\nUID:0191-other",
                "UID:0191-sample|UID:",
                "UID:0191-sample|UID:0191 sample",
                "UID:0191-sample|UID:0191-ä",
                "DTSTAMP:20270110T091500Z|DTSTAMP:20270110T091500",
                "DTSTAMP:20270110T091500Z|DTSTAMP:20270230T091500Z",
                "DTSTAMP:20270110T091500Z|DTSTAMP:99999999T999999Z",
                "DTSTAMP:20270110T091500Z|X-STAMP:1",
                "SEQUENCE:2|SEQUENCE:-1",
                "SEQUENCE:2|SEQUENCE:99999999999999999999",
                "SEQUENCE:2|SEQUENCE:two",
                "SEQUENCE:2|SEQUENCE:2\\nSEQUENCE:3",
                "SEQUENCE:2|RECURRENCE-ID:20270318T173000Z",
                "SEQUENCE:2|RRULE:FREQ=SECONDLY",
                "SEQUENCE:2|RDATE:20270318T173000Z",
                "PARTSTAT=DECLINED|PARTSTAT=NEEDS-ACTION",
                "PARTSTAT=DECLINED|PARTSTAT=COMPLETED",
                "PARTSTAT=DECLINED|PARTSTAT=ACCEPTED;PARTSTAT=DECLINED",
                "PARTSTAT=DECLINED|X-NONE=1",
                "PARTSTAT=DECLINED|PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:a@example.org\",\"mailto:b@example.org\"",
                "PARTSTAT=DECLINED|PARTSTAT=DELEGATED;DELEGATED-TO=\"https://example.com\"",
                "mailto:ida.sam|https://ida.sam",
                "mailto:ida.sam|mailto:eve@example.com,ida.sam",
                "mailto:ida.sam|mailto:ida%0Asam",
                "TRANSP:OPAQUE|ATTENDEE;PARTSTAT=ACCEPTED:mailto:eve@example.com",
                "TRANSP:OPAQUE|BEGIN:VEVENT\\nUID:x\\nEND:VEVENT",
                "TRANSP:OPAQUE|BEGIN:A\\nBEGIN:B\\nBEGIN:C\\nEND:C\\nEND:B\\nEND:A",
                "TRANSP:OPAQUE|END:VCALENDAR",
                "TRANSP:OPAQUE|END:VEVENT\\nEND:VEVENT",
                "TRANSP:OPAQUE|END:VEVENT\\nBEGIN:VEVENT",
                "TRANSP:OPAQUE|END:VEVENT\\nBEGIN:VTODO\\nEND:VTODO\\nBEGIN:X-A",
                "BEGIN:VEVENT|BEGIN:VTODO",
                "END:VEVENT|X-END:1",
                "END:VCALENDAR|X-END:1",
                "END:VCALENDAR|END:VCALENDAR\\nBEGIN:VCALENDAR\\nEND:VCALENDAR",
                "BEGIN:VCALENDAR|X-A:1\\nBEGIN:VCALENDAR",
                "BEGIN:VCALENDAR|BEGIN:VEVENT",
                "CREATED:20270105T080000Z|no property at all"
            })
    void whatIsNotTheAnswerOfOneAttendeeToOneEventIsNone(String instead, String put) {
        assertThat(GOOGLE).contains(instead);
        assertThat(read(GOOGLE.replace(instead, put.replace("\\n", "\n")))).isEmpty();
    }

    @Test
    void theWishForAnotherTimeIsReadAsSuchWhateverItSaysOfComing() {
        CalendarReply countered =
                read(GOOGLE.replace("METHOD:REPLY", "METHOD:COUNTER")).orElseThrow();
        assertThat(countered.answer()).isEqualTo(Answer.COUNTERED);
        assertThat(countered.attendee()).isEqualTo(read(GOOGLE).orElseThrow().attendee());
    }

    // Outlook names zones as Windows does; what a text says of a zone itself is not read.
    @Test
    void whoProposesAnotherTimeSaysWhen() {
        Instant four = Instant.parse("2027-03-02T15:00:00Z");
        assertThat(proposed("DTSTART:20270302T150000Z", "DTEND:20270302T160000Z"))
                .isEqualTo(new CalendarReply.Proposal(four, four.plusSeconds(3_600)));
        assertThat(proposed("DTSTART;TZID=W. Europe Standard Time:20270302T160000", "X-NONE:1"))
                .isEqualTo(new CalendarReply.Proposal(four, null));
        assertThat(proposed("DTSTART;TZID=Asia/Tashkent:20270302T200000", "DTEND;TZID=Asia/Tashkent:20270302T190000"))
                .isEqualTo(new CalendarReply.Proposal(four, null));
        for (String none : List.of(
                "DTSTART;VALUE=DATE:20270302",
                "DTSTART:20270302T160000",
                "DTSTART;TZID=Nowhere:20270302T160000",
                // A time that no database keeps would come back with the mailbox each time.
                "DTSTART;TZID=America/New_York:99991231T235959",
                "DTSTART:99991231T235959Z",
                "DTSTART:00010101T000000Z",
                "DTSTART;TZID=Europe/Paris:20270302T250000")) {
            assertThat(proposed(none, "DTEND:20270302T160000Z")).as(none).isNull();
        }
        assertThat(read(GOOGLE).orElseThrow().proposed()).isNull();
    }

    private CalendarReply.@Nullable Proposal proposed(String start, String end) {
        String text = GOOGLE.replaceAll("(?m)^DT(START|END)[^\r\n]*\r?\n", "")
                .replace("METHOD:REPLY", "METHOD:COUNTER")
                .replaceFirst("BEGIN:VEVENT(\r?\n)", "BEGIN:VEVENT$1" + start + "$1" + end + "$1");
        return read(text).orElseThrow().proposed();
    }

    @Test
    void whatIsNoCalendarIsNoAnswer() {
        assertThat(read("")).isEmpty();
        assertThat(read("Accepted: Water dialogue")).isEmpty();
        assertThat(read("<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://127.0.0.1/\"><a/>"))
                .isEmpty();
        assertThat(texts.reply(GOOGLE.getBytes(StandardCharsets.UTF_16))).isEmpty();
        assertThat(texts.reply(new byte[200_000])).isEmpty();
    }

    @Test
    void aCommentIsPlainTextAndNotEndless() {
        String text = OUTLOOK.replace("With pleasure", "\\n\\nWith\u0007\u001B[2J pleasure" + "🌊".repeat(5_000));

        assertThat(read(text).orElseThrow().comment())
                .startsWith("With[2J pleasure🌊")
                .satisfies(comment ->
                        assertThat(comment.codePointCount(0, comment.length())).isEqualTo(2_000));
    }

    @Test
    void anAnswerMayHaveMuchInItButNotEverything() {
        String line = "X-A:1";
        String component = "BEGIN:VALARM\nEND:VALARM";
        assertThat(read(with("X-A:" + "x".repeat(200_000)))).isPresent();
        assertThat(read(with("X-A:" + "x".repeat(262_144)))).isEmpty();
        assertThat(read(with((line + "\n").repeat(900) + line))).isPresent();
        assertThat(read(with((line + "\n").repeat(1_000) + line))).isEmpty();
        assertThat(read(with((component + "\n").repeat(40) + component))).isPresent();
        assertThat(read(with((component + "\n").repeat(50) + component))).isEmpty();
        assertThat(read(with(line + "\n x".repeat(9_000)))).isPresent();
        assertThat(read(with(line + "\n x".repeat(10_000)))).isEmpty();
    }

    private static String with(String lines) {
        return GOOGLE.replace("TRANSP:OPAQUE", lines);
    }

    @ParameterizedTest
    @MethodSource("heavyTexts")
    void textsMadeToTireTheReaderAreGivenUpQuickly(String text) {
        byte[] large = text.getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(large, Math.min(large.length, 256 * 1024));

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(texts.reply(large)).isEmpty();
            assertThat(texts.reply(cut)).isEmpty();
        });
    }

    static Stream<String> heavyTexts() {
        String start = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REPLY\r\n";
        return Stream.of(
                        "BEGIN:VEVENT\r\n",
                        "BEGIN:X\r\nEND:X\r\n",
                        "X:1\r\n",
                        "X\r\n",
                        "\r\n",
                        " a\r\n",
                        "=",
                        ";A=B",
                        ";A=\"",
                        "X;A=\"b\",\"b\":1\r\n",
                        "COMMENT:\\n\r\n",
                        "\\",
                        "^n",
                        "\u0000",
                        "🌊",
                        "a.")
                .map(part -> start + part.repeat(1_048_576 / part.length()));
    }

    @Test
    void aChangedAnswerNeverFailsAndWhatIsReadOfItIsAlwaysWhole() {
        Random random = new Random(5546);
        List<String> seeds = List.of(OUTLOOK, GOOGLE, APPLE, THUNDERBIRD);
        String[] lines = String.join("", seeds).split("\n");
        int read = 0;
        for (int round = 0; round < 6_000; round++) {
            byte[] text = crlf(seeds.get(random.nextInt(seeds.size())));
            for (int change = random.nextInt(3); change >= 0; change--) {
                text = changed(text, lines, random);
            }
            byte[] changed = text;
            Optional<CalendarReply> reply = texts.reply(changed);
            reply.ifPresent(found -> {
                assertThat(found.uid()).matches("[!-~]{1,200}");
                assertThat(found.sequence()).isNotNegative();
                assertThat(CalendarPerson.isAddress(found.attendee())).isTrue();
                assertThat(found.attendee()).isEqualTo(found.attendee().toLowerCase(Locale.ROOT));
                assertThat(found.delegate() == null || CalendarPerson.isAddress(found.delegate()))
                        .isTrue();
                assertThatCode(found::toString).doesNotThrowAnyException();
            });
            read += reply.isPresent() ? 1 : 0;
        }
        // Otherwise the changes are too coarse to try what lies behind the first refusals.
        assertThat(read).isBetween(800, 5_000);
    }

    private static byte[] changed(byte[] text, String[] lines, Random random) {
        int at = random.nextInt(text.length);
        byte[] copy = text.clone();
        switch (random.nextInt(5)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] ^= 0x20;
            case 2 -> {
                return Arrays.copyOf(text, at + 1);
            }
            case 3 -> {
                return joined(
                        Arrays.copyOf(text, at),
                        ("\r\n" + lines[random.nextInt(lines.length)] + "\r\n").getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOfRange(text, at, text.length));
            }
            default -> {
                int end = Math.min(text.length, at + 1 + random.nextInt(40));
                return joined(Arrays.copyOf(text, at), new byte[0], Arrays.copyOfRange(text, end, text.length));
            }
        }
        return copy;
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all.length == 0 ? new byte[1] : all;
    }

    private Optional<CalendarReply> read(String text) {
        return texts.reply(crlf(text));
    }

    private static byte[] crlf(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static CalendarReply answer(
            int sequence, Answer answer, @Nullable String delegate, @Nullable String comment) {
        return new CalendarReply("0191-sample", sequence, "ida.sample@example.org", answer, delegate, comment, STAMP);
    }
}
