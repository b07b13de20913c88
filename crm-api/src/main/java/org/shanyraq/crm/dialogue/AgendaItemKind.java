package org.shanyraq.crm.dialogue;

import java.util.Locale;

/** What a part of an agenda is. */
public enum AgendaItemKind {
    OPENING,
    KEYNOTE,
    PRESENTATION,
    PANEL,
    /** Questions and answers. */
    QUESTIONS,
    BREAK,
    CLOSING,
    OTHER;

    /** The lower-case word used in the API and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
