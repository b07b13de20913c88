package org.shanyraq.crm.dialogue;

import org.shanyraq.crm.shared.AttachmentType;

/**
 * A file as guests see it.
 *
 * @param label its title, or the name of the file
 * @param fileName under which it is saved
 * @param size in bytes
 */
public record GuestFile(AttachmentId id, String label, String fileName, AttachmentType type, long size) {}
