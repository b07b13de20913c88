package org.shanyraq.crm.followup.web;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.ListFilter;
import org.springframework.format.annotation.DateTimeFormat;

/** The filter of the list of follow-ups as it stands in the address of the page; one's own that are not over, when nothing is set. */
final class FollowUpFilter extends ListFilter {

    private @Nullable String text;
    private Whose whose = Whose.MINE;
    private @Nullable UUID owner;
    private @Nullable FollowUpState state;
    private boolean overdue;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate from;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate until;

    /** @param today what was due before is overdue */
    FollowUpQuery toQuery(OfficerId me, LocalDate today) {
        LocalDate latest = overdue && (until == null || !until.isBefore(today)) ? today.minusDays(1) : until;
        return new FollowUpQuery(
                text,
                owner != null ? new OfficerId(owner) : whose == Whose.MINE ? me : null,
                overdue || state == null ? FollowUpState.LIVING : Set.of(state),
                from,
                latest,
                null);
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "text", text);
        put(set, "whose", whose == Whose.MINE ? null : whose);
        put(set, "owner", owner);
        put(set, "state", state);
        put(set, "overdue", overdue ? "true" : null);
        put(set, "from", from);
        put(set, "until", until);
    }

    @Override
    protected @Nullable String order() {
        return null;
    }

    @Override
    public boolean isDescending() {
        return false;
    }

    /** Which of the ready-made lists it is: {@code mine}, {@code overdue} or {@code all}; null for none of them. */
    public @Nullable String tab() {
        if (text != null || owner != null || state != null || from != null || until != null) {
            return null;
        }
        if (overdue) {
            return whose == Whose.ALL ? "overdue" : null;
        }
        return whose == Whose.ALL ? "all" : "mine";
    }

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = Forms.textOrNull(text);
    }

    public Whose getWhose() {
        return whose;
    }

    public void setWhose(@Nullable Whose whose) {
        this.whose = whose == null ? Whose.MINE : whose;
    }

    /** A colleague whose follow-ups are wanted. */
    public @Nullable UUID getOwner() {
        return owner;
    }

    public void setOwner(@Nullable UUID owner) {
        this.owner = owner;
    }

    public @Nullable FollowUpState getState() {
        return state;
    }

    public void setState(@Nullable FollowUpState state) {
        this.state = state;
    }

    public boolean isOverdue() {
        return overdue;
    }

    public void setOverdue(boolean overdue) {
        this.overdue = overdue;
    }

    public @Nullable LocalDate getFrom() {
        return from;
    }

    public void setFrom(@Nullable LocalDate from) {
        this.from = from;
    }

    public @Nullable LocalDate getUntil() {
        return until;
    }

    public void setUntil(@Nullable LocalDate until) {
        this.until = until;
    }
}
