package org.shanyraq.crm.followup.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.followup.FollowUpId;
import org.shanyraq.crm.followup.SeenFollowUp;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.format.annotation.DateTimeFormat;

/** Which follow-ups are ticked in a list, each with the version that was shown, and what an act on them needs. */
final class BulkForm {

    private final Picked officer = new Picked();
    private List<String> seen = new ArrayList<>();

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Nullable LocalDate day;

    /** The ticked ones; what is none of them is left out. */
    List<SeenFollowUp> ticked() {
        List<SeenFollowUp> ticked = new ArrayList<>();
        for (String one : seen) {
            if (one.matches("[0-9a-f-]{36}:\\d{1,18}")) {
                ticked.add(new SeenFollowUp(FollowUpId.of(one.substring(0, 36)), Long.parseLong(one.substring(37))));
            }
        }
        return ticked;
    }

    /** To whom they are given, once it is resolved. */
    public Picked officer() {
        return officer;
    }

    public @Nullable UUID getOfficer() {
        return officer.id();
    }

    public void setOfficer(@Nullable UUID id) {
        officer.id(id);
    }

    public @Nullable String getOfficerText() {
        return officer.text();
    }

    public void setOfficerText(@Nullable String typed) {
        officer.text(typed);
    }

    public void setOfficerChoice(@Nullable UUID choice) {
        officer.choose(choice);
    }

    public List<String> getSeen() {
        return seen;
    }

    public void setSeen(@Nullable List<String> seen) {
        this.seen = seen == null ? new ArrayList<>() : seen;
    }

    public @Nullable LocalDate getDay() {
        return day;
    }

    public void setDay(@Nullable LocalDate day) {
        this.day = day;
    }
}
