package org.shanyraq.crm.shared;

/** How large something is or may be, as it is told to people. A megabyte is 1,048,576 bytes, as in the settings. */
public final class Megabytes {

    public static final int ONE = 1024 * 1024;

    private Megabytes() {}

    /** Rounded down to a tenth, so that what is told of a limit is not more than it. */
    public static double of(long bytes) {
        return Math.floor((double) bytes / ONE * 10) / 10;
    }
}
