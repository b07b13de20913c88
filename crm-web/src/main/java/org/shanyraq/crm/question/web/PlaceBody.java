package org.shanyraq.crm.question.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.question.QuestionId;

/**
 * A place in the running order.
 *
 * @param before of the same dialogue; null: at the end
 */
record PlaceBody(@Nullable QuestionId before) {}
