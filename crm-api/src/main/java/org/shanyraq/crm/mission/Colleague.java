package org.shanyraq.crm.mission;

import java.util.Set;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;

/**
 * An officer as others of the mission see them.
 *
 * @param memberOf the missions that they belong to by their last sign-in, of those that the acting officer sees; none of somebody who
 *     left
 */
public record Colleague(OfficerId id, String name, Set<MissionId> memberOf) {

    public Colleague {
        memberOf = Set.copyOf(memberOf);
    }

    /** Whether they belong to that mission now. */
    public boolean isMemberOf(MissionId mission) {
        return memberOf.contains(mission);
    }
}
