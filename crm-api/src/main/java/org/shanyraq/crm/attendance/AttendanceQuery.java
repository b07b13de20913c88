package org.shanyraq.crm.attendance;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.organisation.Circle;

/**
 * Which arrivals of a dialogue are wanted.
 *
 * @param circle null: of all circles
 * @param walkIns only those who were not on the list
 * @param unlinked only walk-ins who are not linked to a contact
 * @param undone those that were taken back, instead of those that count
 */
public record AttendanceQuery(
        DialogueId dialogue, @Nullable Circle circle, boolean walkIns, boolean unlinked, boolean undone) {

    /** All who came to that dialogue. */
    public static AttendanceQuery of(DialogueId dialogue) {
        return new AttendanceQuery(dialogue, null, false, false, false);
    }

    /** The walk-ins among them who are not linked to a contact. */
    public AttendanceQuery onlyUnlinked() {
        return new AttendanceQuery(dialogue, circle, true, true, undone);
    }
}
