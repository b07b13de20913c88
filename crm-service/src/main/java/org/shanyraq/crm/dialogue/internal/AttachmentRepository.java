package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Attachments for writing; they are read by {@link AttachmentReader}. */
interface AttachmentRepository extends Repository<Attachment, UUID> {

    /** The attachment of that dialogue, kept from being changed by others until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Attachment> findByIdAndDialogueIdAndMissionIdInAndSensitivityLessThanEqual(
            UUID id, UUID dialogue, Collection<UUID> missions, byte clearance);

    Attachment saveAndFlush(Attachment attachment);

    void delete(Attachment attachment);

    void flush();
}
