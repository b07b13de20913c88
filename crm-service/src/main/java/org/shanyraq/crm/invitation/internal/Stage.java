package org.shanyraq.crm.invitation.internal;

import java.time.Instant;
import java.util.Map;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.invitation.GuestListPage;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.TemplateKind;

/**
 * A dialogue as far as its guests, and mails to them, depend on it.
 *
 * @param target whom its series aims at
 * @param terms on which guests get their seats
 * @param speakers the contacts who speak, whom the officer may see, with their names
 * @param facts what guests are told
 */
record Stage(
        DialogueId id,
        MissionId mission,
        Sensitivity sensitivity,
        DialogueState state,
        boolean archived,
        Capacity capacity,
        Balance target,
        GuestTerms terms,
        Map<ContactId, String> speakers,
        Facts facts) {

    /** What pages of its guests say of it. */
    GuestListPage.Occasion occasion() {
        return new GuestListPage.Occasion(
                id,
                facts.theme(),
                sensitivity,
                state,
                archived,
                facts.startsAt(),
                facts.endsAt(),
                facts.zone(),
                capacity,
                target);
    }

    /** Whether it is still to come about. */
    boolean isAhead() {
        return !archived && (state == DialogueState.DRAFT || state == DialogueState.INVITING);
    }

    /** Whether a mail of that kind can go to anybody. */
    boolean allows(TemplateKind kind, Instant now) {
        return !archived
                && switch (kind) {
                    case INVITATION, REMINDER, UPDATE ->
                        state == DialogueState.INVITING && facts.startsAt().isAfter(now);
                    case CANCELLATION ->
                        (state == DialogueState.INVITING || state == DialogueState.CANCELLED)
                                && facts.endsAt().isAfter(now);
                    case SEAT, OFFER, LAPSE, CONFIRMATION, REFUSAL, DELEGATE, ANSWER -> false;
                };
    }
}
