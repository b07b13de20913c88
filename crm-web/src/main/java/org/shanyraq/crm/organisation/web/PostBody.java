package org.shanyraq.crm.organisation.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.web.Needed;
import org.shanyraq.crm.shared.web.TenureBody;

/**
 * All that a client of the API writes of a post: what {@code details} of a post shows.
 *
 * @param organisation where the post is
 * @param role the part that the post plays there
 * @param title what it is called, by language; needed for the role {@code other}, else the role names it
 * @param seats how many may hold it at once, at least 1; left out when there is no fixed number
 * @param validity when the post exists or existed
 */
record PostBody(
        @Needed @Nullable OrganisationId organisation,

        @Needed @Nullable PostRole role,

        @Nullable LocalizedText title,
        @Nullable Integer seats,
        @Nullable TenureBody validity) {}
