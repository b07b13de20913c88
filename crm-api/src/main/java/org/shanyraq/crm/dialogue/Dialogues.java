package org.shanyraq.crm.dialogue;

import java.time.Instant;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * The dialogues of the acting officer's missions. What lies outside the officer's scope does not exist here: a foreign or too
 * sensitive id answers with {@link org.shanyraq.crm.shared.NotFoundException}, and a speaker whose contact the officer may not see
 * is in no answer, and stays when the officer changes the dialogue.
 *
 * <p>Drafts are written by whoever may draft; what is announced, and the series, by protocol and managers.
 */
@Facade
public interface Dialogues {

    /**
     * Begins a draft; in a series it gets the next number.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link DialogueDetails} is broken, a contact or the series
     *     is none that the officer may see in this mission, the sensitivity is above the officer's clearance, or somebody is put in charge
     *     who does not belong to the mission or is not cleared for the dialogue
     */
    @Requires(Right.DRAFT_DIALOGUES)
    DialogueView create(DialogueDetails details);

    /**
     * Replaces the details. Needs {@link Right#EDIT_DIALOGUES} unless it is a draft.
     *
     * @throws org.shanyraq.crm.shared.StaleVersionException when it was changed since that version
     * @throws org.shanyraq.crm.shared.InvalidInputException as for {@link #create}, when the sensitivity is lowered without
     *     {@link Right#LOWER_SENSITIVITY}, and when one that is announced would lack its place or its link, or change its series; who was in
     *     charge before and has left the mission since stays, and is no reason to refuse
     */
    @Requires(Right.DRAFT_DIALOGUES)
    DialogueView change(DialogueId id, long version, DialogueDetails details);

    /**
     * Makes a draft like that dialogue, at another time: what was planned, with the speakers whom the officer may see and those in
     * charge who can still be, and nothing of what came of it. In a series it gets the next number.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when the series is archived, or the time is none
     */
    @Requires(Right.DRAFT_DIALOGUES)
    DialogueView copy(DialogueId id, Instant startsAt);

    /**
     * Announces a draft.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when it is no draft, lacks its place or its link, or is over
     */
    @Requires(Right.EDIT_DIALOGUES)
    DialogueView startInviting(DialogueId id, long version);

    /**
     * Says that it took place; also of a draft that was entered afterwards.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when it is cancelled or held already, or has not begun
     */
    @Requires(Right.EDIT_DIALOGUES)
    DialogueView markHeld(DialogueId id, long version);

    /**
     * Says that it will not take place.
     *
     * @param reason at most 500 characters
     * @throws org.shanyraq.crm.shared.ConflictException when it is cancelled or held already
     * @throws org.shanyraq.crm.shared.InvalidInputException without a reason
     */
    @Requires(Right.EDIT_DIALOGUES)
    DialogueView cancel(DialogueId id, long version, String reason);

    /** Takes it out of lists; the history stays. */
    @Requires(Right.EDIT_DIALOGUES)
    DialogueView archive(DialogueId id, long version);

    @Requires(Right.EDIT_DIALOGUES)
    DialogueView restore(DialogueId id, long version);

    /** One dialogue. A look at a confidential one is noted in the audit log. */
    @Requires(Right.READ_DIALOGUES)
    DialogueView get(DialogueId id);

    @Requires(Right.READ_DIALOGUES)
    Slice<DialogueSummary> list(DialogueQuery query, Paging paging);

    /** How many {@link #list} would give in all, counted up to {@code limit}. */
    @Requires(Right.READ_DIALOGUES)
    long count(DialogueQuery query, long limit);

    /** Who changed what, newest first; of speakers only those whom the officer may see. */
    @Requires(Right.READ_DIALOGUES)
    Slice<AuditEntry> history(DialogueId id, Paging paging);
}
