package org.shanyraq.crm.proof;

import java.util.List;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.ChainHead;

/**
 * Checks of the audit log, by a job that recomputes its chains from the first entry to the last, whatever the clearance: only
 * numbers and hashes come back. A check belongs to the officer who asked for it and exists for nobody else.
 */
@Facade
public interface AuditChecks {

    /**
     * Starts a check of the chains of all missions of the officer. While one of the officer's runs, no other is started: asking for
     * the same again gives that one.
     *
     * @param noted heads that were kept outside the system, at most one of each chain: with them a chain is also found broken that
     *     was written anew as a whole, or is an older copy
     * @throws org.shanyraq.crm.shared.NotFoundException when a head is of a mission that is none of the officer's
     * @throws org.shanyraq.crm.shared.InvalidInputException when a head cannot be one, or there are two of a chain
     * @throws org.shanyraq.crm.shared.ConflictException when a check with other heads runs
     */
    @Requires(Right.READ_AUDIT)
    AuditCheckView start(List<ChainHead> noted);

    /**
     * @throws org.shanyraq.crm.shared.NotFoundException when it is not the officer's, or is of a mission that is none of the officer's
     *     any more
     */
    @Requires(Right.READ_AUDIT)
    AuditCheckView get(AuditCheckId id);
}
