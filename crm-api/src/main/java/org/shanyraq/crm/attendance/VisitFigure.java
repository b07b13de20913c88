package org.shanyraq.crm.attendance;

import java.util.Locale;

/** What is counted of visits. Each is also a choice of the list, which then has as many. */
public enum VisitFigure {
    /** Who was invited, whatever the answer, and the invitation was not taken back. */
    INVITED,
    /** Who said that they come, and did not say otherwise. */
    ACCEPTED,
    /** Who came, expected or not, also who was not invited and is known by now. */
    CAME,
    /** Who said that they come, and did not. */
    NO_SHOW,
    /**
     * Who declined later than is convenient for whoever waits for a seat: less than so many hours before the beginning, as the installation has
     * it, or after the day by which an answer was asked for; and did not come.
     */
    LATE_DECLINE;

    /** The word used in message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
