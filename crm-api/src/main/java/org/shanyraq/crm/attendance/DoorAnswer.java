package org.shanyraq.crm.attendance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the door says to one who wants to come in.
 *
 * @param guest null when it is not known who that is
 */
public record DoorAnswer(Outcome outcome, @Nullable DoorGuest guest) {

    /** How it went. */
    public enum Outcome {
        /** Came, and was expected. */
        CAME,
        /** Came, though the answer was another one than that they would. */
        CAME_UNEXPECTED,
        /** Was noted as come before, by whomever: nothing was done. */
        ALREADY,
        /** Has a code, and is not invited any more: nothing was done. An officer may still let them in by name. */
        NOT_INVITED,
        /** A code of nobody on this list: nothing was done. */
        UNKNOWN,
        /** No code at all: nothing was done. */
        NO_CODE;

        /** The word used in message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether the person is in. */
        public boolean isIn() {
            return this == CAME || this == CAME_UNEXPECTED || this == ALREADY;
        }
    }

    public static DoorAnswer none(Outcome outcome) {
        return new DoorAnswer(outcome, null);
    }
}
