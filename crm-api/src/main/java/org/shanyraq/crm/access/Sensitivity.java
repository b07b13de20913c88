package org.shanyraq.crm.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far a record may be seen, from lowest to highest. An officer sees records up to their clearance. */
public enum Sensitivity {
    PUBLIC(0),
    INTERNAL(1),
    RESTRICTED(2),
    CONFIDENTIAL(3);

    private final int level;

    Sensitivity(int level) {
        this.level = level;
    }

    /** 0 to 3, as stored and compared in the database. */
    public int level() {
        return level;
    }

    /** @throws IllegalArgumentException when there is no such level */
    public static Sensitivity ofLevel(int level) {
        for (Sensitivity sensitivity : values()) {
            if (sensitivity.level == level) {
                return sensitivity;
            }
        }
        throw new IllegalArgumentException("no such sensitivity: " + level);
    }

    public boolean isWithin(Sensitivity clearance) {
        return level() <= clearance.level();
    }

    /** All that an officer with that clearance may see and give, from lowest to highest. */
    public static List<Sensitivity> upTo(Sensitivity clearance) {
        return Arrays.stream(values())
                .filter(level -> level.isWithin(clearance))
                .toList();
    }

    /** The more sensitive of the two. */
    public Sensitivity higher(Sensitivity other) {
        return isWithin(other) ? other : this;
    }

    /** The lower-case word used in the attribute of the identity provider, the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
