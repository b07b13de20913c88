package org.shanyraq.crm.question.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

/** Questions for writing; whether one may be seen is known to {@link QuestionReader}. */
interface QuestionRepository extends JpaRepository<Question, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Question> findByIdAndMissionIdIn(UUID id, Collection<UUID> missions);

    /** All of a dialogue, always locked in the same order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<Question> findByDialogueIdAndMissionIdInOrderById(UUID dialogue, Collection<UUID> missions);
}
