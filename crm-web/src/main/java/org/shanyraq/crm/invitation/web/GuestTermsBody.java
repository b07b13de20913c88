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
 * @param companions how many people a guest may bring for whom nothing else is said, 0 to 9; none when left out
 * @param unnamed whether they need no names
 */
record GuestTermsBody(
        @Needed @Nullable WaitingOrder waitingOrder,
        @Nullable Integer companions,
        @Nullable Boolean unnamed) {

    GuestTerms terms() {
        return new GuestTerms(
                Objects.requireNonNull(waitingOrder),
                Objects.requireNonNullElse(companions, 0),
                Boolean.TRUE.equals(unnamed));
    }
}
