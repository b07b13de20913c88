package org.shanyraq.crm.line.web;

/** Why an edition is returned, or a line taken out of use. */
final class RemarkForm {

    private String remark = "";
    private long version;

    public String getRemark() {
        return remark;
    }

    public void setRemark(String remark) {
        this.remark = remark;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
