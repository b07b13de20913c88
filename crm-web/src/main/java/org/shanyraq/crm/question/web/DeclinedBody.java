package org.shanyraq.crm.question.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Why a question is not put.
 *
 * @param reason the reason
 * @param remark at most 500 characters; needed for {@code other}
 */
record DeclinedBody(
        @Needed @Nullable DeclineReason reason, @Nullable String remark) {}
