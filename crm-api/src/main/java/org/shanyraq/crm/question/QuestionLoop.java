package org.shanyraq.crm.question;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.followup.CommitmentId;
import org.shanyraq.crm.followup.FollowUpId;

/**
 * What becomes of a question that was taken away.
 *
 * @param owner who answers it
 * @param takenAt when it was taken away
 * @param dueOn until when it is to be answered
 * @param commitment towards the asker; null where the asker is no contact
 * @param followUp of the owner
 * @param draft the answer as it is written, and was given when it is closed, in the language of the asker; null while nothing is
 * @param draftedBy the name of who wrote it last, or null
 * @param mine whether the acting officer is one of those who wrote it, and so not the one who clears it
 * @param returned why it is to be written otherwise, or null
 * @param clearedBy the name of who cleared it, or null
 * @param trouble why no mail goes out, or why it came to nothing; null when there is no trouble
 * @param closedAt when the asker had the answer, or null
 * @param workingDays how many working days it took, or null
 */
public record QuestionLoop(
        OfficerId owner,
        String ownerName,
        Instant takenAt,
        LocalDate dueOn,
        boolean overdue,
        @Nullable CommitmentId commitment,
        @Nullable FollowUpId followUp,
        @Nullable String draft,
        @Nullable String draftedBy,
        boolean mine,
        @Nullable String returned,
        @Nullable String clearedBy,
        @Nullable Instant clearedAt,
        @Nullable Instant mailedAt,
        @Nullable MailTrouble trouble,
        @Nullable Instant closedAt,
        @Nullable Integer workingDays) {

    /** Whether the answer may go out. */
    public boolean isCleared() {
        return clearedBy != null;
    }
}
