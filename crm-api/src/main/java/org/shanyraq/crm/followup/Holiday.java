package org.shanyraq.crm.followup;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * A day that is a working day or not by more than the day of the week.
 *
 * @param country ISO 3166-1, whose holiday it is; null: the mission says so itself
 * @param working whether it is a working day all the same, which only a mission can say
 */
public record Holiday(LocalDate day, @Nullable String country, LocalizedText name, boolean working) {}
