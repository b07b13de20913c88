package org.shanyraq.crm.dialogue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The files of dialogues that whoever is invited may have. Used by services that have made sure that somebody is, since nobody's rights are asked here:
 * that a file is marked for guests is what they may see it by.
 */
public interface GuestFiles {

    /** In the order in which they were attached. */
    List<GuestFile> of(DialogueId dialogue);

    /**
     * Writes the content, a piece at a time.
     *
     * @param file as {@link #of} gave it just now
     * @throws org.shanyraq.crm.shared.NotFoundException when it is there no more
     * @throws IOException when the other end does not take it, or the file is removed meanwhile, so that it stays incomplete
     */
    void write(GuestFile file, OutputStream out) throws IOException;
}
