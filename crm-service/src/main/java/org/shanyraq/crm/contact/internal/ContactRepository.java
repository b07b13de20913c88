package org.shanyraq.crm.contact.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Contacts for writing; they are read by {@link ContactReader}. */
interface ContactRepository extends Repository<Contact, UUID> {

    /** The contact, kept from being changed by others until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Contact> findByIdAndMissionIdInAndSensitivityLessThanEqual(
            UUID id, Collection<UUID> missions, byte clearance);

    Contact saveAndFlush(Contact contact);

    List<Contact> saveAllAndFlush(Iterable<Contact> contacts);

    void delete(Contact contact);

    void flush();
}
