package org.shanyraq.crm.attendance;

import java.io.OutputStream;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;

/** Badges of guests, as PDF. Those whom the officer may not see get none. */
@Facade
public interface Badges {

    /** So many are made at once. */
    int MOST = 2_000;

    /** How many {@link #write} makes for all who said that they come. */
    @Requires(Right.CHECK_IN)
    long count(DialogueId dialogue);

    /**
     * Writes the badges, by name; those of walk-ins last. Whoever has no door code yet gets one, when it is to be on the badge.
     *
     * @throws org.shanyraq.crm.shared.NotFoundException when one of those that are named does not exist for the officer; nothing is written then
     * @throws org.shanyraq.crm.shared.InvalidInputException when there are none, or more than {@link #MOST}; nothing is written then
     * @throws java.io.UncheckedIOException when the stream takes no more
     */
    @Requires(Right.CHECK_IN)
    void write(DialogueId dialogue, BadgeOrder order, OutputStream out);
}
