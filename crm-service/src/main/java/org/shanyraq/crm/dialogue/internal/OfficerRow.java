package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.shanyraq.crm.access.OfficerId;

/** Somebody who is in charge of a dialogue. */
@Embeddable
record OfficerRow(
        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "officer_id", length = 16)
        UUID officerId) {

    static OfficerRow of(OfficerId officer) {
        return new OfficerRow(officer.value());
    }

    OfficerId officer() {
        return new OfficerId(officerId);
    }
}
