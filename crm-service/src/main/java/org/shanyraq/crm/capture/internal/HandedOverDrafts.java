package org.shanyraq.crm.capture.internal;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.interaction.InteractionLogged;
import org.springframework.context.event.EventListener;

/** A line that a form took over is forgotten when the form is saved, in the same transaction. */
class HandedOverDrafts {

    private final Access access;
    private final CaptureTable table;

    HandedOverDrafts(Access access, CaptureTable table) {
        this.access = access;
        this.table = table;
    }

    @EventListener
    void logged(InteractionLogged interaction) {
        access.find().map(Officer::id).ifPresent(table::forgetHandedOver);
    }
}
