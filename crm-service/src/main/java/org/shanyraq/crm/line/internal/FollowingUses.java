package org.shanyraq.crm.line.internal;

import org.shanyraq.crm.access.RecordSightChanged;
import org.springframework.context.event.EventListener;

/** Keeps uses of lines as hidden as the records in which they were. */
class FollowingUses {

    private final LineReader reader;

    FollowingUses(LineReader reader) {
        this.reader = reader;
    }

    @EventListener
    void on(RecordSightChanged record) {
        reader.follow(record);
    }
}
