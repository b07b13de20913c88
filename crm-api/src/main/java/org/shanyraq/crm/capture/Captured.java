package org.shanyraq.crm.capture;

import org.shanyraq.crm.interaction.InteractionId;

/**
 * What was made of a line.
 *
 * @param people how many contacts were registered
 */
public record Captured(CaptureId id, InteractionId interaction, int people, int followUps, int commitments) {}
