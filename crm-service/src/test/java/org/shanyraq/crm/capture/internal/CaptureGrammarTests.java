package org.shanyraq.crm.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.capture.CaptureKind;

/** Lines in four languages, with what each is understood as on a Wednesday. */
class CaptureGrammarTests {

    private static final LocalDate WEDNESDAY = LocalDate.of(2026, 11, 25);

    private static final List<String> PIECES = List.of(
            "met",
            "@",
            "@Ida Sample",
            "@Ida",
            "#",
            "#trade",
            "#central",
            "!",
            "!!",
            "!fri",
            "!we",
            "!they @Bo",
            ":",
            "::",
            "14:30",
            "%",
            "%restricted",
            "yesterday",
            "le 3",
            "32.13",
            "12.11",
            "+3",
            "!+999",
            "and",
            "at",
            "\"",
            "«",
            "»",
            "(",
            ")",
            ",",
            ";",
            ".",
            "il y a 99",
            "через 3",
            "сс",
            "қоңырау",
            "шалдым",
            "😀",
            "é",
            "́",
            "\u00a0",
            "\t",
            "2026-02-30",
            "29.2",
            "february 30",
            "99 days ago",
            "last",
            "прошлую",
            "'",
            "–",
            "%public",
            "50 %",
            "% restricted",
            "next week",
            "!next",
            "mar 3 décembre",
            "fri 31.2",
            "@Yang Sun",
            "in 't Veld",
            "by",
            "d'ici",
            "до",
            "дейін",
            "5 pm",
            "10:00 to",
            "сағат 15",
            "по телефону",
            "Астанада",
            "x".repeat(60));

    @ParameterizedTest
    @CsvFileSource(resources = "/crm/capture/lines.csv", delimiter = '|', quoteCharacter = '~', numLinesToSkip = 1)
    void isUnderstoodAsItIsMeant(String line, String reading) {
        List<Mark> marks = CaptureGrammar.read(line, WEDNESDAY, new FewNames());

        assertThat(Readings.of(marks)).isEqualTo(reading);
        coversAll(line, marks);
    }

    /** Whatever is typed, in whatever order: nothing throws, and nothing of it is lost. */
    @RepeatedTest(200)
    void everyCharacterOfAnyLineBelongsToOneMark(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        StringBuilder line = new StringBuilder();
        int pieces = random.nextInt(25);
        for (int i = 0; i < pieces; i++) {
            line.append(
                    random.nextInt(6) == 0
                            ? Character.toString(random.nextInt(32, 0x2000))
                            : PIECES.get(random.nextInt(PIECES.size())));
            if (random.nextInt(3) > 0) {
                line.append(' ');
            }
        }
        coversAll(line.toString(), CaptureGrammar.read(line.toString(), WEDNESDAY, new FewNames()));
    }

