package org.shanyraq.crm.proof;

import java.time.Instant;
import java.util.List;
import org.shanyraq.crm.job.JobId;

/**
 * One check of the acting officer.
 *
 * @param state broken when a chain is, known once all were looked at or the check was stopped
 * @param job that does it
 * @param chains one for each mission of the officer
 */
public record AuditCheckView(
        AuditCheckId id, AuditCheckState state, JobId job, Instant createdAt, List<ChainCheck> chains) {}
