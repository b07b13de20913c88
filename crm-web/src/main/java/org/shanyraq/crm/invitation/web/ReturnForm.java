package org.shanyraq.crm.invitation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;

/** Which guests are returned, and why. */
final class ReturnForm {

    private List<@Nullable SeenGuest> guest = new ArrayList<>();
    private @Nullable ReturnReason reason;
    private @Nullable String remark;

    List<SeenGuest> guests() {
        return guest.stream().filter(Objects::nonNull).toList();
    }

    List<InvitationId> ids() {
        return guests().stream().map(SeenGuest::id).toList();
    }

    public List<@Nullable SeenGuest> getGuest() {
        return guest;
    }

    public void setGuest(List<@Nullable SeenGuest> guest) {
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
