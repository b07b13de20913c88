package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.job.FrequentWork;
import org.shanyraq.crm.shared.internal.Transactions;
import org.springframework.transaction.support.TransactionOperations;

/** Brings follow-ups that have been overdue for some working days before managers, each once for the day on which it was due. */
class Escalation implements FrequentWork {

    private static final int AT_ONCE = 50;

    private final Access access;
    private final FollowUpReader reader;
    private final FollowUpRepository followUps;
    private final MissionCalendar calendar;
    private final FollowUpProperties properties;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    Escalation(
            Access access,
            FollowUpReader reader,
            FollowUpRepository followUps,
            MissionCalendar calendar,
            FollowUpProperties properties,
            AuditTrail audit,
            TransactionOperations transactions,
            Clock clock) {
        this.access = access;
        this.reader = reader;
        this.followUps = followUps;
        this.calendar = calendar;
        this.properties = properties;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "follow-up-escalation";
    }

    @Override
    public void run() {
        LocalDate today = LocalDate.now(clock);
        Map<MissionId, String> missions = new HashMap<>(reader.missionsWithOverdue(today));
        missions.forEach((mission, code) -> {
            int days = properties.escalateAfter(code);
            if (days > 0) {
                // The last day of which so many working days have passed by today.
                LocalDate latest =
                        calendar.after(today.plusDays(1), -days, mission).minusDays(1);
                int done;
                do {
                    done = Transactions.again(transactions, () -> some(mission, latest));
                } while (done == AT_ONCE);
            }
        });
    }

    /** @return how many were looked at */
    private int some(MissionId mission, LocalDate latest) {
        List<UUID> overdue = reader.toEscalate(mission, latest, AT_ONCE);
        if (!overdue.isEmpty()) {
            access.runAs(
                    Officer.system(mission),
                    () -> followUps.findByIdInAndMissionIdInOrderById(overdue, List.of(mission.value())).stream()
                            .filter(one -> !one.isEscalated()
                                    && !one.state().isOver()
                                    && !one.dueOn().isAfter(latest))
                            .forEach(this::escalate));
        }
        return overdue.size();
    }

    private void escalate(FollowUp followUp) {
        FollowUp.Noted before = followUp.noted();
        followUp.escalate(clock.instant());
        followUps.saveAndFlush(followUp);
        audit.record(FollowUpService.subject(followUp), AuditAction.CHANGED, before, followUp.noted());
    }
}
