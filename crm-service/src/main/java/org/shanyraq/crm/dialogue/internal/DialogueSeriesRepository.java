package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Series for writing; they are read by {@link DialogueSeriesReader}. */
interface DialogueSeriesRepository extends Repository<DialogueSeries, UUID> {

    /** The series, kept from being changed by others, and from giving numbers to others, until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<DialogueSeries> findByIdAndMissionIdInAndSensitivityLessThanEqual(
            UUID id, Collection<UUID> missions, byte clearance);

    /** The series, to be looked at. */
    Optional<DialogueSeries> readByIdAndMissionIdInAndSensitivityLessThanEqual(
            UUID id, Collection<UUID> missions, byte clearance);

    DialogueSeries saveAndFlush(DialogueSeries series);
}
