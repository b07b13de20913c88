package org.shanyraq.crm.dialogue.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.internal.Aggregate;

/** A file of a dialogue, without its content, which never changes. Details given to it are checked already. */
@Entity(name = "crm_attachment")
@Table(name = "crm_attachment")
class Attachment extends Aggregate {

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "dialogue_id", length = 16, updatable = false)
    private UUID dialogueId = new UUID(0, 0);

    /** Level of its own sensitivity. */
    private byte sensitivity;

    private @Nullable String title;

    private boolean forGuests;

    @Column(updatable = false)
    private String fileName = "";

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(updatable = false)
    private AttachmentType fileType = AttachmentType.TEXT;

    @Column(updatable = false)
    private long fileSize;

    @Column(updatable = false)
    private String fileHash = "";

    /** For Hibernate. */
    protected Attachment() {}

    private Attachment(Dialogue dialogue) {
        super(dialogue.mission());
        this.dialogueId = dialogue.getId();
    }

    /** What is known of a file's content. */
    record Content(String fileName, AttachmentType type, long size, String hash) {}

    static Attachment of(Dialogue dialogue, Content content, AttachmentDetails details) {
        Attachment attachment = new Attachment(dialogue);
        attachment.fileName = content.fileName();
        attachment.fileType = content.type();
        attachment.fileSize = content.size();
        attachment.fileHash = content.hash();
        attachment.assign(details);
        return attachment;
    }

    /** @return whether that made a difference */
    boolean change(AttachmentDetails details) {
        if (details.equals(details())) {
            return false;
        }
        assign(details);
        touch();
        return true;
    }

    private void assign(AttachmentDetails details) {
        title = details.title();
        sensitivity = (byte) details.sensitivity().level();
        forGuests = details.forGuests();
    }

    AttachmentId id() {
        return new AttachmentId(getId());
    }

    AttachmentDetails details() {
        return new AttachmentDetails(title, Sensitivity.ofLevel(sensitivity), forGuests);
    }

    Content content() {
        return new Content(fileName, fileType, fileSize, fileHash);
    }
}
