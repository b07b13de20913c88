package org.shanyraq.crm.attendance.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;

/**
 * Who comes in: by code or by name.
 *
 * @param code of the guest's pass or badge
 * @param guest id of the guest on the list
 * @param companion from 1: one of those whom this guest brings, instead of the guest
 */
record ScanBody(
        @Nullable String code,
        @Nullable InvitationId guest,
        @Nullable Integer companion) {}
