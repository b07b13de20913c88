package org.shanyraq.crm.followup.web;

import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.followup.FollowUpDetails;
import org.shanyraq.crm.followup.FollowUpPriority;
import org.shanyraq.crm.shared.web.Needed;

/**
 * All that a client of the API writes of a follow-up: what {@code details} of it shows. What is left out is empty.
 *
 * @param text one line, at most 500 characters
 * @param owner an officer of the mission who works on follow-ups and may see all that it is linked to
 * @param dueOn the last day on which it is in time
 * @param priority normal when it is left out
 * @param links at most 20
 * @param sensitivity at least; it is as sensitive as the most sensitive record that it is linked to
 */
record FollowUpBody(
        @Needed @Nullable String text,
        @Needed @Nullable OfficerId owner,
        @Needed @Nullable LocalDate dueOn,
        @Nullable FollowUpPriority priority,
        @Nullable List<@Needed @Valid LinkBody> links,
        @Needed @Nullable Sensitivity sensitivity) {

    FollowUpDetails toDetails() {
        return new FollowUpDetails(
                Objects.requireNonNull(text),
                Objects.requireNonNull(owner),
                Objects.requireNonNull(dueOn),
                priority == null ? FollowUpPriority.NORMAL : priority,
                LinkBody.refs(links),
                Objects.requireNonNull(sensitivity));
    }
}
