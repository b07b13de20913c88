package org.shanyraq.crm.capture.web;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.capture.CaptureDraft;
import org.shanyraq.crm.capture.Captures;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.web.InteractionBeginning;

/** The line that an officer began goes on in the form of an interaction. */
class CapturedBeginning implements InteractionBeginning {

    static final String NAME = "line";

    private final Captures captures;

    CapturedBeginning(Captures captures) {
        this.captures = captures;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public @Nullable InteractionDetails begin() {
        CaptureDraft draft = captures.draft();
        return draft == null ? null : captures.begin(draft.line(), draft.choices());
    }
}
