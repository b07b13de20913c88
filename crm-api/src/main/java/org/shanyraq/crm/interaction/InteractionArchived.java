package org.shanyraq.crm.interaction;

import org.shanyraq.crm.access.MissionId;

/** An interaction is shown no more. */
public record InteractionArchived(InteractionId interaction, MissionId mission) {}
