package org.shanyraq.crm.dialogue;

import java.util.Locale;

/** How far a dialogue has come. */
public enum DialogueState {
    /** Being planned; nobody outside knows of it. */
    DRAFT,
    /** Announced: guests may be invited. */
    INVITING,
    /** It took place. */
    HELD,
    /** It will not take place; the reason is kept. */
    CANCELLED;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
