package org.shanyraq.crm.invitation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to guests of a dialogue.
 *
 * @param template of that kind; null: the standard text
 * @param sendAt when; null: at once. At most 90 days ahead and before the dialogue begins
 * @param answerBy until when an answer is awaited, later than {@code sendAt} and before the dialogue begins; null: in an invitation, until it
 *     begins; in other mails what each guest was told before stays
 * @param toAssistants whether a copy goes to the assistant's address of those guests who have one; where nothing can be sent to the guest, the
 *     mail goes there alone
 */
public record SendingDetails(
        TemplateKind kind,
        @Nullable TemplateId template,
        @Nullable Instant sendAt,
        @Nullable Instant answerBy,
        boolean toAssistants) {

    /** A mail of that kind in the standard text, at once. */
    public static SendingDetails now(TemplateKind kind) {
        return new SendingDetails(kind, null, null, null, false);
    }
}
