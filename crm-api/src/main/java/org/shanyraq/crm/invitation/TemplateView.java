package org.shanyraq.crm.invitation;

import java.time.Instant;
import org.shanyraq.crm.access.MissionId;

/**
 * One template of mails to guests.
 *
 * @param version to be given back when changing it
 */
public record TemplateView(
        TemplateId id,
        MissionId mission,
        long version,
        TemplateDetails details,
        boolean archived,
        Instant createdAt,
        Instant changedAt) {}