    /** As a line grows letter by letter, each stage of it can be read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "met @Ida Sample and @\"Bo Other\" at #trade yesterday at 14:30: \"what\" was said !fri send, it !we @Bo +3 text %restricted",
                "talked to @Yang Sun on Fri 20 Nov from 10:00 to 11:00 by phone: 50 % \"so\" %secret, more !we by Friday @Jan Novak send !next week call %restricted.",
                "поговорил с @Новый Человек по телефону в 15 часов: да !мы до пятницы отправить, !к 12 декабря позвонить %конфиденциально",
                "кездестім @Айгүл Сапарова #су бойынша 12 қараша: иә !жұма күні мәтінді жіберу !олар 12.12 ескертпелер %құпия"
            })
    void everyBeginningOfALineCanBeRead(String line) {
        for (int length = 0; length <= line.length(); length++) {
            String beginning = line.substring(0, length);
            coversAll(beginning, CaptureGrammar.read(beginning, WEDNESDAY, new FewNames()));
        }
    }

    @Test
    void aBlankLineSaysNothing() {
        assertThat(CaptureGrammar.read("  ", WEDNESDAY, new FewNames())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!fri", "!ven", "!пт", "!жм"})
    void aDayOfTheWeekAheadIsNeverTodayAndOneBehindIsNeverToday(String friday) {
        LocalDate day = LocalDate.of(2026, 11, 27);

        assertThat(CaptureGrammar.read(friday + " x", day, new FewNames())
                        .get(0)
                        .day())
                .isEqualTo(day.plusWeeks(1));
        assertThat(CaptureGrammar.read("met " + friday.substring(1), day, new FewNames())
                        .get(1)
                        .day())
                .isEqualTo(day.minusWeeks(1));
    }

    @Test
    void aDayWithoutAYearIsTheNearestOneAlsoOverTheEndOfAYear() {
        LocalDate newYear = LocalDate.of(2027, 1, 2);

        assertThat(Readings.of(CaptureGrammar.read("met on 30 December", newYear, new FewNames())))
                .isEqualTo("how meeting; day 2026-12-30");
        assertThat(Readings.of(CaptureGrammar.read("!1.1 x !29.2 y", newYear, new FewNames())))
                .isEqualTo("follow-up 2028-01-01 x; follow-up 2028-02-29 y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!next monday call",
                "!lundi prochain call",
                "!в следующий понедельник call",
                "!келесі дүйсенбі call"
            })
    void theNextMondayIsTakenOnlyWhereItIsTheComingOneToo(String toDo) {
        assertThat(Readings.of(CaptureGrammar.read(toDo, WEDNESDAY, new FewNames())))
                .isEqualTo("follow-up 2026-11-30 call");
        // On a Sunday too: the week begins the day after.
        assertThat(Readings.of(CaptureGrammar.read(toDo, WEDNESDAY.minusDays(3), new FewNames())))
                .isEqualTo("follow-up 2026-11-23 call");
        // In the week from Monday on, the coming one is always one of the next week.
        assertThat(Readings.of(CaptureGrammar.read(toDo, WEDNESDAY.minusDays(2), new FewNames())))
                .isEqualTo("follow-up 2026-11-30 call");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!next friday call", "!vendredi prochain call", "!в следующую пятницу call", "!келесі жұма call"
            })
    void theNextFridayIsNotTakenWhileAnotherFridayComesBeforeIt(String toDo) {
        assertThat(CaptureGrammar.read(toDo, WEDNESDAY, new FewNames()))
                .extracting(Mark::kind)
                .containsExactly(CaptureKind.UNKNOWN);
        // On a Saturday there is none before it.
        assertThat(Readings.of(CaptureGrammar.read(toDo, WEDNESDAY.plusDays(3), new FewNames())))
                .isEqualTo("follow-up 2026-12-04 call");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%restricted",
                "%RESTRICTED",
                "%restreint",
                "%restreinte",
                "%ограниченное",
                "%ограниченный",
                "%ограниченная",
                "%шектеулі",
                "%шектелген"
            })
    void howSensitiveALineIsIsHeardWhereverItStands(String sensitivity) {
        for (String line : List.of(
                sensitivity + " met @Ida Sample: talk !fri send",
                "met @Ida Sample " + sensitivity + ": talk !fri send",
                "met @Ida Sample: " + sensitivity + " talk !fri send",
                "met @Ida Sample: ta " + sensitivity + " lk !fri send",
                "met @Ida Sample: talk " + sensitivity + " !fri send",
                "met @Ida Sample: talk. " + sensitivity + ". !fri send",
                "met @Ida Sample: talk (" + sensitivity + ") !fri send",
                "met @Ida Sample: talk !fri send " + sensitivity,
                "met @Ida Sample: talk !fri send, " + sensitivity + ".",
                "met @Ida Sample: talk !fri send\u00a0" + sensitivity + "!")) {
            List<Mark> marks = CaptureGrammar.read(line, WEDNESDAY, new FewNames());
            assertThat(marks).as(line).extracting(Mark::sensitivity).containsOnlyOnce(Sensitivity.RESTRICTED);
            assertThat(marks).as(line).extracting(Mark::kind).doesNotContain(CaptureKind.UNKNOWN);
            assertThat(marks).as(line).extracting(Mark::text).allMatch(text -> text == null || !text.contains("%"));
            coversAll(line, marks);
        }
    }

    @Test
    void whatStandsOnBothSidesOfASensitivityIsStillWhatWasSaid() {
        List<Mark> marks =
                CaptureGrammar.read("met @Ida Sample: one %restricted two, %public three", WEDNESDAY, new FewNames());

        assertThat(marks)
                .filteredOn(mark -> mark.kind() == CaptureKind.SUMMARY)
                .extracting(Mark::text)
                .containsExactly("one two, three");
        // The second one is refused.
        assertThat(marks)
                .filteredOn(mark -> mark.kind() == CaptureKind.UNKNOWN)
                .extracting(Mark::said)
                .containsExactly("%public");
    }

    @Test
    void aNameThatStandsInACaseLosesItsEnding() {
        assertThat(List.of("Ивана Петрова", "Анной Ивановой", "Айгүл Сапаровамен", "Сергеем Ли", "Ida Sample"))
                .extracting(CaptureWords::undeclined)
                .containsExactly("Иван Петров", "Анн Иванов", "Айгүл Сапарова", "Серге Ли", "Ida Sample");
    }

    private static void coversAll(String line, List<Mark> marks) {
        if (line.isBlank()) {
            assertThat(marks).isEmpty();
            return;
        }
        int next = 0;
        for (Mark mark : marks) {
            assertThat(mark.from()).isEqualTo(next);
            assertThat(mark.to()).isGreaterThan(next);
            assertThat(line.substring(mark.from(), mark.to())).contains(mark.said());
            assertThat(mark.said()).isNotEmpty();
            next = mark.to();
        }
        assertThat(next).isEqualTo(line.length());
        assertThat(marks)
                .extracting(Mark::kind)
                .filteredOn(kind -> kind == CaptureKind.HOW)
                .hasSizeLessThan(2);
    }
}
