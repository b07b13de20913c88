package org.shanyraq.crm.interaction;

import org.shanyraq.crm.access.MissionId;

/** An interaction is shown again. */
public record InteractionRestored(InteractionId interaction, MissionId mission) {}
