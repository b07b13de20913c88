package org.shanyraq.crm.question;

import java.util.List;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * All that the wall and the phones of a dialogue show, the same for everybody.
 *
 * @param revision goes up with every change
 * @param theme of the dialogue
 * @param asking whether guests can ask now
 * @param guests secret in the address of the guests' page
 * @param wall secret in the address of the wall
 * @param questions what is being asked first, the latest of it before; then what waits for its turn, in the order of the hall
 */
public record HallBoard(
        DialogueId dialogue,
        MissionId mission,
        long revision,
        LocalizedText theme,
        boolean asking,
        boolean anonymous,
        boolean voting,
        boolean byVotes,
        String guests,
        String wall,
        List<ShownQuestion> questions) {}
