package org.shanyraq.crm.invitation.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.shared.web.Needed;

/**
 * On which terms guests get their seats.
 *
 * @param waitingOrder who of those who wait is offered a free seat first
 */
record GuestTermsBody(@Needed @Nullable WaitingOrder waitingOrder) {

    GuestTerms terms() {
        return new GuestTerms(Objects.requireNonNull(waitingOrder));
    }
}
