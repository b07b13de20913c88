package org.shanyraq.crm.attendance;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.Circle;

/**
 * Somebody who came without being on the list, as typed at the door.
 *
 * @param entry made with the form: the same one twice is one arrival
 * @param name one line, at most 250 characters
 * @param organisation one line, at most 250 characters
 */
public record WalkIn(
        UUID entry,
        String name,
        @Nullable String organisation,
        @Nullable Circle circle) {}
