package org.shanyraq.crm.organisation.internal;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Posts for writing; they are read by {@link PostReader}. */
interface PostRepository extends Repository<Post, UUID> {

    /** The post, kept from being changed by others until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Post> findByIdAndMissionIdIn(UUID id, Collection<UUID> missions);

    Post saveAndFlush(Post post);

    void delete(Post post);

    void flush();
}
