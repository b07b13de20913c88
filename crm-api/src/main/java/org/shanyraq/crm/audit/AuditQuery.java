package org.shanyraq.crm.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;

/**
 * Which entries of a chain are wanted; a null criterion does not restrict.
 *
 * @param mission whose chain; null: the officer's home mission
 * @param kind what sort of record, see {@link AuditSubject#kind()}
 * @param record id of one record, with what is within it
 * @param actor who did it
 * @param from the first moment
 * @param until the moment after the last one
 */
public record AuditQuery(
        @Nullable MissionId mission,
        @Nullable String kind,
        @Nullable UUID record,
        @Nullable OfficerId actor,
        @Nullable AuditAction action,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null, null, null);
}
