package org.shanyraq.crm.topic.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

/** Topics for writing; they are read by {@link TopicReader}. */
interface TopicRepository extends JpaRepository<Topic, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Topic> findByIdAndMissionIdIn(UUID id, Collection<UUID> missions);
}
