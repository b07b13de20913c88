package org.shanyraq.crm.shared.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field in which two edits of the same record differ.
 *
 * @param labelKey key of the field's name
 * @param theirs what is stored now
 * @param yours what was about to be stored
 */
public record Difference(
        String labelKey, @Nullable String theirs, @Nullable String yours) {

    /** Adds a field to those that differ, if it does; nothing and an empty text are the same. */
    public static void add(List<Difference> all, String labelKey, @Nullable String theirs, @Nullable String yours) {
        String their = theirs == null ? "" : theirs.strip();
        String your = yours == null ? "" : yours.strip();
        if (!their.equals(your)) {
            all.add(new Difference(labelKey, their, your));
        }
    }
}
