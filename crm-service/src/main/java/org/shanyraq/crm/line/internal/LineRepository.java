package org.shanyraq.crm.line.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Lines for writing; they are read by {@link LineReader}. */
interface LineRepository extends Repository<LineToTake, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<LineToTake> findByIdAndMissionIdInAndSensitivityLessThanEqual(
            UUID id, Collection<UUID> missions, int clearance);

    Optional<LineToTake> findByIdAndMissionId(UUID id, UUID mission);

    LineToTake saveAndFlush(LineToTake line);
}
