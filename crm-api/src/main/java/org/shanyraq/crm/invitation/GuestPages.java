package org.shanyraq.crm.invitation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.GuestFile;

/**
 * What guests do behind the links of their mails, where nobody is signed in: the token in the link is their right, for one invitation alone.
 * A token is good until the dialogue is over, for as long as the invitation stands.
 */
public interface GuestPages {

    /**
     * The page. Changes nothing.
     *
     * @param token as it came, from whomever
     * @return empty when the token is none, or good no more, without telling which
     */
    Optional<GuestPage> open(String token);

    /**
     * Answers, or changes the answer. The same answer again changes nothing.
     *
     * @return whether the token is good, as for {@link #open}
     * @throws org.shanyraq.crm.shared.ConflictException when the answer does not come from the page as it is now, or is late, and when there are
     *     too few seats for whom the guest brings, see {@link Shortage}
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link GuestAnswer} is broken
     */
    boolean answer(String token, GuestAnswer answer);

    /** The invitation that the token opens, when its guest has a seat; empty as for {@link #open}, and for all others. */
    Optional<InvitationId> seated(String token);

    /**
     * Asks to send somebody in the guest's place. A seat that the guest has is kept; one is taken when it is free.
     *
     * @param form {@link GuestPage#form} of the page that the guest saw
     * @return whether the token is good, as for {@link #open}
     * @throws org.shanyraq.crm.shared.ConflictException when it does not come from the page as it is now, is late, or the guest comes in the place
     *     of somebody else
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link DelegateDetails} is broken
     */
    boolean delegate(String token, String form, DelegateDetails delegate);

    /**
     * A file that the host gives to all guests of the dialogue.
     *
     * @return empty as for {@link #open}, and when it is none of those
     */
    Optional<GuestFile> file(String token, AttachmentId id);

    /**
     * Writes the content of such a file.
     *
     * @return whether the token opens it, as for {@link #file}; nothing was written otherwise
     * @throws IOException when the other end does not take it
     */
    boolean write(String token, AttachmentId id, OutputStream out) throws IOException;

    /** The dialogue for the guest's calendar (iCalendar); empty as for {@link #open}. */
    Optional<String> calendar(String token);
}
