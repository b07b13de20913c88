package org.shanyraq.crm.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shanyraq.crm.attendance.BadgeLayout;
import org.shanyraq.crm.organisation.Circle;

/** Badges, read back with another part of the library: row F4 of the features. */
class BadgeSheetTests {

    /** As long as names are let in, in as few blanks as there are. */
    private static final List<String> LONGEST = List.of(
            "Maria-Konstantina-Alexandra " + "von-und-zu-Hohenbruckensteinfelden-".repeat(5) + "Waldburg-Sonnenthal",
            "Әбдіғаппар Құдайбергенұлы Өмірғалиев-Нұрмұхамбетқызы " + "Жарылғасынқожабергенов".repeat(8),
            "Παναγιώτης-Κωνσταντίνος Παπαχριστοδουλόπουλος " + "Χατζηκωνσταντινίδης-".repeat(8),
            "გიორგი-კონსტანტინე ჩხარტიშვილი-მაჭავარიანი " + "ამირეჯიბი-წერეთელი".repeat(8));

    /** As long as names are in life. */
    private static final List<String> LONG = List.of(
            "Maria-Konstantina-Alexandra von Hohenbruckensteinfelden-Waldburg",
            "Әбдіғаппар Құдайбергенұлы Өмірғалиев-Нұрмұхамбетов",
            "Παναγιώτης-Κωνσταντίνος Παπαχριστοδουλόπουλος",
            "გიორგი-კონსტანტინე ჩხარტიშვილი-მაჭავარიანი");

    @Test
    void aBadgeTellsAllThatIsAskedForInTextThatCanBeCopied() throws IOException {
        try (PDDocument read = read(
                BadgeLayout.SINGLE,
                List.of(new Badge(
                        "Dr Aliya Sample",
                        "Әлия Сәмпл",
                        "Head of unit",
                        "Institute of Steppe Studies",
                        Circle.EXPERT,
                        "Experts",
                        "Water and the steppe",
                        DoorCode.next().text())))) {
            assertThat(new PDFTextStripper().getText(read).replaceAll("\\s+", " "))
                    .contains(
                            "Dr Aliya Sample",
                            "Әлия Сәмпл",
                            "Head of unit",
                            "Institute of Steppe Studies",
                            "Experts",
                            "Water and the steppe");
            assertThat(read.getDocumentInformation().getTitle()).isEqualTo("Badges");
            assertThat(read.getPage(0).getMediaBox().getWidth()).isEqualTo(BadgeSheet.millimetres(90));
        }
    }

    /** What is left out leaves no trace, and its room goes to the name. */
    @Test
    void aBadgeOfANameAloneIsReadFromAfar() throws IOException {
        List<Float> sizes = new ArrayList<>();
        try (PDDocument read = read(BadgeLayout.SINGLE, List.of(badge("Aliya Sample")))) {
            positions(read, 0).forEach(letter -> sizes.add(letter.getFontSizeInPt()));
            assertThat(new PDFTextStripper().getText(read).strip()).isEqualTo("Aliya Sample");
        }
        assertThat(sizes).containsOnly(21f);
    }

