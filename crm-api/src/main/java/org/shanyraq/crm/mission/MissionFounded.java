package org.shanyraq.crm.mission;

import org.shanyraq.crm.access.MissionId;

/** A mission was named by the identity provider for the first time. Heard in the same transaction. */
public record MissionFounded(MissionId mission, String code) {}
