package org.shanyraq.crm.timeline;

import java.util.List;
import java.util.Set;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/** What happened with a record, of all features together. */
@Facade
public interface Timelines {

    /**
     * The entries about a record, latest first, as far as the acting officer may see what they tell of.
     *
     * @param subject a contact, an organisation with all below it, or a dialogue
     * @param sources those wanted, see {@link TimelineSource#name()}; empty for all. One that is not known tells nothing
     * @throws org.shanyraq.crm.shared.NotFoundException when there is no such record for the officer
     */
    @Requires(Right.READ_DIRECTORY)
    Slice<TimelineEntry> of(RecordRef subject, Set<String> sources, Paging paging);

    /**
     * The record that a timeline is about, as the acting officer sees it.
     *
     * @throws org.shanyraq.crm.shared.NotFoundException when there is no such record for the officer
     */
    @Requires(Right.READ_DIRECTORY)
    RecordSight subject(RecordRef subject);

    /** The names of the sources that can tell the acting officer of records of that kind, in the order in which they are offered. */
    @Requires(Right.READ_DIRECTORY)
    List<String> sources(String kind);
}
