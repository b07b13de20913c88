package org.shanyraq.crm.contact;

import java.time.Instant;
import java.util.List;
import org.shanyraq.crm.access.MissionId;

/**
 * One contact.
 *
 * @param mandates current ones first, by rank, then past ones, latest first
 * @param version to be given back when changing it
 */
public record ContactView(
        ContactId id,
        MissionId mission,
        long version,
        ContactDetails details,
        List<MandateView> mandates,
        boolean archived,
        Instant createdAt,
        Instant changedAt) {}
