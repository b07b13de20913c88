package org.shanyraq.crm.interaction.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

/** Interactions for writing; whether one may be seen is known to {@link InteractionReader}. */
interface InteractionRepository extends JpaRepository<Interaction, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Interaction> findByIdAndMissionIdIn(UUID id, Collection<UUID> missions);
}
