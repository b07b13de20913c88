package org.shanyraq.crm.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who acts: a signed-in person, an API client or the system itself. Features see this and never a token.
 *
 * @param name as shown in histories
 * @param missions the missions whose records the officer may see; empty means: nothing at all
 * @param home the mission that new records of this officer belong to; one of {@code missions}, or null for those who cannot write
 * @param clearance the highest sensitivity that the officer may see
 */
public record Officer(
        OfficerId id,
        Kind kind,
        String name,
        Set<Role> roles,
        Set<MissionId> missions,
        @Nullable MissionId home,
        Sensitivity clearance) {

    /** What sort of actor it is. */
    public enum Kind {
        PERSON,
        CLIENT,
        SYSTEM
    }

    public Officer {
        roles = Set.copyOf(roles);
        missions = Set.copyOf(missions);
        if (home != null && !missions.contains(home)) {
            throw new IllegalArgumentException("home is not one of the officer's missions");
        }
    }

    /** The rights of all roles together; none without a mission. */
    public Set<Right> rights() {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        if (!missions.isEmpty()) {
            roles.forEach(role -> rights.addAll(role.rights()));
        }
        return rights;
    }

    public boolean may(Right right) {
        return rights().contains(right);
    }

    /** What every query of this officer is bound to. */
    public AccessScope scope() {
        return new AccessScope(id, missions, clearance);
    }
}
