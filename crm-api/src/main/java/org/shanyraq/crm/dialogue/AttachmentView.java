package org.shanyraq.crm.dialogue;

import java.time.Instant;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.AttachmentType;

/**
 * A file that is attached to a dialogue, without its content.
 *
 * @param version to be given back when changing it
 * @param fileName as it was called by whoever attached it, without folders; a text and never a path
 * @param type what it holds, found out from the content
 * @param size in bytes
 * @param sha256 of the content, as 64 hexadecimal digits in lower case
 * @param effective how sensitive it is in the dialogue as that is now: the higher one of both
 */
public record AttachmentView(
        AttachmentId id,
        DialogueId dialogue,
        long version,
        AttachmentDetails details,
        String fileName,
        AttachmentType type,
        long size,
        String sha256,
        Sensitivity effective,
        Instant createdAt,
        Instant changedAt) {

    /** What it is called: its title, else the name of the file. */
    public String label() {
        return details.title() == null ? fileName : details.title();
    }
}
