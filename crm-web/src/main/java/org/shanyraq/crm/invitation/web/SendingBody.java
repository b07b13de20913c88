package org.shanyraq.crm.invitation.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.shared.web.Needed;

/**
 * Mails to be sent to guests.
 *
 * @param kind which mail
 * @param template of that kind; left out: the standard text
 * @param sendAt left out: at once
 * @param answerBy until when an answer is awaited; left out: in an invitation, until the dialogue begins; in other mails what each guest was told stays
 * @param toAssistants whether copies go to assistants; left out: no
 * @param mark as the list of recipients gave it
 * @param without guests who are left out
 * @param only guests who alone are written to, instead of {@code without}; left out: all but those who are left out
 */
record SendingBody(
        @Needed @Nullable TemplateKind kind,

        @Nullable TemplateId template,
        @Nullable Instant sendAt,
        @Nullable Instant answerBy,
        @Nullable Boolean toAssistants,

        @Needed @Nullable String mark,

        @Nullable List<@Needed InvitationId> without,
        @Nullable List<@Needed InvitationId> only) {

    /** To be asked of a body that is complete. */
    SendingDetails details() {
        if (kind == null) {
            throw new IllegalStateException("a body that was not checked");
        }
        return new SendingDetails(kind, template, sendAt, answerBy, Boolean.TRUE.equals(toAssistants));
    }

    Set<InvitationId> leftOut() {
        return without == null ? Set.of() : Set.copyOf(without);
    }
}
