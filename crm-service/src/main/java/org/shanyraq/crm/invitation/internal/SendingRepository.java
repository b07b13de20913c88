package org.shanyraq.crm.invitation.internal;

import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Sendings for writing; they are read by {@link SendingReader}. */
interface SendingRepository extends Repository<Sending, UUID> {

    Sending saveAndFlush(Sending sending);
}
