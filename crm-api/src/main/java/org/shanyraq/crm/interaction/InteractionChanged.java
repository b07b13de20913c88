package org.shanyraq.crm.interaction;

import org.shanyraq.crm.access.MissionId;

/** An interaction is described otherwise, or came about, or fell through. */
public record InteractionChanged(InteractionId interaction, MissionId mission) {}
