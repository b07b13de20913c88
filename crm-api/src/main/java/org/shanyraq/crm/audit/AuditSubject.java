package org.shanyraq.crm.audit;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.EntityId;

/**
 * The record that an entry is about.
 *
 * @param kind singular name of the record in kebab-case, for example {@code contact}
 * @param sensitivity of the record: who may not see the record does not see its history
 * @param within another record whose history shows the entry too, for example the contact of a mandate
 */
public record AuditSubject(
        String kind,
        EntityId id,
        MissionId mission,
        Sensitivity sensitivity,
        @Nullable EntityId within) {

    public AuditSubject(String kind, EntityId id, MissionId mission, Sensitivity sensitivity) {
        this(kind, id, mission, sensitivity, null);
    }
}
