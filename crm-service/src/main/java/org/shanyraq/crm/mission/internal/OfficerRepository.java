package org.shanyraq.crm.mission.internal;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Officers; read only for the officer themself and by work on their behalf. */
interface OfficerRepository extends Repository<KnownOfficer, UUID> {

    KnownOfficer save(KnownOfficer officer);

    KnownOfficer saveAndFlush(KnownOfficer officer);

    Optional<KnownOfficer> findByIssuerAndSubject(String issuer, String subject);

    Optional<KnownOfficer> findById(UUID id);
}
