package org.shanyraq.crm.demo.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.mission.MissionView;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.shared.Paging;

/** Guest lists of the dialogues: proposed by one officer, and decided on by another. */
class DemoGuests {

    /**
     * How a guest list stands.
     *
     * @param proposed how many were proposed in all, at most a page
     * @param approved how many of these are approved
     * @param returned how many of these were returned
     */
    record Wanted(int proposed, int approved, int returned) {

        static final Wanted NONE = new Wanted(0, 0, 0);
    }

    private final @Nullable Invitations invitations;
    private final OfficerDirectory directory;
    private final Officers officers;
    private final Access access;

    /** @param invitations null when there are none in this application */
    DemoGuests(@Nullable Invitations invitations, OfficerDirectory directory, Officers officers, Access access) {
        this.invitations = invitations;
        this.directory = directory;
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
        List<SeenGuest> proposed =
                lists.list(InvitationQuery.of(dialogue), Paging.first(Paging.MAX_SIZE)).items().stream()
                        .map(guest -> new SeenGuest(guest.id(), guest.version()))
                        .toList();
        int approved = Math.min(wanted.approved(), proposed.size());
        int decided = Math.min(approved + wanted.returned(), proposed.size());
        access.runAs(approver(), () -> {
            lists.approve(dialogue, proposed.subList(0, approved));
            lists.giveBack(dialogue, proposed.subList(approved, decided), ReturnReason.BALANCE, null);
        });
    }

    private Officer approver() {
        String mission = officers.missions().stream()
                .filter(one -> one.id().equals(access.home()))
                .map(MissionView::code)
                .findFirst()
                .orElseThrow();
        return directory.signedIn(new SignIn(
                "demo",
                "demo-approval-" + mission,
                Officer.Kind.SYSTEM,
                "Demonstration approval",
                null,
                Set.of(Role.MANAGER),
                Set.of(mission),
                Sensitivity.CONFIDENTIAL));
    }
}
