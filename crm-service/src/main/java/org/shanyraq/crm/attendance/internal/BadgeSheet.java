package org.shanyraq.crm.attendance.internal;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.attendance.BadgeLayout;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.internal.QrCode;

/** Draws badges. Measures are in points, from the lower left corner of the page, as PDF has them. */
final class BadgeSheet {

    private static final float POINTS_PER_MILLIMETRE = 72 / 25.4f;
    private static final float PADDING = millimetres(4);
    private static final float BAR = millimetres(4);
    private static final float CODE = millimetres(21);
    private static final float THEME = millimetres(7);
    private static final float FOOT = millimetres(6);
    private static final float MARK = millimetres(4);

    /** In points: of the name, which is read from where one stands and talks; of what stands below it; and of the theme and the circle. */
    static final float LEAST_NAME = 9;

    static final float LEAST_TEXT = 7;
    static final float LEAST_SMALL = 6;

    private static final Color INK = new Color(0x1A1A1A);
    private static final Color SOFT = new Color(0x4A4A4A);

    /** Dark enough for a printer that has no colours to tell them from paper; what tells them apart then is their name. */
    private static final Map<Circle, Color> COLOURS = Map.of(
            Circle.EU_INSTITUTIONS, new Color(0x003399),
            Circle.OFFICIAL, new Color(0x0077A8),
            Circle.EXPERT, new Color(0x5B3F8C),
            Circle.MEDIA, new Color(0xB3261E),
            Circle.CIVIL_SOCIETY, new Color(0x2E7D32),
            Circle.BUSINESS, new Color(0x8A5A00),
            Circle.ACADEMIA, new Color(0x37474F));

    private final PDDocument document;
    private final BadgeFont regular;
    private final BadgeFont bold;
    private final BadgeLayout layout;

    private BadgeSheet(PDDocument document, BadgeLayout layout) throws IOException {
        this.document = document;
        this.layout = layout;
        this.regular = BadgeFont.regular(document);
        this.bold = BadgeFont.bold(document);
    }

