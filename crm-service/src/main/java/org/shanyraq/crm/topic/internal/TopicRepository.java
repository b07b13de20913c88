package org.shanyraq.crm.topic.internal;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

/** Topics for writing; they are read by {@link TopicReader}. */
interface TopicRepository extends JpaRepository<Topic, UUID> {

    Optional<Topic> findByIdAndMissionIdIn(UUID id, Collection<UUID> missions);
}
