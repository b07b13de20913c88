package org.shanyraq.crm.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;

/**
 * A mail to be sent. It has no text yet: that is asked of its {@link MailOwner} when it is sent.
 *
 * @param mission in whose name it goes out, and whose officers see it
 * @param kind the {@link MailOwner#kind()} of its owner, at most 40 characters
 * @param subject id of the record that it is about, within its kind
 * @param occurrence tells mails about one record to one recipient apart, such as a first invitation and a reminder; at most 80 characters
 * @param sensitivity who may see that there is such a mail, and to whom
 * @param notBefore when it is to be sent at the earliest; null: at once
 * @param language of the mail (ISO 639-1, two letters); the pages behind its links are in it, or in English where there are none
 * @param trial whether it goes to the officer who wants to see how it reads: it is none of those that one recipient gets a day
 */
public record MailDraft(
        MissionId mission,
        String kind,
        UUID subject,
        String occurrence,
        MailAddress to,
        Sensitivity sensitivity,
        @Nullable Instant notBefore,
        String language,
        boolean trial) {

    /** One that is no trial. */
    public MailDraft(
            MissionId mission,
            String kind,
            UUID subject,
            String occurrence,
            MailAddress to,
            Sensitivity sensitivity,
            @Nullable Instant notBefore,
            String language) {
        this(mission, kind, subject, occurrence, to, sensitivity, notBefore, language, false);
    }

    public MailDraft {
        if (!kind.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("no kind of mail: " + kind);
        }
        if (!occurrence.matches("[\\x21-\\x7e]{1,80}")) {
            throw new IllegalArgumentException("no occurrence of a mail: " + occurrence);
        }
        if (!language.matches("[a-z]{2}")) {
            throw new IllegalArgumentException("no language of a mail: " + language);
        }
    }
}
