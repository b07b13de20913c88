package org.shanyraq.crm.interaction;

import java.time.Instant;
import org.shanyraq.crm.shared.AttachmentType;

/**
 * A file of an interaction, without its content. It never changes.
 *
 * @param fileName as it was called by whoever attached it, without folders; a text and never a path
 * @param type what it holds, found out from the content
 * @param size in bytes
 * @param sha256 of the content, as 64 hexadecimal digits in lower case
 */
public record InteractionFile(
        InteractionFileId id,
        InteractionId interaction,
        String fileName,
        AttachmentType type,
        long size,
        String sha256,
        Instant createdAt) {}
