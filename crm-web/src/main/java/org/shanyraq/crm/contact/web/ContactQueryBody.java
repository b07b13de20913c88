package org.shanyraq.crm.contact.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Archived;

/**
 * Which contacts are wanted; a criterion that is left out does not restrict. The same as the parameters of the list of contacts.
 *
 * @param text found in any spelling of the name, in any script, with small mistakes; or an e-mail address
 * @param organisation holds a mandate there or in a part of it, on {@code asOf}
 * @param role holds a mandate of that role (in {@code organisation}, when given), on {@code asOf}
 * @param circle holds a mandate in an organisation of that circle, on {@code asOf}
 * @param country ISO 3166-1 alpha-2
 * @param language speaks it
 * @param orLanguage speaks this one, if not the other
 * @param notInvitedDays was not approved as a guest of a dialogue in so many days
 * @param noContactDays neither answered an invitation nor came to a dialogue in so many days
 * @param segment carries this tag or is on this list
 * @param sensitivity exactly this one
 * @param asOf the day on which mandates are looked at; left out: the day on which the query is asked
 * @param archived which of the living and the archived
 * @param sort by what the list is ordered
 * @param descending the other way round
 */
record ContactQueryBody(
        @Nullable String text,
        @Nullable OrganisationId organisation,
        @Nullable PostRole role,
        @Nullable Circle circle,
        @Nullable String country,
        @Nullable String language,
        @Nullable String orLanguage,
        @Nullable Integer notInvitedDays,
        @Nullable Integer noContactDays,
        @Nullable SegmentId segment,
        @Nullable Sensitivity sensitivity,
        @Nullable LocalDate asOf,
        @Nullable Archived archived,
        ContactQuery.@Nullable Sort sort,
        @Nullable Boolean descending) {}
