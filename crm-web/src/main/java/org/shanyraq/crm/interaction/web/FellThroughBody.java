package org.shanyraq.crm.interaction.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.interaction.WhyNot;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Why a planned interaction did not come about.
 *
 * @param why the reason
 * @param remark at most 500 characters
 */
record FellThroughBody(
        @Needed @Nullable WhyNot why, @Nullable String remark) {}
