package org.shanyraq.crm.followup.web;

import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.followup.CommitmentDetails;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.web.Needed;

/**
 * All that a client of the API writes of a commitment: what {@code details} of it shows. What is left out is empty.
 *
 * @param direction who owes
 * @param text one line, at most 500 characters
 * @param officer of ours, who undertook or heard it; the mission as a whole when it is left out
 * @param contact of the other side; it or the organisation is there
 * @param organisation of the other side
 * @param madeOn when it was voiced, not after today
 * @param dueOn the last day on which it is in time
 * @param source where it was voiced, for example a dialogue
 * @param sensitivity at least; it is as sensitive as the most sensitive of contact and source
 */
record CommitmentBody(
        @Needed @Nullable CommitmentDirection direction,
        @Needed @Nullable String text,
        @Nullable OfficerId officer,
        @Nullable ContactId contact,
        @Nullable OrganisationId organisation,
        @Needed @Nullable LocalDate madeOn,
        @Nullable LocalDate dueOn,
        @Valid @Nullable LinkBody source,
        @Needed @Nullable Sensitivity sensitivity) {

    CommitmentDetails toDetails() {
        return new CommitmentDetails(
                Objects.requireNonNull(direction),
                Objects.requireNonNull(text),
                officer,
                contact,
                organisation,
                Objects.requireNonNull(madeOn),
                dueOn,
                source == null ? null : source.ref(),
                Objects.requireNonNull(sensitivity));
    }
}
