package org.shanyraq.crm.line;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One use of a line.
 *
 * @param question what the line answers
 * @param by name of the officer who noted it
 * @param contact to whom it was said, or null
 * @param contactName name of {@code contact}
 * @param during in which record, or null
 */
public record LineUse(
        UUID id,
        LineId line,
        int edition,
        String language,
        LocalizedText question,
        Instant at,
        String by,
        @Nullable ContactId contact,
        @Nullable String contactName,
        @Nullable RecordRef during) {}
