package org.shanyraq.crm.line.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Why something was decided.
 *
 * @param remark at most 2,000 characters and not empty
 */
record RemarkBody(@Needed @Nullable String remark) {

    /** To be asked of a body that is complete. */
    String text() {
        return remark == null ? "" : remark;
    }
}
