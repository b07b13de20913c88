package org.shanyraq.crm.audit;

import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.EntityId;

/**
 * The record that an entry is about.
 *
 * @param kind singular name of the record in kebab-case, for example {@code contact}
 * @param sensitivity of the record: who may not see the record does not see its history
 */
public record AuditSubject(String kind, EntityId id, MissionId mission, Sensitivity sensitivity) {}
