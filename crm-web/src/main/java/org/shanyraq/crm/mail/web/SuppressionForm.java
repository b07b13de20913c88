package org.shanyraq.crm.mail.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;

/** An address that is to get no mails. */
final class SuppressionForm {

    private @Nullable String address;
    private @Nullable String remark;
    private Sensitivity sensitivity = Sensitivity.INTERNAL;

    public @Nullable String getAddress() {
        return address;
    }

    public void setAddress(@Nullable String address) {
        this.address = address;
    }

    public @Nullable String getRemark() {
        return remark;
    }

    public void setRemark(@Nullable String remark) {
        this.remark = remark;
    }

    public Sensitivity getSensitivity() {
        return sensitivity;
    }

    public void setSensitivity(Sensitivity sensitivity) {
        this.sensitivity = sensitivity;
    }
}
