package org.shanyraq.crm.followup.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.shared.internal.UtcTime;

/** A state that a follow-up came to. */
@Embeddable
record FollowUpStepRow(
        @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        FollowUpState state,

        @Convert(converter = UtcTime.class) Instant at,

        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "by_id", length = 16)
        UUID byId,

        @Column(name = "by_name") String byName,
        @Nullable String reason) {

    static FollowUpStepRow of(FollowUpState state, Instant at, Officer by, @Nullable String reason) {
        return new FollowUpStepRow(state, at, by.id().value(), by.name(), reason);
    }
}
