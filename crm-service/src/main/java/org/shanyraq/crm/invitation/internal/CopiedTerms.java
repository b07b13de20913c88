package org.shanyraq.crm.invitation.internal;

import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.dialogue.DialogueCopied;
import org.shanyraq.crm.invitation.GuestTerms;
import org.springframework.context.event.EventListener;

/** Gives a dialogue that is made like another one the terms for guests of that one, and none of its guests. */
class CopiedTerms {

    private final InvitationReader reader;
    private final GuestTrail trail;

    CopiedTerms(InvitationReader reader, GuestTrail trail) {
        this.reader = reader;
        this.trail = trail;
    }

    /** In the transaction of the copy. */
    @EventListener
    void on(DialogueCopied copied) {
        GuestTerms terms = reader.terms(copied.original());
        if (!terms.equals(GuestTerms.USUAL)) {
            reader.lock(copied.dialogue(), Officer.system(copied.mission()).scope())
                    .ifPresent(occasion -> {
                        reader.setTerms(occasion.id(), terms);
                        trail.terms(occasion, GuestTerms.USUAL, terms);
                    });
        }
    }
}
