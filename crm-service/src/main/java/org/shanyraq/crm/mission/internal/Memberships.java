package org.shanyraq.crm.mission.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which missions officers belong to, or once belonged to, so that who left can still be named. */
class Memberships {

    private final JdbcClient database;

    Memberships(JdbcClient database) {
        this.database = database;
    }

    /** The officer, who is stored already, belongs to these missions from now on and to no other. */
    void note(OfficerId officer, Collection<MissionId> missions) {
        for (MissionId mission : missions) {
            database.sql("insert into crm_membership (mission_id, officer_id, present) values (?, ?, true)"
                            + " on duplicate key update present = true")
                    .params(Bytes16.of(mission), Bytes16.of(officer))
                    .update();
        }
        List<Object> values = new ArrayList<>(List.of(Bytes16.of(officer)));
        missions.forEach(mission -> values.add(Bytes16.of(mission)));
        database.sql("update crm_membership set present = false where officer_id = ?"
                        + (missions.isEmpty()
                                ? ""
                                : " and mission_id not in (" + ScopedQuery.marks(missions.size()) + ")"))
                .params(values)
                .update();
    }
}
