package org.shanyraq.crm.question;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * What was asked in the dialogues of the acting officer's missions. What lies outside the officer's scope does not exist here. A question is
 * never less sensitive than its dialogue, obeys the same readers, and follows it at once.
 *
 * <p>Each act on a question that was changed since that version answers with {@link org.shanyraq.crm.shared.StaleVersionException}, and one
 * for which it is not the time (see {@link QuestionAct}) with {@link org.shanyraq.crm.shared.ConflictException}. Each publishes a
 * {@link QuestionEvent}.
 */
@Facade
public interface Questions {

    /** A dialogue has no more questions. */
    int MOST = 2_000;

    /** So many askers are suggested at most. */
    int SUGGESTED = 8;

    /**
     * Takes a question that a guest sent: it waits for somebody to approve it. For the guests' page, which acts for the system of the mission.
     *
     * @return the question that came by the same entry, when it did already
     * @throws org.shanyraq.crm.shared.InvalidInputException when the text is missing or too long
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView receive(DialogueId dialogue, GuestQuestion question);

    /**
     * Notes a question that was put.
     *
     * @param answer what was answered, or null: it is asked and not answered yet
     * @param entry made with the form, so that the same one sent twice is one question
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link QuestionDetails} or {@link GivenAnswer} is broken
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView note(DialogueId dialogue, QuestionDetails details, @Nullable GivenAnswer answer, UUID entry);

    /**
     * Replaces the details; an asker and an addressee whom the officer may not see stay. An answer that was cleared and did not go out has to be
     * cleared again.
     *
     * @throws org.shanyraq.crm.shared.ConflictException also while the answer is on its way, and when another contact is to ask what was taken away
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView change(QuestionId id, long version, QuestionDetails details);

    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView approve(QuestionId id, long version);

    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView ask(QuestionId id, long version);

    /**
     * Notes what was answered; also of a question that is answered already, to mend it. Who answered, and the line, stay where the officer may not see
     * them. The question becomes as sensitive as a line that is used now.
     *
     * @throws org.shanyraq.crm.shared.ConflictException also when the line is not in use any more
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView answer(QuestionId id, long version, GivenAnswer answer);

    /** Keeps it from being shown to guests, whatever its state. */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView hide(QuestionId id, long version);

    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView show(QuestionId id, long version);

    /** @param remark at most 500 characters; needed for {@link DeclineReason#OTHER} */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView decline(QuestionId id, long version, DeclineReason reason, @Nullable String remark);

    /**
     * Has another question of the dialogue stand for it; its votes count there.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when the other is none of the dialogue, is the same one, or is itself merged or
     *     declined
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView merge(QuestionId id, long version, QuestionId into);

    /**
     * Takes that back, with the votes.
     *
     * @throws org.shanyraq.crm.shared.ConflictException also when the other one was merged itself meanwhile
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView split(QuestionId id, long version);

    /**
     * Mends a slip: see {@link QuestionAct#STEP_BACK}. What was undertaken with it is released.
     *
     * @throws org.shanyraq.crm.shared.ConflictException also while the answer is on its way
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView stepBack(QuestionId id, long version);

    /** Puts it before another one in the running order, or at the end for null. */
    @Requires(Right.CAPTURE_QUESTIONS)
    void reorder(QuestionId id, @Nullable QuestionId before);

    /**
     * Takes it out of lists.
     *
     * @throws org.shanyraq.crm.shared.ConflictException while the answer is on its way
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView archive(QuestionId id, long version);

    @Requires(Right.CAPTURE_QUESTIONS)
    QuestionView restore(QuestionId id, long version);

    // ---- what was taken away

    /**
     * Undertakes to answer it later: a commitment towards the asker, where that is a contact, and a follow-up of the owner.
     *
     * @param owner who answers it
     * @param dueOn until when; null: five working days
     * @throws org.shanyraq.crm.shared.InvalidInputException when the owner may not see the question, or the day is over
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    QuestionView takeAway(QuestionId id, long version, OfficerId owner, @Nullable LocalDate dueOn);

    /**
     * Writes the answer, in the language of the asker. One that was cleared has to be cleared again, as long as it did not go out.
     *
     * @param text at most {@link GivenAnswer#MOST_TEXT} characters
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    QuestionView draft(QuestionId id, long version, String text);

    /**
     * Lets the answer go to the asker by mail, or says why none goes: see {@link QuestionLoop#trouble}.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when the officer is one of those who wrote it, there is none, or it is cleared
     */
    @Requires(Right.CLEAR_ANSWERS)
    QuestionView clear(QuestionId id, long version);

    /** @param reason what is to be written otherwise, at most 500 characters and not empty */
    @Requires(Right.CLEAR_ANSWERS)
    QuestionView giveBack(QuestionId id, long version, String reason);

    /**
     * Says that the asker has the answer, where no mail can tell it.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when the answer is not cleared, or a mail is on its way
     */
    @Requires(Right.EDIT_FOLLOW_UPS)
    QuestionView close(QuestionId id, long version);

    // ---- reading

    /** One question. A look at a confidential one is noted in the audit log. */
    @Requires(Right.READ_QUESTIONS)
    QuestionView get(QuestionId id);

    /** All of a dialogue that are not archived, in its running order. */
    @Requires(Right.READ_QUESTIONS)
    List<QuestionSummary> running(DialogueId dialogue);

    /**
     * Who may be the one who asks now, and fits what was typed: those who asked or came first, then the guest list, then all contacts. At most
     * {@value #SUGGESTED}; without a text those who asked last and came last.
     */
    @Requires(Right.CAPTURE_QUESTIONS)
    List<KnownAsker> askers(DialogueId dialogue, String text);

    /** The latest first. */
    @Requires(Right.READ_QUESTIONS)
    Slice<QuestionSummary> list(QuestionQuery query, Paging paging);

    /** How many {@link #list} would give in all, counted up to {@code limit}. */
    @Requires(Right.READ_QUESTIONS)
    long count(QuestionQuery query, long limit);

    /** @throws org.shanyraq.crm.shared.NotFoundException when the officer may not see the dialogue */
    @Requires(Right.READ_QUESTIONS)
    QuestionFigures figures(DialogueId dialogue);

    /** Who changed what, newest first; of people only those whom the officer may see. */
    @Requires(Right.READ_QUESTIONS)
    Slice<AuditEntry> history(QuestionId id, Paging paging);
}
