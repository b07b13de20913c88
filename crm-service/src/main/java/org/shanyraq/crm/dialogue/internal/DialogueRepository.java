package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Dialogues for writing; they are read by {@link DialogueReader}. */
interface DialogueRepository extends Repository<Dialogue, UUID> {

    /** The dialogue, kept from being changed by others until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Dialogue> findByIdAndMissionIdInAndSensitivityLessThanEqual(
            UUID id, Collection<UUID> missions, byte clearance);

    Dialogue saveAndFlush(Dialogue dialogue);
}
