package org.shanyraq.crm.capture;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.interaction.InteractionDetails;

/**
 * Lines that say what happened: {@code met @Ida Sample and @Bo Other yesterday at #trade: what was said !fri send the text}. Names are looked
 * up in the acting officer's own mission, as far as the officer may see them. What is not understood is said so of, never guessed.
 */
@Facade
public interface Captures {

    /** A line has no more characters. */
    int LONGEST = 5_000;

    /**
     * Reads a line, and writes nothing.
     *
     * @param choices what the officer said of names that several have; those of names that the line does not hold are ignored
     * @throws org.shanyraq.crm.shared.InvalidInputException when it is too long
     */
    @Requires(Right.LOG_INTERACTIONS)
    CaptureReading read(String line, List<CaptureChoice> choices);

    /**
     * Whom or what may be meant while a name is typed: people whom the officer met lately first.
     *
     * @param begun what was typed of it, with the sign before it
     * @return at most ten; for {@code @} alone those whom the officer met lately, for {@code #} alone the first topics
     */
    @Requires(Right.LOG_INTERACTIONS)
    List<CaptureCandidate> suggest(String begun);

    /**
     * Makes an interaction of the line, contacts of the people in it who are not known, and the follow-ups and commitments that it names,
     * all of it or nothing. All are as sensitive as the line says, and linked to each other.
     *
     * @param token of the form; the same token of the same officer makes nothing a second time
     * @throws org.shanyraq.crm.shared.InvalidInputException when it is not clear, with what is not
     */
    @Requires(Right.LOG_INTERACTIONS)
    Captured save(String line, List<CaptureChoice> choices, UUID token);

    /**
     * Archives the interaction and the contacts, drops the follow-ups and releases the commitments that the officer's line made. Nothing
     * happens when that was done already.
     *
     * @param reason said of what is dropped
     * @throws org.shanyraq.crm.shared.ConflictException when one of them was changed since; nothing is done then
     * @throws org.shanyraq.crm.shared.NotFoundException when it is none of the officer's
     */
    @Requires(Right.LOG_INTERACTIONS)
    void undo(CaptureId id, String reason);

    /**
     * What the form of an interaction begins with when it takes the line over. Nothing of the line is lost: what the form has no field for
     * stands in the summary, and who is not clear by name.
     */
    @Requires(Right.LOG_INTERACTIONS)
    InteractionDetails begin(String line, List<CaptureChoice> choices);

    /** The line that the officer began and did not save, in the last thirty days. */
    @Requires(Right.LOG_INTERACTIONS)
    @Nullable
    CaptureDraft draft();

    /** Keeps a line that is not finished, instead of the one before; a blank one is forgotten, and so is one that is too long. */
    @Requires(Right.LOG_INTERACTIONS)
    void keepDraft(String line, List<CaptureChoice> choices);

    /** Keeps a line for the form that takes it over: it is forgotten when the officer notes or plans an interaction next. */
    @Requires(Right.LOG_INTERACTIONS)
    void handOver(String line, List<CaptureChoice> choices);
}
