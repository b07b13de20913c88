package org.shanyraq.crm.line;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.contact.ContactId;

/**
 * That a line was said.
 *
 * @param edition the edition that was seen: when another is in use by now, the use is refused
 * @param language in which it was said; one that the edition has
 * @param contact to whom, or null when to nobody in particular
 * @param during in which record, for example a question, or null
 * @param at when, not before the edition was approved; null: now
 * @param once names the note: given again by the same officer for the same line, nothing is noted anew. Null: each is a note of its own
 */
public record UsedLine(
        LineId line,
        int edition,
        String language,
        @Nullable ContactId contact,
        @Nullable RecordRef during,
        @Nullable Instant at,
        @Nullable UUID once) {

    /** Said now. */
    public UsedLine(
            LineId line, int edition, String language, @Nullable ContactId contact, @Nullable RecordRef during) {
        this(line, edition, language, contact, during, null, null);
    }
}