    @ParameterizedTest
    @EnumSource(BadgeLayout.class)
    void theLongestNamesOfFourScriptsFitOnEveryLayout(BadgeLayout layout) throws IOException {
        List<Badge> badges = LONGEST.stream()
                .map(name -> new Badge(
                        name,
                        name,
                        "Deputy of the " + name,
                        "Directorate of " + name,
                        Circle.CIVIL_SOCIETY,
                        "Гражданское общество и неправительственные организации",
                        "Theme: " + name,
                        DoorCode.next().text()))
                .toList();
        try (PDDocument read = read(layout, badges)) {
            assertThat(read.getNumberOfPages()).isEqualTo((badges.size() - 1) / layout.perPage() + 1);
            for (int i = 0; i < badges.size(); i++) {
                PDRectangle place = BadgeSheet.place(layout, i % layout.perPage());
                List<TextPosition> letters = positions(read, i / layout.perPage()).stream()
                        .filter(letter -> lies(letter, place))
                        .toList();
                // As much of it as can be read: the name, its own script, post, organisation, theme and circle.
                assertThat(letters).allSatisfy(letter -> assertThat(letter.getFontSizeInPt())
                        .isGreaterThanOrEqualTo(BadgeSheet.LEAST_SMALL));
                assertThat(text(letters))
                        .as("%s on %s", LONGEST.get(i), layout)
                        .contains(LONGEST.get(i).replaceAll("\\s", "").substring(0, 40))
                        .contains("…");
            }
            for (int number = 0; number < read.getNumberOfPages(); number++) {
                int page = number;
                assertThat(positions(read, page)).allMatch(letter -> IntStream.range(0, layout.perPage())
                        .anyMatch(index -> lies(letter, BadgeSheet.place(layout, index))));
            }
            assertThat(inkOutside(read, layout)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(BadgeLayout.class)
    void noLetterOfANameOrOfWhatStandsBelowItIsTooSmallToBeRead(BadgeLayout layout) throws IOException {
        for (boolean inLife : List.of(true, false)) {
            List<String> names = inLife ? LONG : LONGEST;
            List<Badge> badges = names.stream()
                    .map(name -> new Badge(
                            name,
                            name,
                            "Deputy head of the permanent representation",
                            "Directorate-General of the neighbourhood and of negotiations, unit for Central Asia",
                            null,
                            null,
                            null,
                            DoorCode.next().text()))
                    .toList();
            try (PDDocument read = read(layout, badges)) {
                for (int i = 0; i < badges.size(); i++) {
                    PDRectangle place = BadgeSheet.place(layout, i % layout.perPage());
                    List<TextPosition> letters = positions(read, i / layout.perPage()).stream()
                            .filter(letter -> lies(letter, place))
                            .toList();
                    List<TextPosition> name = letters.stream()
                            .filter(letter -> letter.getFont().getName().contains("Bold"))
                            .toList();
                    assertThat(name).allSatisfy(letter -> assertThat(letter.getFontSizeInPt())
                            .isGreaterThanOrEqualTo(9));
                    assertThat(letters).allSatisfy(letter -> assertThat(letter.getFontSizeInPt())
                            .isGreaterThanOrEqualTo(7));
                    String whole = names.get(i).replaceAll("\\s", "");
                    if (inLife) {
                        assertThat(text(name)).as("%s on %s", whole, layout).isEqualTo(whole);
                    } else {
                        assertThat(text(name)).as("%s on %s", whole, layout).endsWith("…");
                        assertThat(whole).startsWith(text(name).replace("…", ""));
                    }
                    assertThat(text(letters)).contains("Deputyhead", "Directorate-General");
                }
            }
        }
    }

    /** In the order in which they were drawn, without the blanks between words and lines. */
    private static String text(List<TextPosition> letters) {
        StringBuilder text = new StringBuilder();
        letters.forEach(letter -> text.append(letter.getUnicode()));
        return text.toString().replaceAll("\\s", "");
    }

    @Test
    void theCodeOnABadgeIsReadByACamera() throws IOException {
        String code = DoorCode.next().text();
        Badge badge =
                new Badge(LONGEST.get(0), LONGEST.get(0), null, LONGEST.get(2), Circle.MEDIA, "Media", "Theme", code);
        try (PDDocument read = read(BadgeLayout.SHEET_OF_TEN, List.of(badge))) {
            BufferedImage image = new PDFRenderer(read).renderImageWithDPI(0, 200);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            assertThat(QrPicture.read(png.toByteArray())).contains(code);
        }
    }

    /** Of scripts that the fonts do not write, or would set from the wrong side. */
    @ParameterizedTest
    @ValueSource(strings = {"أليا النموذجي", "עליה דוגמה", "样本阿丽雅", "サンプル・アリア"})
    void aNameThatTheFontsDoNotKnowGivesWayToTheLatinOne(String name) throws IOException {
        try (PDDocument read = read(
                BadgeLayout.SINGLE, List.of(new Badge("Aliya Sample", name, null, null, null, null, null, null)))) {
            assertThat(new PDFTextStripper().getText(read).strip()).isEqualTo("Aliya Sample");
        }
        try (PDDocument read = read(BadgeLayout.SINGLE, List.of(badge("Dr " + name)))) {
            assertThat(new PDFTextStripper().getText(read).strip())
                    .startsWith("Dr ")
                    .hasSizeGreaterThan(6)
                    .doesNotContain("□")
                    .matches("[\\p{IsLatin}\\p{IsCommon}\\p{IsInherited}\\s]+");
        }
    }

    @Test
    void aSignThatIsNoLetterOfAnyScriptIsAnEmptySquareAndNoFailure() throws IOException {
        try (PDDocument read = read(BadgeLayout.SINGLE, List.of(badge("Ida \uE000\u0000 Sample")))) {
            assertThat(new PDFTextStripper().getText(read)).contains("Ida □□", "Sample");
        }
    }

    // Some badges of a great reception: in a moment, and with each letter of the fonts once.
    @Test
    void aThousandBadgesAreAFileOfFewMegabytes() throws IOException {
        List<Badge> badges = IntStream.range(0, 1_000)
                .mapToObj(number -> new Badge(
                        "Guest number " + number,
                        "Қонақ " + number,
                        "Member",
                        "Institute of Steppe Studies",
                        Circle.EXPERT,
                        "Experts",
                        "Water and the steppe",
                        DoorCode.next().text()))
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BadgeSheet.write(BadgeLayout.SHEET_OF_TEN, badges, "Badges", "en", out);
        assertThat(out.size()).isLessThan(4_000_000);
        try (PDDocument read = Loader.loadPDF(out.toByteArray())) {
            assertThat(read.getNumberOfPages()).isEqualTo(100);
            PDFTextStripper last = new PDFTextStripper();
            last.setStartPage(100);
            assertThat(last.getText(read).replaceAll("\\s+", " ")).contains("Guest number 999", "Қонақ 990");
            for (var name : read.getPage(0).getResources().getFontNames()) {
                PDFont font = read.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).matches("[A-Z]{6}\\+DejaVu.*");
            }
        }
    }

    private static Badge badge(String name) {
        return new Badge(name, null, null, null, null, null, null, null);
    }

    private static PDDocument read(BadgeLayout layout, List<Badge> badges) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BadgeSheet.write(layout, badges, "Badges", "en", out);
        return Loader.loadPDF(out.toByteArray());
    }

    /** Each letter of a page, in the order in which it is drawn. */
    private static List<TextPosition> positions(PDDocument document, int page) throws IOException {
        List<TextPosition> all = new ArrayList<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition text) {
                all.add(text);
            }
        };
        stripper.setStartPage(page + 1);
        stripper.setEndPage(page + 1);
        stripper.getText(document);
        return Collections.unmodifiableList(all);
    }

    private static boolean lies(TextPosition letter, PDRectangle place) {
        float x = letter.getTextMatrix().getTranslateX();
        float y = letter.getTextMatrix().getTranslateY();
        return x >= place.getLowerLeftX()
                && x + letter.getWidth() <= place.getUpperRightX() + 0.1f
                && y - letter.getFontSizeInPt() * 0.25f >= place.getLowerLeftY()
                && y + letter.getFontSizeInPt() * 0.8f <= place.getUpperRightY();
    }

    /** How many dark points lie neither on a badge nor where the marks to cut along are. */
    private static int inkOutside(PDDocument document, BadgeLayout layout) throws IOException {
        int dark = 0;
        for (int number = 0; number < document.getNumberOfPages(); number++) {
            PDPage page = document.getPage(number);
            BufferedImage image = new PDFRenderer(document).renderImage(number);
            PDRectangle first = BadgeSheet.place(layout, 0);
            PDRectangle last = BadgeSheet.place(layout, layout.perPage() - 1);
            float marks = BadgeSheet.millimetres(4) + 4;
            for (int x = 0; x < image.getWidth(); x++) {
                for (int y = 0; y < image.getHeight(); y++) {
                    float up = page.getMediaBox().getHeight() - y;
                    boolean within = x >= first.getLowerLeftX() - marks
                            && x <= last.getUpperRightX() + marks
                            && up >= last.getLowerLeftY() - marks
                            && up <= first.getUpperRightY() + marks;
                    if (!within && (image.getRGB(x, y) & 0xFF) < 200) {
                        dark++;
                    }
                }
            }
        }
        return dark;
    }
}
