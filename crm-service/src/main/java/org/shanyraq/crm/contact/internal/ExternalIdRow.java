package org.shanyraq.crm.contact.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.ExternalId;

/**
 * What others call a contact. Mission and sensitivity stand in the row too: a value is unique within both, so that the key never
 * tells of a contact that somebody may not see.
 */
@Embeddable
record ExternalIdRow(
        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "mission_id", length = 16)
        UUID missionId,

        @Column(name = "scheme") String scheme,
        @Column(name = "value") String value,
        @Column(name = "sensitivity") byte sensitivity) {

    static ExternalIdRow of(MissionId mission, Sensitivity sensitivity, ExternalId externalId) {
        return new ExternalIdRow(mission.value(), externalId.scheme(), externalId.value(), (byte) sensitivity.level());
    }

    ExternalId externalId() {
        return new ExternalId(scheme, value);
    }
}
