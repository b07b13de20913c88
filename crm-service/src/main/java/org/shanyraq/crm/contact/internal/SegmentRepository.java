package org.shanyraq.crm.contact.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Segments for writing; they are read by {@link SegmentReader}. */
interface SegmentRepository extends Repository<Segment, UUID> {

    /** The segment, kept from being changed by others, and from being given contacts by others, until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Segment> findByIdAndMissionIdInAndSensitivityLessThanEqual(
            UUID id, Collection<UUID> missions, byte clearance);

    Segment saveAndFlush(Segment segment);
}
