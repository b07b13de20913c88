package org.shanyraq.crm.demo.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.shared.Paging;

/** Guest lists of the dialogues: proposed by one officer, and decided on by another. */
class DemoGuests {

    /**
     * How a guest list stands.
     *
     * @param proposed how many were proposed in all, at most a page
     * @param approved how many of these are approved
     * @param returned how many of these were returned
     * @param invited how many of those approved are invited, by letter
     * @param answers what these answered
     */
    record Wanted(int proposed, int approved, int returned, int invited, Answers answers) {

        static final Wanted NONE = of(0, 0, 0);

        /** A list of which nobody is invited yet. */
        static Wanted of(int proposed, int approved, int returned) {
            return new Wanted(proposed, approved, returned, 0, new Answers(0, 0, 0));
        }
    }

    /** How many gave each answer; others gave none. */
    record Answers(int accepted, int tentative, int declined) {}

    private final @Nullable Invitations invitations;
    private final @Nullable Sendings sendings;
    private final @Nullable Attendances attendances;
    private final DemoOfficers officers;
    private final Access access;

    /** @param invitations null, as sendings and attendances, when there are none in this application */
    DemoGuests(
            @Nullable Invitations invitations,
            @Nullable Sendings sendings,
            @Nullable Attendances attendances,
            DemoOfficers officers,
            Access access) {
        this.invitations = invitations;
        this.sendings = sendings;
        this.attendances = attendances;
        this.officers = officers;
        this.access = access;
    }

    /**
     * Makes the guest list of a dialogue of the acting officer's mission, in the running transaction.
     *
     * @param guests who may be on it
     */
    void make(DialogueId dialogue, Wanted wanted, List<ContactId> guests, Random random) {
        if (invitations == null || wanted.proposed() == 0) {
            return;
        }
        Invitations lists = invitations;
        List<ContactId> drawn = new ArrayList<>(guests);
        Collections.shuffle(drawn, random);
        lists.propose(dialogue, drawn.subList(0, Math.min(wanted.proposed(), drawn.size())));
        List<SeenGuest> proposed = seen(lists, dialogue, InvitationState.PROPOSED);
        int approved = Math.min(wanted.approved(), proposed.size());
        int decided = Math.min(approved + wanted.returned(), proposed.size());
        access.runAs(officers.approver(), () -> {
            lists.approve(dialogue, proposed.subList(0, approved));
            lists.giveBack(dialogue, proposed.subList(approved, decided), ReturnReason.BALANCE, null);
        });
    }

    /** Invites guests of a dialogue that is announced by letter, and notes what they answered. */
    void invite(DialogueId dialogue, Wanted wanted) {
        if (invitations == null || sendings == null || wanted.invited() == 0) {
            return;
        }
        Invitations lists = invitations;
        Sendings letters = sendings;
        Answers answers = wanted.answers();
        access.runAs(officers.approver(), () -> {
            letters.inviteOtherwise(
                    dialogue, seen(lists, dialogue, InvitationState.APPROVED).subList(0, wanted.invited()));
            int accepted = answers.accepted();
            int open = accepted + answers.tentative();
            List<SeenGuest> invited = seen(lists, dialogue, InvitationState.INVITED);
            lists.answer(dialogue, invited.subList(0, accepted), GuestReply.ACCEPT);
            lists.answer(dialogue, invited.subList(accepted, open), GuestReply.HESITATE);
            lists.answer(dialogue, invited.subList(open, open + answers.declined()), GuestReply.DECLINE);
        });
    }

    /** Checks guests in at a dialogue that begins soon: of seven who accepted one stays away. */
    void arrive(DialogueId dialogue) {
        if (invitations == null || attendances == null) {
            return;
        }
        Invitations lists = invitations;
        Attendances door = attendances;
        access.runAs(officers.approver(), () -> {
            List<SeenGuest> expected = seen(lists, dialogue, InvitationState.ACCEPTED);
            for (int i = 0; i < expected.size(); i++) {
                if (i % 7 != 6) {
                    door.checkIn(dialogue, expected.get(i).id());
                }
            }
        });
    }

    private static List<SeenGuest> seen(Invitations lists, DialogueId dialogue, InvitationState state) {
        return lists.list(InvitationQuery.of(dialogue).withState(state), Paging.first(Paging.MAX_SIZE)).items().stream()
                .map(guest -> new SeenGuest(guest.id(), guest.version()))
                .toList();
    }
}
