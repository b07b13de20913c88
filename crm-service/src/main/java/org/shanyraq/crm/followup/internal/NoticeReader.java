package org.shanyraq.crm.followup.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentState;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpState;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.Notices;
import org.shanyraq.crm.shared.Paging;

/** Gathers what waits for an officer, within what they may see at that moment. */
class NoticeReader {

    private static final int WORKING_DAYS_AHEAD = 2;

    private final FollowUpReader followUps;
    private final CommitmentReader commitments;
    private final MissionCalendar calendar;

    NoticeReader(FollowUpReader followUps, CommitmentReader commitments, MissionCalendar calendar) {
        this.followUps = followUps;
        this.commitments = commitments;
        this.calendar = calendar;
    }

    /**
     * What waits on that day.
     *
     * @param since of what was brought before managers only what came after that; null for all
     */
    Notices notices(Officer officer, LocalDate today, @Nullable Instant since) {
        Paging most = Paging.first(Notices.MOST);
        MissionId home = officer.home();
        LocalDate ahead = home == null ? today : calendar.after(today, WORKING_DAYS_AHEAD, home);
        FollowUpQuery mine = FollowUpQuery.OPEN.of(officer.id());
        return new Notices(
                followUps.list(mine.dueBy(today.minusDays(1)), officer, most).items(),
                followUps
                        .list(
                                new FollowUpQuery(null, officer.id(), FollowUpState.LIVING, today, ahead, null),
                                officer,
                                most)
                        .items(),
                commitments
                        .list(
                                new CommitmentQuery(null, null, CommitmentState.OPEN, officer.id(), ahead, null),
                                officer.scope(),
                                most)
                        .items(),
                officer.may(Right.ASSIGN_FOLLOW_UPS) ? escalated(officer, since) : List.of());
    }

    private List<FollowUpSummary> escalated(Officer officer, @Nullable Instant since) {
        return followUps.escalated(officer, since, Notices.MOST);
    }

    /** How many follow-ups of the officer are due on that day or before. */
    long pressing(Officer officer, LocalDate today, long limit) {
        return followUps.count(FollowUpQuery.OPEN.of(officer.id()).dueBy(today), officer.scope(), limit);
    }
}
