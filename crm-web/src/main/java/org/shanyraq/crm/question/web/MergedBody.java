package org.shanyraq.crm.question.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Which question stands for another one.
 *
 * @param into of the same dialogue
 */
record MergedBody(@Needed @Nullable QuestionId into) {}
