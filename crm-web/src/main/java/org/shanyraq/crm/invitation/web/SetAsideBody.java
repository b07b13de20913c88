package org.shanyraq.crm.invitation.web;

import org.jspecify.annotations.Nullable;

/**
 * That an answer from a calendar is none.
 *
 * @param remark at most 500 characters; left out: nothing
 */
record SetAsideBody(@Nullable String remark) {}
