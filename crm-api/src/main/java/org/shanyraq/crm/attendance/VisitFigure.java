package org.shanyraq.crm.attendance;

import java.util.Locale;

/** What is counted of visits. Each is also a choice of the list, which then has as many. */
public enum VisitFigure {
    /** Who was invited, whatever the answer, and the invitation was not taken back. */
    INVITED,
    /** Who said that they come, and did not say otherwise. */
    ACCEPTED,
    /** Who came, expected or not, also who was not invited or of whom it is not known who they are: as many as the door counted. */
    CAME,
    /**
     * Who had a seat when the dialogue began, and did not come. Nobody is one whose seat came by itself, from the waiting list, within the late hours
     * of {@link #LATE_DECLINE}, and who did not say yes to it.
     */
    NO_SHOW,
    /**
     * Who gave a seat back, with whatever answer, within so many hours before the beginning as the installation has it, so that it could hardly be
     * given to anybody else; and did not come. The seat was there before these hours, or the guest said yes to it and had it for a while. Whoever
     * sends somebody in their place gives no seat back, and what is said after a seat was given back changes nothing of when.
     */
    LATE_DECLINE;

    /** The word used in message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
