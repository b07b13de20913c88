package org.shanyraq.crm.invitation.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Templates for writing; they are read by {@link TemplateReader}. */
interface TemplateRepository extends Repository<MailTemplate, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<MailTemplate> findByIdAndMissionIdIn(UUID id, Collection<UUID> missions);

    MailTemplate saveAndFlush(MailTemplate template);
}
