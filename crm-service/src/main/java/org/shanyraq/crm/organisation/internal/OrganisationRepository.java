package org.shanyraq.crm.organisation.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Organisations for writing; they are read by {@link OrganisationReader}. */
interface OrganisationRepository extends Repository<Organisation, UUID> {

    /** The organisation, kept from being changed by others until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Organisation> findByIdAndMissionIdIn(UUID id, Collection<UUID> missions);

    Organisation save(Organisation organisation);

    Organisation saveAndFlush(Organisation organisation);

    List<Organisation> saveAll(Iterable<Organisation> organisations);

    void delete(Organisation organisation);

    void flush();
}
