package org.shanyraq.crm.dialogue.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Why a dialogue will not take place.
 *
 * @param reason at most 500 characters
 */
record CancellationBody(@Needed @Nullable String reason) {}
