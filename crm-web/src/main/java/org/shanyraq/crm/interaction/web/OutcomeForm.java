package org.shanyraq.crm.interaction.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.interaction.WhyNot;

/** What became of a planned interaction: what was said, or why it fell through. */
final class OutcomeForm {

    private long version;
    private @Nullable String summary;
    private WhyNot why = WhyNot.POSTPONED;
    private @Nullable String remark;

    public long getVersion() {
        return version;
    }

    public void setVersion(long version) {
        this.version = version;
    }

    public @Nullable String getSummary() {
        return summary;
    }

    public void setSummary(@Nullable String summary) {
        this.summary = summary;
    }

    public WhyNot getWhy() {
        return why;
    }

    public void setWhy(@Nullable WhyNot why) {
        if (why != null) {
            this.why = why;
        }
    }

    public @Nullable String getRemark() {
        return remark;
    }

    public void setRemark(@Nullable String remark) {
        this.remark = remark;
    }
}
