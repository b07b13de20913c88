package org.shanyraq.crm.dialogue;

import java.util.List;
import org.shanyraq.crm.access.OfficerId;

/**
 * An officer who is in charge of a dialogue.
 *
 * @param member whether they still belong to the mission of the dialogue, by their last sign-in
 * @param elsewhere the other dialogues, neither cancelled nor archived, that they are in charge of at the same time, at least in part, in the order of time, as far
 *     as the reader may see them; none of a dialogue that is itself held, cancelled or archived. It is a warning, and refuses nothing
 */
public record OfficerInCharge(OfficerId officer, String name, boolean member, List<OtherDialogue> elsewhere) {

    public OfficerInCharge {
        elsewhere = List.copyOf(elsewhere);
    }
}
