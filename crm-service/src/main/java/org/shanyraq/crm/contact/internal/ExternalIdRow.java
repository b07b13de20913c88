package org.shanyraq.crm.contact.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.ExternalId;

/** What others call a contact. The mission stands in the row too, since a value is unique within it. */
@Embeddable
record ExternalIdRow(
        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "mission_id", length = 16)
        UUID missionId,

        @Column(name = "scheme") String scheme,
        @Column(name = "value") String value) {

    static ExternalIdRow of(MissionId mission, ExternalId externalId) {
        return new ExternalIdRow(mission.value(), externalId.scheme(), externalId.value());
    }

    ExternalId externalId() {
        return new ExternalId(scheme, value);
    }
}
