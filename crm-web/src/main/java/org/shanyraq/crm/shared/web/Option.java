package org.shanyraq.crm.shared.web;

import org.jspecify.annotations.Nullable;

/**
 * A choice of a select or a picker.
 *
 * @param note what tells it from others of the same text where one chooses, or null; the text alone stays in the field
 */
public record Option(String value, String text, @Nullable String note) {

    public Option(String value, String text) {
        this(value, text, null);
    }

    /** The text with the note, as it is offered. */
    public String offered() {
        return note == null ? text : text + ", " + note;
    }
}
