package org.shanyraq.crm.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Files of dialogues: speeches, presentations, programmes. Each has a sensitivity of its own and is seen by whoever may see both it
 * and its dialogue; for others it does not exist, nor does one that belongs to another dialogue than the one named:
 * {@link org.shanyraq.crm.shared.NotFoundException}.
 *
 * <p>They are written by whoever may change the dialogue: those of a draft by who drafts, those of others by protocol and managers. A
 * copy of a dialogue begins without any.
 */
@Facade
public interface Attachments {

    /**
     * So many files a dialogue may have. Like the room for them it is counted among those that the officer sees, since a refusal would tell of
     * others: no officer sees more than so many for each {@link org.shanyraq.crm.access.Sensitivity}.
     */
    int MOST = 50;

    /** How many bytes a file may have. */
    @Requires(Right.READ_DIALOGUES)
    long largest();

    /**
     * Attaches a file. What it is, is found out from its content, whatever its name says.
     *
     * @param fileName as the officer's device calls it; only what follows the last slash is kept
     * @param content read to its end, not closed
     * @throws org.shanyraq.crm.shared.TooLargeException when it has more than {@link #largest} bytes
     * @throws org.shanyraq.crm.shared.InvalidInputException when the file is none of {@link org.shanyraq.crm.shared.AttachmentType}, the title is too long,
     *     or the sensitivity is above the officer's clearance, or a file that is not public is for guests
     * @throws org.shanyraq.crm.access.NotPermittedException when it is for guests, without {@link Right#EDIT_DIALOGUES}
     * @throws org.shanyraq.crm.shared.ConflictException when the dialogue is archived, or has as many or as large files as it may
     * @throws IOException when the content cannot be read, or not be put down for lack of room; nothing is kept then
     */
    @Requires(Right.DRAFT_DIALOGUES)
    AttachmentView attach(DialogueId dialogue, String fileName, AttachmentDetails details, InputStream content)
            throws IOException;

    /**
     * Gives it another title or sensitivity; the content stays.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #attach}, and when the sensitivity is lowered without
     *     {@link Right#LOWER_SENSITIVITY}
     */
    @Requires(Right.DRAFT_DIALOGUES)
    AttachmentView change(DialogueId dialogue, AttachmentId id, long version, AttachmentDetails details);

    /** Removes it with its content; the history keeps what it was called and the hash of the content. */
    @Requires(Right.DRAFT_DIALOGUES)
    void remove(DialogueId dialogue, AttachmentId id, long version);

    /** One file. When it is confidential, in whole or by its dialogue, the look is noted in the audit log. */
    @Requires(Right.READ_DIALOGUES)
    AttachmentView get(DialogueId dialogue, AttachmentId id);

    /** Those that the officer may see, in the order in which they were attached. */
    @Requires(Right.READ_DIALOGUES)
    Slice<AttachmentView> list(DialogueId dialogue, Paging paging);

    /**
     * Writes the content, a piece at a time. When it is confidential, in whole or by its dialogue, that is noted in the audit log.
     *
     * @throws IOException when the other end does not take it, or the file is removed meanwhile, so that it stays incomplete
     */
    @Requires(Right.READ_DIALOGUES)
    void write(DialogueId dialogue, AttachmentId id, OutputStream out) throws IOException;
}
