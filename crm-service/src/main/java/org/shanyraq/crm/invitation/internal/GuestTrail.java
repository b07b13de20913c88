package org.shanyraq.crm.invitation.internal;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.ReturnReason;

/** Notes what is done with invitations in the audit trail, for those who may see dialogue and contact. */
final class GuestTrail {

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
                new AuditSubject(
                        InvitationReader.KIND,
                        invitation.id(),
                        invitation.mission(),
                        occasion.sensitivity().higher(sensitivity),
                        occasion.id(),
                        invitation.contact()),
                action,
                null,
                new Noted(invitation.contact(), invitation.state(), invitation.reason(), invitation.remark()));
    }
}
