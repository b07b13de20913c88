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

    private final AuditTrail audit;

    GuestTrail(AuditTrail audit) {
        this.audit = audit;
    }

    /** An invitation after an act, as the audit trail keeps it. */
    private record Noted(
            ContactId contact,
            InvitationState invitationState,
            @Nullable ReturnReason reason,
            @Nullable String remark) {}

    /**
     * Notes whole what is so now, so that each entry says by itself whom it is about.
     *
     * @param sensitivity of the contact
     */
    void note(InvitationReader.Occasion occasion, Invitation invitation, Sensitivity sensitivity, AuditAction action) {
        audit.record(
                subject(occasion, invitation, sensitivity),
                action,
                null,
                new Noted(invitation.contact(), invitation.state(), invitation.reason(), invitation.remark()));
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

    /** Notes on which terms guests get their seats by now. */
    void terms(InvitationReader.Occasion occasion, GuestTerms before, GuestTerms after) {
        audit.record(
                new AuditSubject(TERMS, occasion.id(), occasion.mission(), occasion.sensitivity(), occasion.id()),
                AuditAction.CHANGED,
                before,
                after);
    }
}