    /** Writes a document of the badges in their order. */
    static void write(BadgeLayout layout, List<Badge> badges, String title, String language, OutputStream out)
            throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(title);
            document.getDocumentCatalog().setLanguage(language);
            BadgeSheet sheet = new BadgeSheet(document, layout);
            for (int from = 0; from < badges.size(); from += layout.perPage()) {
                sheet.page(badges.subList(from, Math.min(badges.size(), from + layout.perPage())));
            }
            document.save(out);
        }
    }

    static float millimetres(float length) {
        return length * POINTS_PER_MILLIMETRE;
    }

    /** Where the badge of that place on a page lies. */
    static PDRectangle place(BadgeLayout layout, int index) {
        float width = millimetres(layout.width());
        float height = millimetres(layout.height());
        float left = (millimetres(layout.pageWidth()) - layout.columns() * width) / 2;
        float top = millimetres(layout.pageHeight()) - (millimetres(layout.pageHeight()) - layout.rows() * height) / 2;
        return new PDRectangle(
                left + index % layout.columns() * width, top - (index / layout.columns() + 1) * height, width, height);
    }

    private void page(List<Badge> badges) throws IOException {
        PDPage page = new PDPage(new PDRectangle(millimetres(layout.pageWidth()), millimetres(layout.pageHeight())));
        document.addPage(page);
        try (PDPageContentStream drawing = new PDPageContentStream(document, page)) {
            if (layout.perPage() > 1) {
                marks(drawing);
            }
            for (int i = 0; i < badges.size(); i++) {
                badge(drawing, badges.get(i), place(layout, i));
            }
        }
    }

    /** Where to cut: in the margins, so that nothing of them is left on a badge. */
    private void marks(PDPageContentStream drawing) throws IOException {
        PDRectangle first = place(layout, 0);
        PDRectangle last = place(layout, layout.perPage() - 1);
        drawing.setStrokingColor(Color.BLACK);
        drawing.setLineWidth(0.25f);
        for (int column = 0; column <= layout.columns(); column++) {
            float x = first.getLowerLeftX() + column * first.getWidth();
            line(drawing, x, first.getUpperRightY() + 2, x, first.getUpperRightY() + 2 + MARK);
            line(drawing, x, last.getLowerLeftY() - 2, x, last.getLowerLeftY() - 2 - MARK);
        }
        for (int row = 0; row <= layout.rows(); row++) {
            float y = first.getUpperRightY() - row * first.getHeight();
            line(drawing, first.getLowerLeftX() - 2, y, first.getLowerLeftX() - 2 - MARK, y);
            line(drawing, last.getUpperRightX() + 2, y, last.getUpperRightX() + 2 + MARK, y);
        }
    }

    private static void line(PDPageContentStream drawing, float x, float y, float toX, float toY) throws IOException {
        drawing.moveTo(x, y);
        drawing.lineTo(toX, toY);
        drawing.stroke();
    }

    /**
     * A text with its share of the room that is left to texts.
     *
     * @param easy the smallest size that is read with ease
     * @param least no letter is smaller: what there is no room for is cut off
     */
    private record Words(
            String text, BadgeFont font, Color colour, float share, float largest, float easy, float least) {}

    private void badge(PDPageContentStream drawing, Badge badge, PDRectangle at) throws IOException {
        float left = at.getLowerLeftX() + BAR + PADDING;
        float top = at.getUpperRightY() - PADDING;
        float bottom = at.getLowerLeftY() + PADDING;
        float width = at.getUpperRightX() - PADDING - left;
        if (badge.circleName() != null) {
            drawing.setNonStrokingColor(badge.circle() == null ? SOFT : COLOURS.getOrDefault(badge.circle(), SOFT));
            drawing.addRect(at.getLowerLeftX(), at.getLowerLeftY(), BAR, at.getHeight());
            drawing.fill();
            text(
                    drawing,
                    new Words(badge.circleName(), bold, SOFT, 1, 8, 7, LEAST_SMALL),
                    left,
                    bottom + FOOT,
                    badge.code() == null ? width : width - CODE - PADDING / 2,
                    FOOT);
            bottom += FOOT;
        }
        if (badge.theme() != null) {
            text(drawing, new Words(badge.theme(), regular, SOFT, 1, 7.5f, 7, LEAST_SMALL), left, top, width, THEME);
            top -= THEME;
        }
        if (badge.code() != null) {
            code(drawing, badge.code(), at.getUpperRightX() - PADDING / 2 - CODE, at.getLowerLeftY() + PADDING / 2);
            width -= CODE;
        }
        List<Words> all = new ArrayList<>();
        all.add(new Words(bold.readable(badge.name()), bold, INK, 45, 21, 11, LEAST_NAME));
        if (badge.nativeName() != null && regular.knows(badge.nativeName())) {
            add(all, badge.nativeName(), INK, 20, 12, 8);
        }
        add(all, badge.post(), SOFT, 17, 9.5f, 8);
        add(all, badge.organisation(), SOFT, 18, 9.5f, 8);
        texts(drawing, all, left, top, width, top - bottom);
    }

    /** One below the other: each in its share of the height, and what is not needed of it goes to the first who can do with more. */
    private static void texts(
            PDPageContentStream drawing, List<Words> all, float left, float top, float width, float height)
            throws IOException {
        float shares = (float) all.stream().mapToDouble(Words::share).sum();
        float spare = height;
        List<BadgeFont.Fitted> fitted = new ArrayList<>();
        for (Words words : all) {
            BadgeFont.Fitted mine = fit(words, width, height * words.share() / shares);
            fitted.add(mine);
            spare -= mine.height();
        }
        float y = top;
        for (int i = 0; i < all.size(); i++) {
            float before = fitted.get(i).height();
            BadgeFont.Fitted mine = fit(all.get(i), width, before + Math.max(0, spare));
            spare -= mine.height() - before;
            draw(drawing, all.get(i), mine, left, y);
            y -= mine.height();
        }
    }

    private void add(List<Words> all, @Nullable String text, Color colour, float share, float largest, float easy) {
        if (text != null && !text.isBlank()) {
            all.add(new Words(text, regular, colour, share, largest, easy, LEAST_TEXT));
        }
    }

    private static void text(PDPageContentStream drawing, Words words, float left, float top, float width, float height)
            throws IOException {
        draw(drawing, words, fit(words, width, height), left, top);
    }

    private static BadgeFont.Fitted fit(Words words, float width, float height) throws IOException {
        return words.font().fit(words.text(), width, height, words.largest(), words.easy(), words.least());
    }

    private static void draw(PDPageContentStream drawing, Words words, BadgeFont.Fitted fitted, float left, float top)
            throws IOException {
        drawing.setNonStrokingColor(words.colour());
        drawing.beginText();
        drawing.setFont(words.font().font(), fitted.size());
        drawing.setLeading(fitted.lineHeight());
        drawing.newLineAtOffset(left, top - fitted.size());
        for (String line : fitted.lines()) {
            drawing.showText(line);
            drawing.newLine();
        }
        drawing.endText();
    }

    private static void code(PDPageContentStream drawing, String text, float left, float bottom) throws IOException {
        QrCode.Code code = QrCode.of(text);
        float module = CODE / code.size();
        drawing.setNonStrokingColor(Color.BLACK);
        for (QrCode.Run run : code.dark()) {
            drawing.addRect(
                    left + run.x() * module,
                    bottom + (code.size() - 1 - run.y()) * module,
                    run.width() * module,
                    module);
        }
        drawing.fill();
    }
}
