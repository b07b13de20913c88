package org.shanyraq.crm.question;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.dialogue.DialogueId;

/**
 * Questions of a dialogue in figures, as far as the officer sees them: each is what {@link Questions#count} gives for the same query.
 *
 * @param all together
 * @param states how many are in each state; all states are there
 * @param overdue how many of those taken away are late
 * @param medianDays half of those answered after took no more working days; null while there are none
 * @param longestDays the one that took longest; null while there are none
 */
public record QuestionFigures(
        DialogueId dialogue,
        long all,
        Map<QuestionState, Long> states,
        long overdue,
        @Nullable Double medianDays,
        @Nullable Integer longestDays) {}
