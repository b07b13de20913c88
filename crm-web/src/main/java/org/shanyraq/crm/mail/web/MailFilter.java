package org.shanyraq.crm.mail.web;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.mail.MailQuery;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.shared.web.ListFilter;

/** The filter of mails as it stands in the address of the page: what each of the figures leads to. */
final class MailFilter extends ListFilter {

    private @Nullable MailState state;
    private @Nullable String kind;
    private @Nullable String text;
    private @Nullable UUID subject;

    /** @throws org.shanyraq.crm.shared.InvalidInputException when the text is too long */
    MailQuery toQuery() {
        return new MailQuery(state, kind, text, subject);
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "state", state);
        put(set, "kind", kind);
        put(set, "text", text);
        put(set, "subject", subject);
    }

    @Override
    protected @Nullable String order() {
        return null;
    }

    @Override
    public boolean isDescending() {
        return false;
    }

    public @Nullable MailState getState() {
        return state;
    }

    public void setState(@Nullable MailState state) {
        this.state = state;
    }

    public @Nullable String getKind() {
        return kind;
    }

    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = text;
    }

    public @Nullable UUID getSubject() {
        return subject;
    }

    public void setSubject(@Nullable UUID subject) {
        this.subject = subject;
    }
}
