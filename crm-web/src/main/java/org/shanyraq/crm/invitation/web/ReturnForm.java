package org.shanyraq.crm.invitation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.ReturnReason;

/** Which guests are returned, and why. */
final class ReturnForm {

    private List<UUID> guest = new ArrayList<>();
    private @Nullable ReturnReason reason;
    private @Nullable String remark;

    List<InvitationId> guests() {
        return guest.stream().map(InvitationId::new).toList();
    }

    public List<UUID> getGuest() {
        return guest;
    }

    public void setGuest(List<UUID> guest) {
        this.guest = guest;
    }

    public @Nullable ReturnReason getReason() {
        return reason;
    }

    public void setReason(@Nullable ReturnReason reason) {
        this.reason = reason;
    }

    public @Nullable String getRemark() {
        return remark;
    }

    public void setRemark(@Nullable String remark) {
        this.remark = remark;
    }
}
