package org.shanyraq.crm.followup.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.Sensitivity;

/**
 * A record that something is linked to, with how far it may be seen by now.
 *
 * @param contactId the record again when it is a contact; a foreign key
 * @param organisationId the record again when it is an organisation; a foreign key
 */
@Embeddable
record LinkRow(
        String kind,

        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "record_id", length = 16)
        UUID recordId,

        byte sensitivity,

        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "readers_of", length = 16) @Nullable
        UUID readersOf,

        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "contact_id", length = 16) @Nullable
        UUID contactId,

        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "organisation_id", length = 16) @Nullable
        UUID organisationId) {

    static final String CONTACT = "contact";
    static final String ORGANISATION = "organisation";

    static LinkRow of(RecordSight sight) {
        return of(sight.ref(), sight.sensitivity(), sight.readersOf());
    }

    private static LinkRow of(RecordRef ref, Sensitivity sensitivity, @Nullable UUID readersOf) {
        return new LinkRow(
                ref.kind(),
                ref.id(),
                (byte) sensitivity.level(),
                readersOf,
                ref.kind().equals(CONTACT) ? ref.id() : null,
                ref.kind().equals(ORGANISATION) ? ref.id() : null);
    }

    RecordRef ref() {
        return new RecordRef(kind, recordId);
    }

    Sensitivity level() {
        return Sensitivity.ofLevel(sensitivity);
    }

    /** The same record, seen so far. */
    LinkRow seen(Sensitivity now, @Nullable UUID readers) {
        return of(ref(), now, readers);
    }
}
