package org.shanyraq.crm.question.web;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.web.Needed;

/**
 * A question that was put.
 *
 * @param question what was asked
 * @param answer what was answered; null: nothing yet
 */
record NotedBody(
        @Valid @Needed @Nullable QuestionBody question,

        @Valid @Nullable AnswerBody answer) {}
