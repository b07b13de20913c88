package org.shanyraq.crm.mail.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.SuppressionQuery;
import org.shanyraq.crm.mail.SuppressionReason;
import org.shanyraq.crm.shared.web.ListFilter;

/** The filter of addresses that get no mails, as it stands in the address of the page. */
final class SuppressionFilter extends ListFilter {

    private @Nullable SuppressionReason reason;
    private @Nullable String text;

    /** @throws org.shanyraq.crm.shared.InvalidInputException when the text is too long */
    SuppressionQuery toQuery() {
        return new SuppressionQuery(reason, text);
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "reason", reason);
        put(set, "text", text);
    }

    @Override
    protected @Nullable String order() {
        return null;
    }

    @Override
    public boolean isDescending() {
        return false;
    }

    public @Nullable SuppressionReason getReason() {
        return reason;
    }

    public void setReason(@Nullable SuppressionReason reason) {
        this.reason = reason;
    }

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = text;
    }
}
