package org.shanyraq.crm.mission.internal;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Missions; they are no secret to each other, so there is no scope here. */
interface MissionRepository extends Repository<Mission, UUID> {

    Mission save(Mission mission);

    List<Mission> findAllByCodeInOrderByCode(Collection<String> codes);

    List<Mission> findAllByOrderByCode();
}
