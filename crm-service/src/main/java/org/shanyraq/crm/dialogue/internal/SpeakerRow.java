package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;

/** Somebody who speaks in a part of the agenda. */
@Embeddable
record SpeakerRow(
        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "item_id", length = 16)
        UUID itemId,

        @JdbcTypeCode(SqlTypes.BINARY) @Column(name = "contact_id", length = 16) @Nullable
        UUID contactId,

        @Column(name = "name") @Nullable String name,
        @Column(name = "affiliation") @Nullable String affiliation,
        @Column(name = "role") String role) {

    static SpeakerRow of(UUID item, Speaker speaker) {
        ContactId contact = speaker.contact();
        return new SpeakerRow(
                item,
                contact == null ? null : contact.value(),
                speaker.name(),
                speaker.affiliation(),
                speaker.role().name());
    }

    Speaker speaker() {
        return new Speaker(
                contactId == null ? null : new ContactId(contactId), name, affiliation, SpeakerRole.valueOf(role));
    }
}
