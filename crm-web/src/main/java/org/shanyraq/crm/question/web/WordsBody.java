package org.shanyraq.crm.question.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Words: the draft of an answer, or why it is returned.
 *
 * @param text not empty
 */
record WordsBody(@Needed @Nullable String text) {

    /** To be asked of a body that is complete. */
    String words() {
        return text == null ? "" : text;
    }
}
