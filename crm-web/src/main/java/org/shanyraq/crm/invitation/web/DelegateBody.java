package org.shanyraq.crm.invitation.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Whom a guest wants to send.
 *
 * @param version of the invitation that was shown
 * @param name at most 120 characters
 * @param position what the person does and where, at most 200 characters
 * @param email where the person is written to
 */
record DelegateBody(
        @Needed @Nullable Long version,
        @Needed @Nullable String name,
        @Nullable String position,
        @Nullable String email) {

    DelegateDetails details() {
        return new DelegateDetails(Objects.requireNonNull(name), position, email);
    }
}
