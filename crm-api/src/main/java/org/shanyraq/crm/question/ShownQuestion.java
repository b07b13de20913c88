package org.shanyraq.crm.question;

import org.jspecify.annotations.Nullable;

/**
 * A question as the whole room may see it.
 *
 * @param asker who asks, as the guest wrote it, where the part of the dialogue lets it be said; null otherwise
 * @param asked whether it is being asked, or waits for its turn
 */
public record ShownQuestion(
        QuestionId id, String text, @Nullable String asker, int votes, boolean asked) {}
