package org.shanyraq.crm.attendance.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Somebody who comes without being on the list.
 *
 * @param name at most 250 characters
 * @param organisation at most 250 characters
 */
record WalkInBody(
        @Needed @Nullable String name,
        @Nullable String organisation,
        @Nullable Circle circle) {}
