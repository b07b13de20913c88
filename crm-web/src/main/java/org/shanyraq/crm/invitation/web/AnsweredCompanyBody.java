package org.shanyraq.crm.invitation.web;

import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.shared.web.Needed;

/**
 * What a guest answered, and whom the guest brings.
 *
 * @param version of the invitation that was shown
 * @param companions those with a name; together with the unnamed at most 9
 * @param unnamed how many more; none when left out
 * @param shortage what is to be done when there are seats for the guest and not for all; tell when left out
 */
record AnsweredCompanyBody(
        @Needed @Nullable Long version,
        @Needed @Nullable GuestReply reply,
        @Nullable List<@Needed @Valid Companion> companions,
        @Nullable Integer unnamed,
        @Nullable Shortage shortage) {

    Company company() {
        return new Company(companions == null ? List.of() : companions, Objects.requireNonNullElse(unnamed, 0));
    }

    Shortage inShortage() {
        return shortage == null ? Shortage.TELL : shortage;
    }
}
