package org.shanyraq.crm.dialogue.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * When a copy of a dialogue takes place.
 *
 * @param startsAt an instant in UTC
 */
record CopyBody(@Needed @Nullable Instant startsAt) {}
