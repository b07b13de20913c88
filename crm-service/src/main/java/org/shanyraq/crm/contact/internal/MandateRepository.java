package org.shanyraq.crm.contact.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Mandates for writing; they are read by {@link MandateReader}, which also knows whether the contact may be seen. */
interface MandateRepository extends Repository<Mandate, UUID> {

    /** The mandate, kept from being changed by others until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Mandate> findByIdAndMissionIdIn(UUID id, Collection<UUID> missions);

    Mandate saveAndFlush(Mandate mandate);

    void delete(Mandate mandate);

    void flush();
}
