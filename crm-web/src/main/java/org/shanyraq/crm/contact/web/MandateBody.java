package org.shanyraq.crm.contact.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.shared.web.Needed;
import org.shanyraq.crm.shared.web.TenureBody;

/**
 * All that a client of the API writes of a mandate: what {@code details} of a mandate shows.
 *
 * @param contact who holds the post
 * @param post the post that is held
 * @param tenure from when to when; left out: nothing is known, which counts as current
 * @param note at most 500 characters
 */
record MandateBody(
        @Needed @Nullable ContactId contact,

        @Needed @Nullable PostId post,

        @Nullable TenureBody tenure,
        @Nullable String note) {}
