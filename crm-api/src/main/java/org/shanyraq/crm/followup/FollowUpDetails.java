package org.shanyraq.crm.followup;

import java.time.LocalDate;
import java.util.List;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Sensitivity;

/**
 * What is to be done.
 *
 * @param text one line, 1 to {@value #MOST_TEXT} characters
 * @param owner who has to do it: an officer of the mission who works on follow-ups and may see all that it is linked to
 * @param dueOn the last day on which it is in time
 * @param links what it came from and whom it is about, at most {@value #MOST_LINKS}, each once
 * @param sensitivity at least; a follow-up is as sensitive as the most sensitive record that it is linked to
 */
public record FollowUpDetails(
        String text,
        OfficerId owner,
        LocalDate dueOn,
        FollowUpPriority priority,
        List<RecordRef> links,
        Sensitivity sensitivity) {

    public static final int MOST_TEXT = 500;
    public static final int MOST_LINKS = 20;

    public FollowUpDetails {
        links = links.stream().distinct().toList();
    }

    /** The same, with this owner. */
    public FollowUpDetails ownedBy(OfficerId other) {
        return new FollowUpDetails(text, other, dueOn, priority, links, sensitivity);
    }

    /** The same, due on this day. */
    public FollowUpDetails due(LocalDate day) {
        return new FollowUpDetails(text, owner, day, priority, links, sensitivity);
    }

    /** The same, linked to these records. */
    public FollowUpDetails linkedTo(List<RecordRef> records) {
        return new FollowUpDetails(text, owner, dueOn, priority, records, sensitivity);
    }
}
