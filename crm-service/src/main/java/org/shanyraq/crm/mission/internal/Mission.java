package org.shanyraq.crm.mission.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.shared.internal.UtcTime;

/** A mission: named by the identity provider, owner of its records. */
@Entity
@Table(name = "crm_mission")
class Mission {

    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 16)
    private UUID id = Ids.next();

    private String code = "";

    private String name = "";

    @Convert(converter = UtcTime.class)
    private Instant createdAt = Instant.now();

    protected Mission() {}

    Mission(String code) {
        this.code = code;
        this.name = code.toUpperCase(Locale.ROOT);
    }

    MissionId id() {
        return new MissionId(id);
    }

    String code() {
        return code;
    }

    String name() {
        return name;
    }
}
