package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.followup.Holiday;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class WorkingDayService implements WorkingDays {

    /** Kind of the entries in the audit trail. */
    static final String KIND = "mission-day";

    private static final int MOST_NAME = 100;
    private static final int MOST_DAYS = 250;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private final Access access;
    private final MissionCalendar calendar;
    private final AuditTrail audit;
    private final Clock clock;

    WorkingDayService(Access access, MissionCalendar calendar, AuditTrail audit, Clock clock) {
        this.access = access;
        this.calendar = calendar;
        this.audit = audit;
        this.clock = clock;
    }

    /** The home mission; of who cannot write any of those that they see. */
    private MissionId mission() {
        Officer officer = access.officer();
        MissionId home = officer.home();
        return home == null ? officer.missions().stream().findFirst().orElseThrow() : home;
    }

    @Override
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    @Override
    public LocalDate after(LocalDate day, int number) {
        if (number < 0 || number > MOST_DAYS) {
            throw InvalidInputException.of("number", "crm.followup.error.days", MOST_DAYS);
        }
        return calendar.after(day, number, mission());
    }

    @Override
    public @Nullable LocalizedText dayOff(LocalDate day) {
        return calendar.dayOff(day, mission());
    }

    @Override
    public List<Holiday> ofYear(int year) {
        return year < FIRST_YEAR || year > LAST_YEAR ? List.of() : calendar.ofYear(year, mission());
    }

    @Override
    public int knownUntil() {
        return calendar.knownUntil();
    }

    /** What the history says of a day that a mission named. */
    record Named(LocalDate day, String name, boolean working) {}

    @Override
    @Transactional
    public void name(LocalDate day, String name, boolean working) {
        MissionId mission = access.home();
        Findings findings = new Findings(FollowUpChecks.PREFIX);
        String kept = findings.line("name", name, MOST_NAME);
        if (name.isBlank()) {
            findings.add("name", "day-name");
        }
        if (day.isAfter(today().plusYears(MOST_YEARS_AHEAD)) || day.isBefore(today().minusYears(MOST_YEARS_AHEAD))) {
            findings.add("day", "day-far", MOST_YEARS_AHEAD);
        }
        findings.throwIfAny();
        if (!calendar.name(mission, day, kept, working)) {
            throw InvalidInputException.of("day", "crm.followup.error.day-named");
        }
        audit.record(subject(mission), AuditAction.CREATED, null, new Named(day, kept, working));
    }

    @Override
    @Transactional
    public void forget(LocalDate day) {
        MissionId mission = access.home();
        Holiday named = calendar.forget(mission, day);
        if (named != null) {
            audit.record(
                    subject(mission),
                    AuditAction.DELETED,
                    new Named(day, named.name().in("en"), named.working()),
                    null);
        }
    }

    private static AuditSubject subject(MissionId mission) {
        return new AuditSubject(KIND, mission, mission, Sensitivity.PUBLIC);
    }
}
