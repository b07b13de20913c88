package org.shanyraq.crm.question;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.shanyraq.crm.dialogue.DialogueId;

/**
 * What everybody in the room does, where nobody is signed in: the secret in an address is the right, to one dialogue alone. Secrets are good from when
 * the dialogue is announced until a day after it. A device is told by what its browser was given, which is kept as a hash of its own for each dialogue.
 */
public interface HallPages {

    /** A question from a phone is to be read on a wall: it has no more characters. */
    int MOST_TEXT = 500;

    /** Characters of a name. */
    int MOST_NAME = 120;

    /**
     * The guests' page. Changes nothing.
     *
     * @param secret as it came, from whomever
     * @return empty when the secret is none, or good no more, without telling which
     */
    Optional<HallPage> open(String secret, HallVisitor visitor);

    /** What the guests' page shows to everybody; empty as for {@link #open}. Changes nothing. */
    Optional<HallBoard> guests(String secret);

    /** What the wall shows; empty as for {@link #open}. Changes nothing. */
    Optional<HallBoard> wall(String secret);

    /**
     * The address of the guests' page as a QR code (SVG), for the wall; empty as for {@link #open}.
     *
     * @param pages what stands before the secret of the guests
     */
    Optional<String> picture(String wall, String pages);

    /**
     * Takes a question, which nobody sees before it is approved.
     *
     * @return whether the secret is good, as for {@link #open}
     * @throws org.shanyraq.crm.shared.ConflictException when no questions are taken, the device is not known, or it or the room has asked as much
     *     as it may
     * @throws org.shanyraq.crm.shared.InvalidInputException when the text is missing or too long, or the name is and has to be there
     */
    boolean ask(String secret, HallVisitor visitor, GuestQuestion question);

    /**
     * Votes for a question that is shown and not asked yet, or takes the vote back; the same again changes nothing, and nor does a vote for one that is
     * shown no more.
     *
     * @return whether the secret is good
     * @throws org.shanyraq.crm.shared.ConflictException when guests do not vote in this hall, or the device is not known
     */
    boolean vote(String secret, HallVisitor visitor, QuestionId question, boolean wanted);

    /**
     * Reports a question that is shown; the same again changes nothing, and nor does a report of one that is shown no more.
     *
     * @return whether the secret is good
     * @throws org.shanyraq.crm.shared.ConflictException when the device is not known
     */
    boolean report(String secret, HallVisitor visitor, QuestionId question);

    /** The present revision of each of these halls, by one look; those that there are not are left out. */
    Map<DialogueId, Long> revisions(Collection<DialogueId> dialogues);

    /** What is shown in a hall now; empty when its addresses open nothing. For whoever keeps those informed who opened one. */
    Optional<HallBoard> board(DialogueId dialogue);
}
