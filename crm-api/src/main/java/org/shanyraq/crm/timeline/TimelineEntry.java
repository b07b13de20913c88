package org.shanyraq.crm.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * One thing that happened.
 *
 * @param source who tells it, see {@link TimelineSource#name()}
 * @param event what it was, in the words of that source, for example {@code accepted}: the end of the key of its text
 * @param at when
 * @param place where the entry stands among those of its source about the same record; given to {@link TimelineSource#of} for those that
 *     come after it. Another timeline has another place for it
 * @param record of what record it is, which may be the one that the timeline is about
 * @param title what that record is called
 * @param person the contact who did it or whom it befell, or null when it was nobody in particular
 * @param personName name of {@code person}, or of somebody who is no contact
 * @param by name of the officer who did it, or null
 */
public record TimelineEntry(
        String source,
        String event,
        Instant at,
        String place,
        RecordRef record,
        LocalizedText title,
        @Nullable RecordRef person,
        @Nullable String personName,
        @Nullable String by) {}
