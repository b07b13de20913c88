package org.shanyraq.crm.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
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

    /** Id under which the system itself stands in histories. */
    public static final OfficerId SYSTEM = new OfficerId(new UUID(0, 0));

    /** The system acting by itself within one mission, for example when it loads reference data. */
    public static Officer system(MissionId mission) {
        return new Officer(
                SYSTEM,
                Kind.SYSTEM,
                "Shanyraq CRM",
                Set.of(Role.PROTOCOL, Role.MANAGER),
                Set.of(mission),
                mission,
                Sensitivity.CONFIDENTIAL);
    }

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
