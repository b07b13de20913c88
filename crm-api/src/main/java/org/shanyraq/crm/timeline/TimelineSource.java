package org.shanyraq.crm.timeline;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;

/**
 * SPI: a feature tells timelines what happened to its own records. A text of key {@code crm.<name>.timeline} names what it tells,
 * and one of key {@code crm.<name>.timeline.<event>} each event.
 */
public interface TimelineSource {

    /** For example {@code invitation}; no other source has it. */
    String name();

    /** Position among the sources: lower is offered first. */
    int order();

    /** Who lacks it is told nothing by this source. */
    Right right();

    /** The kinds of records that it can tell of, as in {@link RecordRef#kind()}. */
    Set<String> kinds();

    /**
     * What happened to a record, latest first, as far as the scope reaches: nothing when the record lies beyond it.
     *
     * @param subject of one of {@link #kinds()}
     * @param after only what comes after that {@link TimelineEntry#place()} of this source; null for all
     * @param most 1 to 101
     */
    List<TimelineEntry> of(RecordRef subject, @Nullable String after, int most, AccessScope scope);
}
