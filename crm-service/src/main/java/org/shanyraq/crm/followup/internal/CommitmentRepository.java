package org.shanyraq.crm.followup.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** For writing; they are read by {@link CommitmentReader}, which also says which of them an officer may see. */
interface CommitmentRepository extends Repository<Commitment, UUID> {

    /** Those of the ids, kept from being changed by others until the end of the transaction; always locked in the same order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<Commitment> findByIdInAndMissionIdInOrderById(Collection<UUID> ids, Collection<UUID> missions);

    Commitment saveAndFlush(Commitment commitment);
}
