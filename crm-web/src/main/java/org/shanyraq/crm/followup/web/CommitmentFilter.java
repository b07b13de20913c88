package org.shanyraq.crm.followup.web;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.ListFilter;
import org.springframework.format.annotation.DateTimeFormat;

/** The filter of the list of commitments as it stands in the address of the page; those that are open, when nothing is set. */
final class CommitmentFilter extends ListFilter {

    /** By what became of them. */
    enum Fate {
        OPEN,
        KEPT,
        BROKEN,
        RELEASED,
        ANY
    }

    private @Nullable String text;
    private @Nullable CommitmentDirection direction;
    private Fate state = Fate.OPEN;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate until;

    CommitmentQuery toQuery() {
        return new CommitmentQuery(
                text, direction, state == Fate.ANY ? null : CommitmentState.valueOf(state.name()), null, until, null);
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "text", text);
        put(set, "direction", direction);
        put(set, "state", state == Fate.OPEN ? null : state);
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

    public @Nullable String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = Forms.textOrNull(text);
    }

    public @Nullable CommitmentDirection getDirection() {
        return direction;
    }

    public void setDirection(@Nullable CommitmentDirection direction) {
        this.direction = direction;
    }

    public Fate getState() {
        return state;
    }

    public void setState(@Nullable Fate state) {
        this.state = state == null ? Fate.OPEN : state;
    }

    public @Nullable LocalDate getUntil() {
        return until;
    }

    public void setUntil(@Nullable LocalDate until) {
        this.until = until;
    }
}
