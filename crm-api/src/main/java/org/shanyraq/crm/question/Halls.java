package org.shanyraq.crm.question;

import java.util.Map;
import java.util.Optional;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.dialogue.DialogueId;

/**
 * The hall of a dialogue as officers keep it: whether guests ask from their phones and on which terms, and what guests found wrong with what is shown.
 * Of a dialogue that the officer may not see all methods say that there is none.
 */
@Facade
public interface Halls {

    /** Empty until the terms are said for the first time. */
    @Requires(Right.READ_QUESTIONS)
    Optional<HallView> find(DialogueId dialogue);

    /**
     * Says on which terms guests take part. The first time it makes both addresses.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when guests are to be let in while the dialogue is a draft, cancelled, archived or over
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    HallView setTerms(DialogueId dialogue, HallTerms terms);

    /**
     * Makes an address anew: the one before opens nothing from now on.
     *
     * @throws org.shanyraq.crm.shared.NotFoundException also when there is no hall
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    HallView renew(DialogueId dialogue, HallAddress address);

    /**
     * The address of the guests' page as a QR code (SVG).
     *
     * @param pages what stands before the secret
     * @throws org.shanyraq.crm.shared.NotFoundException also when there is no hall
     */
    @Requires(Right.READ_QUESTIONS)
    String picture(DialogueId dialogue, String pages);

    /** How many guests reported a question since somebody last looked into it; only those that were. */
    @Requires(Right.READ_QUESTIONS)
    Map<QuestionId, Integer> reports(DialogueId dialogue);

    /** The reports of a question so far were looked into. */
    @Requires(Right.CAPTURE_QUESTIONS)
    void settleReports(DialogueId dialogue, QuestionId question);
}
