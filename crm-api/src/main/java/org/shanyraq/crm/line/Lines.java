package org.shanyraq.crm.line;

import java.util.List;
import java.util.UUID;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * The lines to take of the acting officer's missions. What is written is used only after somebody approved it who did not write it; until
 * then the edition before stays in use. Foreign ids, and those of lines above the officer's clearance, answer with
 * {@link org.shanyraq.crm.shared.NotFoundException}; each act on a line that was changed since that version with
 * {@link org.shanyraq.crm.shared.StaleVersionException}, and one for which it is not the time with
 * {@link org.shanyraq.crm.shared.ConflictException}.
 */
@Facade
public interface Lines {

    /** @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link LineDetails} is broken */
    @Requires(Right.WRITE_LINES)
    LineView draft(LineDetails details);

    /**
     * Changes owner and sensitivity, and writes the edition that is being written; where there is none, and texts, sources or the last day
     * differ from what is in use, a new one is begun. One that was proposed is a draft again.
     *
     * @throws org.shanyraq.crm.shared.InvalidInputException when a rule of {@link LineDetails} is broken
     */
    @Requires(Right.WRITE_LINES)
    LineView change(LineId id, long version, LineDetails details);

    /** Gives what was written to somebody else to approve. */
    @Requires(Right.WRITE_LINES)
    LineView propose(LineId id, long version);

    /**
     * Puts the proposed edition into use, in the place of the one before.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when the officer wrote it, when it is not proposed, or when its last day is over
     */
    @Requires(Right.APPROVE_LINES)
    LineView approve(LineId id, long version);

    /** @param remark what is to be written otherwise, at most 2,000 characters and not empty */
    @Requires(Right.APPROVE_LINES)
    LineView sendBack(LineId id, long version, String remark);

    /**
     * Takes the approved edition out of use.
     *
     * @param remark why, at most 2,000 characters and not empty
     */
    @Requires(Right.APPROVE_LINES)
    LineView withdraw(LineId id, long version, String remark);

    /** Takes it out of lists, and out of use. */
    @Requires(Right.WRITE_LINES)
    LineView archive(LineId id, long version);

    @Requires(Right.WRITE_LINES)
    LineView restore(LineId id, long version);

    @Requires(Right.READ_LINES)
    LineView get(LineId id);

    /** All editions, the latest first. */
    @Requires(Right.READ_LINES)
    List<EditionView> editions(LineId id);

    /** Those changed last first. */
    @Requires(Right.READ_LINES)
    Slice<LineSummary> list(LineQuery query, Paging paging);

    /** How many {@link #list} has, counted up to {@code most} (0: without bound). */
    @Requires(Right.READ_LINES)
    long count(LineQuery query, long most);

    /**
     * The other lines in use that answer differently what this one answers: those that are asked alike, and those of which an officer said
     * so. After them those of which an officer said that they do not contradict it. Of a line that is not in use none.
     */
    @Requires(Right.READ_LINES)
    List<Contradiction> contradictions(LineId id);

    /**
     * Says whether two lines in use contradict each other. It counts until another edition of either is approved, or one is withdrawn.
     *
     * @return {@link #contradictions} of the first
     * @throws org.shanyraq.crm.shared.ConflictException when one is not in use, or another edition of it is
     * @throws org.shanyraq.crm.shared.InvalidInputException when the two are one, or of different missions
     */
    @Requires(Right.APPROVE_LINES)
    List<Contradiction> judge(LineVerdict verdict);

    /**
     * The lines in use that answer a question best, the best first. Words are compared by their stems in English, French and Russian, by
     * their beginnings in Kazakh; only what the officer may see counts for the order.
     *
     * @param question as it is typed, in any language; of more than 2,000 characters the first count
     * @param most 1 to 20
     */
    @Requires(Right.READ_LINES)
    List<LineMatch> find(String question, int most);

    /**
     * Notes that a line was said.
     *
     * @throws org.shanyraq.crm.shared.ConflictException when the line is not in use, its last day is over, or another edition is in use
     * @throws org.shanyraq.crm.shared.InvalidInputException when the edition does not have that language, or was not approved yet
     */
    @Requires(Right.USE_LINES)
    LineUse use(UsedLine used);

    /** One use of a line, if the officer may see the contact and the record. */
    @Requires(Right.READ_LINES)
    LineUse getUse(LineId id, UUID use);

    /** On whom and when a line was used, as far as the officer may see the contacts; latest first. */
    @Requires(Right.READ_LINES)
    Slice<LineUse> uses(LineId id, Paging paging);

    /** Who changed what, newest first. */
    @Requires(Right.READ_LINES)
    Slice<AuditEntry> history(LineId id, Paging paging);
}
