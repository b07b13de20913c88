package org.shanyraq.crm.invitation.internal;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Sendings for writing; they are read by {@link SendingReader}. */
interface SendingRepository extends Repository<Sending, UUID> {

    Optional<Sending> findByIdAndDialogueIdAndMissionIdIn(UUID id, UUID dialogue, Collection<UUID> missions);

    Sending saveAndFlush(Sending sending);
}
