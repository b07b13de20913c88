package org.shanyraq.crm.access;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/**
 * The one predicate of access: records of these missions, up to this clearance. Every query needs one; a repository called
 * without throws {@link MissingScopeException}.
 *
 * @param missions empty means that nothing is visible
 */
public record AccessScope(OfficerId officer, Set<MissionId> missions, Sensitivity clearance) {

    public AccessScope {
        missions = Set.copyOf(missions);
    }

    /** The ids of the missions, for a query. */
    public Collection<UUID> missionIds() {
        return missions.stream().map(MissionId::value).toList();
    }

    public boolean permits(MissionId mission, Sensitivity sensitivity) {
        return missions.contains(mission) && sensitivity.isWithin(clearance);
    }
}
