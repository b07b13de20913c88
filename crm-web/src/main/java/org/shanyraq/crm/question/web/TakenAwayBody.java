package org.shanyraq.crm.question.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Who answers a question later.
 *
 * @param owner an officer of the mission
 * @param dueOn until when; null: five working days
 */
record TakenAwayBody(
        @Needed @Nullable OfficerId owner, @Nullable LocalDate dueOn) {}
