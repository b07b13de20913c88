package org.shanyraq.crm.exchange.internal;

/** What a file may hold at most. Everything beyond is told and never read into memory. */
final class Limits {

    /** Rows under the header. */
    static final int ROWS = 200_000;

    static final int COLUMNS = 300;

    /** Characters of one cell. */
    static final int CELL = 32_000;

    /** Characters of one record of a CSV file. */
    static final int RECORD = 1_048_576;

    /** Files packed into a workbook. */
    static final int ENTRIES = 2_000;

    /** Bytes of a workbook when unpacked. */
    static final long UNPACKED = 256L * 1024 * 1024;

    /** How many times its own size a workbook may unpack to, once it unpacks to more than {@link #UNPACKED_HARMLESS}. */
    static final long RATIO = 150;

    static final long UNPACKED_HARMLESS = 8L * 1024 * 1024;

    /** Different texts of a workbook, and their characters in all. */
    static final int SHARED_STRINGS = 400_000;

    static final long SHARED_CHARACTERS = 24L * 1024 * 1024;

    /** Rows looked at to find out how to read a file. */
    static final int PREVIEW_ROWS = 1_000;

    private Limits() {}
}
