package org.shanyraq.crm.invitation.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Who comes in the place of a guest: a contact, or somebody who is registered as one.
 *
 * @param version of the invitation that was shown
 * @param contact who it is; left out for somebody new
 * @param given given names of somebody new
 * @param family family names of somebody new
 */
record ConfirmedDelegateBody(
        @Needed @Nullable Long version,
        @Nullable ContactId contact,
        @Nullable String given,
        @Nullable String family) {}
