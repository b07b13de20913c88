package org.shanyraq.crm.mail;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * The mails of the officer's missions and what became of them. A mail exists for those whose clearance reaches its sensitivity: others find it
 * in no list and no figure, and get {@link org.shanyraq.crm.shared.NotFoundException}.
 *
 * <p>All acts are done to all mails that are named or to none; those in the wanted state already are passed over. They throw
 * {@link org.shanyraq.crm.shared.ConflictException} when one of the mails was changed since it was seen or is in a state in which the act is
 * none.
 */
@Facade
public interface Mails {

    /** So many mails are decided on at once. */
    int MOST_AT_ONCE = 100;

    /** Mails are counted so far. */
    int MOST_COUNTED = 10_000;

    /** The latest first. */
    @Requires(Right.HANDLE_MAILS)
    Slice<MailSummary> list(MailQuery query, Paging paging);

    /** How many {@link #list} would give in all; {@link #MOST_COUNTED} stands for that many and more. */
    @Requires(Right.HANDLE_MAILS)
    long count(MailQuery query);

    /** How many mails are in each state; each is the {@link #count} of that state. */
    @Requires(Right.HANDLE_MAILS)
    Map<MailState, Long> figures();

    /** The kinds of mails that are sent here, whether there are any or not. */
    @Requires(Right.HANDLE_MAILS)
    SortedSet<String> kinds();

    @Requires(Right.HANDLE_MAILS)
    MailView get(MailId id);

    /** Whether mails go out, and if not, why. */
    @Requires(Right.HANDLE_MAILS)
    SendingStatus sending();

    /**
     * Sends mails again that are {@link MailState#UNCERTAIN}, {@link MailState#FAILED}, {@link MailState#BOUNCED} or
     * {@link MailState#SUPPRESSED}, to the present address of the recipient.
     *
     * @param mails at most {@link #MOST_AT_ONCE}
     * @return how many will be sent
     * @throws org.shanyraq.crm.shared.ConflictException also when the recipient's present address has a mail of the same occurrence already
     */
    @Requires(Right.HANDLE_MAILS)
    int sendAgain(List<SeenMail> mails);

    /**
     * Says of mails that are {@link MailState#UNCERTAIN} or {@link MailState#FAILED} that they arrived.
     *
     * @param mails at most {@link #MOST_AT_ONCE}
     * @return how many were not {@link MailState#SENT} before
     */
    @Requires(Right.HANDLE_MAILS)
    int markSent(List<SeenMail> mails);

    /**
     * Says of mails that are {@link MailState#UNCERTAIN} or {@link MailState#FAILED} that nothing more is to be done.
     *
     * @param mails at most {@link #MOST_AT_ONCE}
     * @return how many were not {@link MailState#WITHDRAWN} before
     */
    @Requires(Right.HANDLE_MAILS)
    int giveUp(List<SeenMail> mails);
}
