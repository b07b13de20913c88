package org.shanyraq.crm.attendance;

/**
 * How badges lie on paper. Measures are in millimetres.
 *
 * <p>Sheets are A4 with marks to cut along; a single badge is a page of its own, for printers of badges.
 */
public enum BadgeLayout {
    SHEET_OF_EIGHT(210, 297, 90, 68, 2, 4),
    SHEET_OF_TEN(210, 297, 90, 55, 2, 5),
    SINGLE(90, 55, 90, 55, 1, 1);

    private final int pageWidth;
    private final int pageHeight;
    private final int width;
    private final int height;
    private final int columns;
    private final int rows;

    BadgeLayout(int pageWidth, int pageHeight, int width, int height, int columns, int rows) {
        this.pageWidth = pageWidth;
        this.pageHeight = pageHeight;
        this.width = width;
        this.height = height;
        this.columns = columns;
        this.rows = rows;
    }

    public int pageWidth() {
        return pageWidth;
    }

    public int pageHeight() {
        return pageHeight;
    }

    /** Of a badge. */
    public int width() {
        return width;
    }

    /** Of a badge. */
    public int height() {
        return height;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** How many badges are on a page. */
    public int perPage() {
        return columns * rows;
    }
}
