package org.shanyraq.crm.interaction;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;

/**
 * Files of interactions: letters, notes, pictures. They have the rights of their interaction: whoever may not see that, by sensitivity or by
 * named readers, finds no file either, nor does whoever names one under another interaction: {@link
 * org.shanyraq.crm.shared.NotFoundException}.
 */
@Facade
public interface InteractionFiles {

    /** So many files an interaction may have. */
    int MOST = 30;

    /** So many megabytes a file may have. */
    int LARGEST_MEGABYTES = 50;

    /** So many megabytes the files of an interaction may have together. */
    int QUOTA_MEGABYTES = 300;

    /** How many bytes a file may have. */
    @Requires(Right.READ_INTERACTIONS)
    long largest();

    /**
     * Attaches a file. What it is, is found out from its content, whatever its name says.
     *
     * @param fileName as the officer's device calls it; only what follows the last slash is kept
     * @param content read to its end, not closed
     * @throws org.shanyraq.crm.shared.TooLargeException when it has more than {@link #largest} bytes
     * @throws org.shanyraq.crm.shared.InvalidInputException when the file is none of {@link org.shanyraq.crm.shared.AttachmentType}
     * @throws org.shanyraq.crm.shared.ConflictException when the interaction is archived, or has as many or as large files as it may
     * @throws IOException when the content cannot be read, or not be put down for lack of room; nothing is kept then
     */
    @Requires(Right.LOG_INTERACTIONS)
    InteractionFile attach(InteractionId interaction, String fileName, InputStream content) throws IOException;

    /** Removes it with its content; the history keeps what it was called and the hash of the content. */
    @Requires(Right.LOG_INTERACTIONS)
    void remove(InteractionId interaction, InteractionFileId id);

    /** One file. When its interaction is confidential, the look is noted in the audit log. */
    @Requires(Right.READ_INTERACTIONS)
    InteractionFile get(InteractionId interaction, InteractionFileId id);

    /** All of an interaction, in the order in which they were attached. */
    @Requires(Right.READ_INTERACTIONS)
    List<InteractionFile> list(InteractionId interaction);

    /**
     * Writes the content, a piece at a time. When its interaction is confidential, that is noted in the audit log.
     *
     * @throws IOException when the other end does not take it, or the file is removed meanwhile, so that it stays incomplete
     */
    @Requires(Right.READ_INTERACTIONS)
    void write(InteractionId interaction, InteractionFileId id, OutputStream out) throws IOException;
}
