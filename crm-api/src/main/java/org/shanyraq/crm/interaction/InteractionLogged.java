package org.shanyraq.crm.interaction;

import org.shanyraq.crm.access.MissionId;

/** An interaction was noted, or planned. */
public record InteractionLogged(InteractionId interaction, MissionId mission) {}
