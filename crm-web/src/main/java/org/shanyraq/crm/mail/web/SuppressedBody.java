package org.shanyraq.crm.mail.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.web.Needed;

/**
 * An address that is to get no mails.
 *
 * @param remark at most 500 characters
 * @param sensitivity who may see that it is suppressed
 */
record SuppressedBody(
        @Needed @Nullable String address,
        @Nullable String remark,
        @Needed @Nullable Sensitivity sensitivity) {}
