package org.shanyraq.crm.followup;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.organisation.OrganisationId;

/**
 * Who owes what to whom.
 *
 * @param text one line, 1 to {@value #MOST_TEXT} characters
 * @param officer of ours: who undertook it; of theirs: who heard it. Null: the mission as a whole
 * @param contact of the other side, or null
 * @param organisation of the other side, or null; one of both is there
 * @param madeOn when it was voiced, not after today
 * @param dueOn the last day on which it is in time, not before it was voiced; null: no day was named
 * @param source where it was voiced, or null
 * @param sensitivity at least; a commitment is as sensitive as the most sensitive of contact and source
 */
public record CommitmentDetails(
        CommitmentDirection direction,
        String text,
        @Nullable OfficerId officer,
        @Nullable ContactId contact,
        @Nullable OrganisationId organisation,
        LocalDate madeOn,
        @Nullable LocalDate dueOn,
        @Nullable RecordRef source,
        Sensitivity sensitivity) {

    public static final int MOST_TEXT = 500;
}
