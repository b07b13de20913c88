package org.shanyraq.crm.line.web;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.UsedLine;
import org.shanyraq.crm.shared.web.Needed;

/**
 * That a line was said.
 *
 * @param edition the number of the edition that was seen
 * @param language in which it was said
 * @param contact to whom, or null
 * @param recordKind with {@code recordId} the record during which it was said, for example {@code dialogue}; null for none
 * @param at when, not before the edition was approved; null: now
 */
record UsedLineBody(
        @Needed @Nullable Integer edition,

        @Needed @Nullable String language,

        @Nullable ContactId contact,

        @Nullable String recordKind,

        @Nullable UUID recordId,

        @Nullable Instant at) {

    /** To be asked of a body that is complete. */
    UsedLine of(LineId line) {
        return new UsedLine(
                line,
                edition == null ? 0 : edition,
                language == null ? "" : language,
                contact,
                recordKind == null || recordId == null ? null : new RecordRef(recordKind, recordId),
                at,
                null);
    }
}
