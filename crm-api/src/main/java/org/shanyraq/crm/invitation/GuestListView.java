package org.shanyraq.crm.invitation;

import java.util.Map;
import org.shanyraq.crm.dialogue.DialogueId;

/**
 * A guest list in figures, of the guests whom the officer may see. Each figure counts what {@link Invitations#list} gives for it.
 *
 * @param states how many are in each state, zeros among them
 * @param decidable those proposed on whom the acting officer can decide
 * @param reasons how many were returned for each reason, zeros among them
 * @param unreached how many of those on the list were not reached by their last mail
 * @param elsewhere how many of those on the list are wanted elsewhere, zeros among them
 * @param balance of those on the list
 */
public record GuestListView(
        DialogueId dialogue,
        Map<InvitationState, Long> states,
        Decidable decidable,
        Map<ReturnReason, Long> reasons,
        long unreached,
        Map<Elsewhere, Long> elsewhere,
        GuestBalance balance) {

    /**
     * Guests who are proposed by others than the officer and are not archived.
     *
     * @param mark tells this set of proposals from any other, for {@link Invitations#approveAll}
     */
    public record Decidable(int guests, String mark) {}

    public GuestListView {
        reasons = GuestBalance.complete(ReturnReason.class, reasons);
        elsewhere = GuestBalance.complete(Elsewhere.class, elsewhere);
        states = GuestBalance.complete(InvitationState.class, states);
    }
}
