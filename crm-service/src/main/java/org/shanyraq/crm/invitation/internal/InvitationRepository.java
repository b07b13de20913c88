package org.shanyraq.crm.invitation.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Invitations for writing; they are read by {@link InvitationReader}. To be asked while the dialogue is locked. */
interface InvitationRepository extends Repository<Invitation, UUID> {

    /** Those of the contacts who are or were on the list. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<Invitation> findByDialogueIdAndMissionIdInAndContactIdIn(
            UUID dialogue, Collection<UUID> missions, Collection<UUID> contacts);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<Invitation> findByDialogueIdAndMissionIdInAndIdIn(
            UUID dialogue, Collection<UUID> missions, Collection<UUID> ids);

    /** Those who come, or came, in the place of a guest. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<Invitation> findByDialogueIdAndMissionIdInAndStandsFor(
            UUID dialogue, Collection<UUID> missions, UUID principal);

    <S extends Invitation> Iterable<S> saveAll(Iterable<S> invitations);

    void flush();
}
