package org.shanyraq.crm.mission;

import org.shanyraq.crm.access.MissionId;

/** @param code the name of the mission's group at the identity provider, for example {@code bxl} */
public record MissionView(MissionId id, String code, String name) {}
