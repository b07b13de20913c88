package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.shared.internal.JsonText;

/** What applying one row did, act by act, so that it can be taken back in reverse. */
final class Journal {

    /** What was done to a record. */
    enum Act {
        ORGANISATION_REGISTERED,
        ORGANISATION_CHANGED,
        POST_ESTABLISHED,
        CONTACT_REGISTERED,
        CONTACT_CHANGED,
        MANDATE_BEGUN,
        MANDATE_CHANGED
    }

    /**
     * @param before JSON of the details before, null when the record was made
     * @param after JSON of the details as they were kept
     */
    record Entry(Act act, UUID id, @Nullable String before, String after) {}

    private final List<Entry> entries = new ArrayList<>();

    void note(Act act, UUID id, @Nullable Record before, Record after) {
        entries.add(new Entry(act, id, before == null ? null : JsonText.write(before), JsonText.write(after)));
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
