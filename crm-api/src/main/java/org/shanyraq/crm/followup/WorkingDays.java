package org.shanyraq.crm.followup;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * The days on which the acting officer's mission works: Monday to Friday without the holidays of the host country and of the home country, and
 * as the mission says otherwise.
 */
@Facade
public interface WorkingDays {

    /** So many working days are given where nobody says when something is due. */
    int USUAL = 5;

    /** How far ahead a mission names days of its own. */
    int MOST_YEARS_AHEAD = 5;

    /** Today, at the place of the installation. */
    @Requires(Right.READ_FOLLOW_UPS)
    LocalDate today();

    /**
     * The day that lies so many working days after that one.
     *
     * @param number 0 to 250; 0 gives the day itself
     */
    @Requires(Right.READ_FOLLOW_UPS)
    LocalDate after(LocalDate day, int number);

    /** What a day is called on which the mission does not work, empty for a Saturday or Sunday; null for a working day. */
    @Requires(Right.READ_FOLLOW_UPS)
    @Nullable
    LocalizedText dayOff(LocalDate day);

    /** The holidays of that year, and the days that the mission names itself, in their order. */
    @Requires(Right.BE_HERE)
    List<Holiday> ofYear(int year);

    /** The last year of which the holidays are known, those whose date moves too. */
    @Requires(Right.BE_HERE)
    int knownUntil();

    /**
     * Has the mission not work on that day, or work although it would not.
     *
     * @param name what the day is called, 1 to 100 characters
     * @throws org.shanyraq.crm.shared.InvalidInputException when the mission has named the day already, the name is missing, or the day is more
     *     than {@value #MOST_YEARS_AHEAD} years ahead
     */
    @Requires(Right.ADMINISTER)
    void name(LocalDate day, String name, boolean working);

    /** Takes that back; nothing happens when the mission has not named the day. */
    @Requires(Right.ADMINISTER)
    void forget(LocalDate day);
}
