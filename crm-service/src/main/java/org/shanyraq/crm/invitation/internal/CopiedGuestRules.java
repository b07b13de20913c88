package org.shanyraq.crm.invitation.internal;

import java.util.List;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.dialogue.DialogueCopied;
import org.shanyraq.crm.invitation.GuestTerms;
import org.springframework.context.event.EventListener;

/**
 * Gives a dialogue that is made like another one the rules of that one's guest list, which are the terms for guests and what the guests
 * were chosen from, and none of its guests.
 */
class CopiedGuestRules {

    private final InvitationReader reader;
    private final GuestSources sources;
    private final GuestTrail trail;

    CopiedGuestRules(InvitationReader reader, GuestSources sources, GuestTrail trail) {
        this.reader = reader;
        this.sources = sources;
        this.trail = trail;
    }

    /** In the transaction of the copy. */
    @EventListener
    void on(DialogueCopied copied) {
        AccessScope whole = Officer.system(copied.mission()).scope();
        GuestTerms terms = reader.terms(copied.original());
        List<GuestSources.Kept> chosen = sources.of(copied.original(), whole);
        if (terms.equals(GuestTerms.USUAL) && chosen.isEmpty()) {
            return;
        }
        reader.lock(copied.dialogue(), whole).ifPresent(occasion -> {
            if (!terms.equals(GuestTerms.USUAL)) {
                reader.setTerms(occasion.id(), terms);
                trail.terms(occasion, GuestTerms.USUAL, terms);
            }
            // Also those that the acting officer does not see: whoever sees them finds them with both dialogues.
            sources.copy(chosen, occasion.id()).forEach(kept -> trail.source(occasion, kept, AuditAction.CREATED));
        });
    }
}
