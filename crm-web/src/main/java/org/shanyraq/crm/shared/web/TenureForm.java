package org.shanyraq.crm.shared.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.PartialDate;
import org.shanyraq.crm.shared.Tenure;
import org.springframework.validation.Errors;

/** The part of a form that asks for a period: its fields are {@code since}, {@code until} and {@code ended}. */
public abstract class TenureForm {

    private @Nullable String since;
    private @Nullable String until;
    private boolean ended;

    protected TenureForm() {}

    /** Shows this period. */
    protected final void tenure(Tenure tenure) {
        since = text(tenure.since());
        until = text(tenure.until());
        ended = tenure.ended();
    }

    /** The period as typed, or null when it cannot be one; then {@code errors} says why. */
    public final @Nullable Tenure tenure(Errors errors) {
        PartialDate from = date("since", since, errors);
        PartialDate to = date("until", until, errors);
        if (errors.hasFieldErrors("since") || errors.hasFieldErrors("until")) {
            return null;
        }
        try {
            return new Tenure(from, to, ended);
        } catch (IllegalArgumentException endsBeforeItStarts) {
            errors.rejectValue("until", "crm.organisation.period.until-before-since");
            return null;
        }
    }

    private static @Nullable PartialDate date(String field, @Nullable String text, Errors errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return PartialDate.parse(text);
        } catch (IllegalArgumentException unreadable) {
            errors.rejectValue(field, "crm.organisation.period.unreadable");
            return null;
        }
    }

    private static @Nullable String text(@Nullable PartialDate date) {
        return date == null ? null : date.toString();
    }

    public @Nullable String getSince() {
        return since;
    }

    public void setSince(@Nullable String since) {
        this.since = since;
    }

    public @Nullable String getUntil() {
        return until;
    }

    public void setUntil(@Nullable String until) {
        this.until = until;
    }

    public boolean isEnded() {
        return ended;
    }

    public void setEnded(boolean ended) {
        this.ended = ended;
    }
}
