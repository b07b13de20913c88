package org.shanyraq.crm.followup.web;

import org.jspecify.annotations.Nullable;

/** Why something came to an end, or by what it is seen that a commitment was kept. */
final class ReasonForm {

    private String reason = "";
    private @Nullable String evidence;
    private @Nullable String link;
    private long version;

    public String getReason() {
        return reason;
    }

    public void setReason(@Nullable String reason) {
        this.reason = reason == null ? "" : reason;
    }

    public @Nullable String getEvidence() {
        return evidence;
    }

    public void setEvidence(@Nullable String evidence) {
        this.evidence = evidence;
    }

    public @Nullable String getLink() {
        return link;
    }

    public void setLink(@Nullable String link) {
        this.link = link;
    }

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }
}
