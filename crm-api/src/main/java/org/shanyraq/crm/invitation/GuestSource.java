package org.shanyraq.crm.invitation;

import java.time.Instant;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.SegmentId;

/**
 * A tag, a list or a saved query all of whose contacts were proposed as guests of a dialogue, or of the one that it was made like.
 *
 * @param name of the segment
 * @param sensitivity of the segment
 * @param archived whether the segment is; nobody is proposed from it anew then
 * @param chosenBy name of the officer who did so first
 */
public record GuestSource(
        SegmentId segment, String name, Sensitivity sensitivity, boolean archived, String chosenBy, Instant chosenAt) {}
