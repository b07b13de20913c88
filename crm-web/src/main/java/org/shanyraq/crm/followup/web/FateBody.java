package org.shanyraq.crm.followup.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Why a commitment ends, or is open again.
 *
 * @param reason at most 500 characters
 */
record FateBody(@Needed @Nullable String reason) {}
