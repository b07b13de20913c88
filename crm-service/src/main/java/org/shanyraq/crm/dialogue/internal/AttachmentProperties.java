package org.shanyraq.crm.dialogue.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much may be attached to a dialogue.
 *
 * @param maxSize of one file; what the server lets in at all is a setting of the server
 * @param quota of all files of one dialogue together that an officer sees
 */
@ConfigurationProperties("crm.dialogue.attachments")
public record AttachmentProperties(
        @DefaultValue("50MB") DataSize maxSize,
        @DefaultValue("500MB") DataSize quota) {

    public AttachmentProperties {
        if (maxSize.toBytes() < 1 || maxSize.compareTo(DataSize.ofGigabytes(1)) > 0) {
            throw new IllegalArgumentException("crm.dialogue.attachments.max-size is 1 byte to 1 GB, not " + maxSize);
        }
        if (quota.compareTo(maxSize) < 0) {
            throw new IllegalArgumentException(
                    "crm.dialogue.attachments.quota is at least crm.dialogue.attachments.max-size, not " + quota);
        }
    }
}
