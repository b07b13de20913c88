package org.shanyraq.crm.invitation;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;

/**
 * Answers that guests gave in their calendars, which come by mail. One is taken by itself when it names the event that this guest alone was
 * told of, speaks of the guest, comes from the guest's address and comes in time; all others wait for an officer, with the
 * {@link CalendarAnswerDoubt}. What lies outside the officer's scope does not exist here, as in {@link Invitations}.
 *
 * <p>The acts throw {@link org.shanyraq.crm.shared.ConflictException} when the answer was decided on since it was seen.
 */
@Facade
public interface CalendarAnswers {

    /** The latest first. */
    @Requires(Right.SEND_INVITATIONS)
    Slice<CalendarAnswerView> list(CalendarAnswerQuery query, Paging paging);

    /** How many {@link #list} would give in all. */
    @Requires(Right.SEND_INVITATIONS)
    long count(CalendarAnswerQuery query);

    @Requires(Right.SEND_INVITATIONS)
    CalendarAnswerView get(CalendarAnswerId id);

    /**
     * Takes it as the guest's answer, as {@link Invitations#answer} does. No effect when it was taken before.
     *
     * @param version as the officer saw it
     * @throws org.shanyraq.crm.shared.ConflictException also when it does not say whether the guest comes, and when the guest cannot answer
     *     any more
     */
    @Requires(Right.SEND_INVITATIONS)
    void take(CalendarAnswerId id, long version);

    /**
     * Decides that it is no answer. No effect when that was done before.
     *
     * @param version as the officer saw it
     * @param remark at most 500 characters, or null
     */
    @Requires(Right.SEND_INVITATIONS)
    void setAside(CalendarAnswerId id, long version, @Nullable String remark);
}
