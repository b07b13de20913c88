package org.shanyraq.crm.invitation;

import java.util.Locale;

/** Why an answer from a calendar was not taken by itself. Of several reasons the first in this order is told. */
public enum CalendarAnswerDoubt {
    /** The calendar text cannot be read. */
    UNREADABLE,
    /** A machine answered, such as a notice of absence. */
    AUTOMATIC,
    /** It names no event of ours: it only comes from an address that was written to. */
    UNKNOWN_EVENT,
    /** It speaks of somebody else than the guest. */
    ATTENDEE,
    /** It comes from another address than the guest's. */
    SENDER,
    /** The guest wants another time or place. */
    COUNTERED,
    /** The guest sends somebody else. */
    DELEGATED,
    /** The contact is archived. */
    ARCHIVED,
    /** The guest is not invited any more, or not yet. */
    NOT_INVITED,
    /** The dialogue has begun, is over, cancelled or archived. */
    CLOSED,
    /** The guest answered otherwise since, or did not know yet what is changed. */
    OLDER,
    /** It came after the day by which answers were awaited. */
    LATE,
    /** The system could not decide. */
    UNDECIDED;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
