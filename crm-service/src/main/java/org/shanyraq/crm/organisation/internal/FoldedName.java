package org.shanyraq.crm.organisation.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.shanyraq.crm.shared.internal.ExactName;

/** A name or acronym of an organisation as {@link ExactName} compares it. */
@Embeddable
record FoldedName(
        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "mission_id", length = 16)
        UUID missionId,

        @Column(name = "folded") String folded) {}
