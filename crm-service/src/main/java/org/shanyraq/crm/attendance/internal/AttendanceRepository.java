package org.shanyraq.crm.attendance.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Arrivals for writing; they are read by {@link DoorReader}. To be asked while the dialogue is locked. */
interface AttendanceRepository extends Repository<Attendance, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Attendance> findByDialogueIdAndMissionIdInAndId(UUID dialogue, Collection<UUID> missions, UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Attendance> findByDialogueIdAndMissionIdInAndContactIdAndPresent(
            UUID dialogue, Collection<UUID> missions, UUID contact, int present);

    Optional<Attendance> findByDialogueIdAndMissionIdInAndEntryId(UUID dialogue, Collection<UUID> missions, UUID entry);

    <S extends Attendance> S saveAndFlush(S arrival);
}
