package org.shanyraq.crm.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;

/**
 * One entry of a history.
 *
 * @param number position in the chain of the mission, from 1, without gaps
 * @param kind what sort of record it is about, see {@link AuditSubject#kind()}
 * @param record id of that record
 * @param actor name of the officer at that time
 * @param actorId id of the officer
 * @param cause what it was part of, for example {@code import 0192…}; null when it was done by hand
 */
public record AuditEntry(
        long number,
        Instant at,
        String kind,
        UUID record,
        String actor,
        OfficerId actorId,
        Officer.Kind actorKind,
        AuditAction action,
        @Nullable String cause,
        List<FieldChange> changes) {}
