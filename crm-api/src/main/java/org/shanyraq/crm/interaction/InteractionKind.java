package org.shanyraq.crm.interaction;

/** How one was in touch. */
public enum InteractionKind {
    MEETING,
    CALL,
    VIDEO_CONFERENCE,
    EMAIL,
    LETTER,
    NOTE_VERBALE,
    RECEPTION,
    VISIT
}
