package org.shanyraq.crm.dialogue.web;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.web.Forms;
import org.shanyraq.crm.shared.web.ListFilter;
import org.springframework.format.annotation.DateTimeFormat;

/** The filter of the list of dialogues as it stands in the address of the page, so that a list can be bookmarked and sent. */
final class DialogueFilter extends ListFilter {

    private @Nullable String text;
    private @Nullable DialogueState state;
    private @Nullable UUID series;
    private @Nullable UUID officer;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate from;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate until;

    private @Nullable String month;
    private Archived archived = Archived.WITHOUT;
    private DialogueQuery.Sort sort = DialogueQuery.Sort.LATEST;

    DialogueQuery toQuery() {
        return new DialogueQuery(
                text,
                state == null ? Set.of() : Set.of(state),
                series == null ? null : new DialogueSeriesId(series),
                from,
                until,
                archived,
                sort,
                officer == null ? null : new OfficerId(officer));
    }

    @Override
    protected void criteria(Map<String, String> set) {
        put(set, "text", text);
        put(set, "state", state);
        put(set, "series", series);
        put(set, "officer", officer);
        put(set, "from", from);
        put(set, "until", until);
        put(set, "archived", archived == Archived.WITHOUT ? null : archived);
    }

    @Override
    protected @Nullable String order() {
        return sort == DialogueQuery.Sort.LATEST ? null : sort.name();
    }

    @Override
    protected void place(Map<String, String> set) {
        put(set, "month", month);
    }

    /** The order says it already. */
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

    public @Nullable DialogueState getState() {
        return state;
    }

    public void setState(@Nullable DialogueState state) {
        this.state = state;
    }

    public @Nullable UUID getSeries() {
        return series;
    }

    public void setSeries(@Nullable UUID series) {
        this.series = series;
    }

    /** Who is in charge. */
    public @Nullable UUID getOfficer() {
        return officer;
    }

    public void setOfficer(@Nullable UUID officer) {
        this.officer = officer;
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

    /** The month that the calendar shows, as {@code 2026-11}; as it was sent. */
    public @Nullable String getMonth() {
        return month;
    }

    public void setMonth(@Nullable String month) {
        this.month = Forms.textOrNull(month);
    }

    public Archived getArchived() {
        return archived;
    }

    public void setArchived(@Nullable Archived archived) {
        this.archived = archived == null ? Archived.WITHOUT : archived;
    }

    public DialogueQuery.Sort getSort() {
        return sort;
    }

    public void setSort(DialogueQuery.@Nullable Sort sort) {
        this.sort = sort == null ? DialogueQuery.Sort.LATEST : sort;
    }
}
