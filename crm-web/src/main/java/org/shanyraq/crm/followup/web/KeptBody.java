package org.shanyraq.crm.followup.web;

import org.jspecify.annotations.Nullable;

/**
 * By what it is seen that a commitment was kept; one of both is there.
 *
 * @param evidence at most 2,000 characters
 * @param link an address that begins with https
 */
record KeptBody(@Nullable String evidence, @Nullable String link) {}
