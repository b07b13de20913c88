package org.shanyraq.crm.invitation.internal;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.ReturnReason;

/** Notes what is done with invitations in the audit trail, for those who may see dialogue and contact. */
final class GuestTrail {

    /** Kind of record in the audit trail. */
    private static final String TERMS = "invitation-terms";

    /** Kind of record in the audit trail. */
    private static final String SOURCE = "guest-source";

    private final AuditTrail audit;

    GuestTrail(AuditTrail audit) {
        this.audit = audit;
    }

    /** An invitation after an act, as the audit trail keeps it. */
    private record Noted(
            ContactId contact,
            InvitationState invitationState,
            @Nullable ReturnReason reason,
            @Nullable String remark,
            @Nullable Integer companions,
            @Nullable ContactId standsFor,
            @Nullable ContactId representedBy) {}

    /**
     * Notes whole what is so now, so that each entry says by itself whom it is about.
     *
     * @param sensitivity of the contact
     */
    void note(InvitationReader.Occasion occasion, Invitation invitation, Sensitivity sensitivity, AuditAction action) {
        note(occasion, invitation, sensitivity, action, null, null);
    }

    /**
     * Notes that somebody comes in the place of a guest, with both.
     *
     * @param sensitivity of both contacts together: the entries tell of one to those who may see the other
     * @param action what was done to the invitation of whoever comes
     */
    void chain(
            InvitationReader.Occasion occasion,
            Invitation principal,
            Invitation delegate,
            Sensitivity sensitivity,
            AuditAction action) {
        note(occasion, principal, sensitivity, AuditAction.CHANGED, null, delegate.contact());
        note(occasion, delegate, sensitivity, action, principal.contact(), null);
    }

    private void note(
            InvitationReader.Occasion occasion,
            Invitation invitation,
            Sensitivity sensitivity,
            AuditAction action,
            @Nullable ContactId standsFor,
            @Nullable ContactId representedBy) {
        audit.record(
                subject(occasion, invitation, sensitivity),
                action,
                null,
                new Noted(
                        invitation.contact(),
                        invitation.state(),
                        invitation.reason(),
                        invitation.remark(),
                        // Who they are is forgotten one day, and the audit trail forgets nothing.
                        invitation.companions() == 0 ? null : invitation.companions(),
                        standsFor,
                        representedBy));
    }

    private static AuditSubject subject(
            InvitationReader.Occasion occasion, Invitation invitation, Sensitivity sensitivity) {
        return new AuditSubject(
                InvitationReader.KIND,
                invitation.id(),
                invitation.mission(),
                occasion.sensitivity().higher(sensitivity),
                occasion.id(),
                invitation.contact());
    }

    private record Ranked(ContactId contact, GuestClass guestClass) {}

    /** Notes of which class a guest is by now. */
    void ranked(InvitationReader.Occasion occasion, Invitation invitation, Sensitivity sensitivity) {
        audit.record(
                subject(occasion, invitation, sensitivity),
                AuditAction.CHANGED,
                null,
                new Ranked(invitation.contact(), invitation.guestClass()));
    }

    private record Allowed(ContactId contact, @Nullable Integer companionsAllowed) {}

    /** Notes how many people a guest may bring by now. */
    void allowed(InvitationReader.Occasion occasion, Invitation invitation, Sensitivity sensitivity) {
        audit.record(
                subject(occasion, invitation, sensitivity),
                AuditAction.CHANGED,
                null,
                new Allowed(invitation.contact(), invitation.companionsAllowed()));
    }

    private record Source(String name) {}

    /** Notes that guests are chosen from a segment, or that it is forgotten, for those who may see dialogue and segment as they are then. */
    void source(InvitationReader.Occasion occasion, GuestSources.Kept kept, AuditAction action) {
        Source source = new Source(kept.source().name());
        audit.record(
                new AuditSubject(
                        SOURCE,
                        kept.id(),
                        occasion.mission(),
                        occasion.sensitivity().higher(kept.source().sensitivity()),
                        occasion.id(),
                        kept.source().segment()),
                action,
                action == AuditAction.CREATED ? null : source,
                action == AuditAction.CREATED ? source : null);
    }

    /** Notes on which terms guests get their seats by now. They are the dialogue's own, not a part of it: a part would stand in its history twice. */
    void terms(InvitationReader.Occasion occasion, GuestTerms before, GuestTerms after) {
        audit.record(
                new AuditSubject(TERMS, occasion.id(), occasion.mission(), occasion.sensitivity()),
                AuditAction.CHANGED,
                before,
                after);
    }
}
