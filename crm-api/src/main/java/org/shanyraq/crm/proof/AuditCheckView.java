package org.shanyraq.crm.proof;

import java.time.Instant;
import java.util.List;
import org.shanyraq.crm.job.JobId;

/**
 * One check of the acting officer.
 *
 * @param state broken as soon as one chain is, and all were looked at
 * @param job that does it
 * @param chains one for each mission of the officer
 */
public record AuditCheckView(
        AuditCheckId id, AuditCheckState state, JobId job, Instant createdAt, List<ChainCheck> chains) {}
