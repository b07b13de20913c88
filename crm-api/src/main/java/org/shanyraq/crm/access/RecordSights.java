package org.shanyraq.crm.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/** SPI: a feature says of its own records which of them lie within a scope, for features that link to records of any kind. */
public interface RecordSights {

    /** The kinds of records that it answers for; no other does. */
    Set<String> kinds();

    /**
     * Those of the records that lie within the scope, archived ones too, in any order. Those that lie outside, are of other kinds or do
     * not exist are left out alike.
     */
    List<RecordSight> see(Collection<RecordRef> records, AccessScope scope);
}
