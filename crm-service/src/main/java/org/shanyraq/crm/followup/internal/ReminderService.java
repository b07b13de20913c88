package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.followup.DigestSettings;
import org.shanyraq.crm.followup.Notices;
import org.shanyraq.crm.followup.Reminders;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class ReminderService implements Reminders {

    private static final int LAST_HOUR = 23;

    private final Access access;
    private final NoticeReader notices;
    private final DigestTable digests;
    private final AuditTrail audit;
    private final Clock clock;

    ReminderService(Access access, NoticeReader notices, DigestTable digests, AuditTrail audit, Clock clock) {
        this.access = access;
        this.notices = notices;
        this.digests = digests;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Notices notices() {
        return notices.notices(access.officer(), LocalDate.now(clock), null);
    }

    @Override
    public long pressing() {
        return notices.pressing(access.officer(), LocalDate.now(clock), MOST_COUNTED + 1);
    }

    @Override
    public DigestSettings digest() {
        return digests.settings(access.officer().id());
    }

    /** What the history of an officer says of their digest. */
    record Noted(boolean digest, int digestHour, Set<String> digestDays) {

        static Noted of(DigestSettings settings) {
            return new Noted(
                    settings.wanted(),
                    settings.hour(),
                    settings.weekdays().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet()));
        }
    }

    @Override
    @Transactional
    public void set(DigestSettings settings) {
        Findings findings = new Findings(FollowUpChecks.PREFIX);
        if (settings.hour() < 0 || settings.hour() > LAST_HOUR) {
            findings.add("hour", "hour");
        }
        if (settings.wanted() && settings.weekdays().isEmpty()) {
            findings.add("weekdays", "weekdays");
        }
        findings.throwIfAny();
        Officer officer = access.officer();
        DigestSettings before = digests.settings(officer.id());
        if (!before.equals(settings)) {
            digests.set(officer.id(), settings);
            if (officer.home() != null) {
                audit.record(
                        new AuditSubject("officer", officer.id(), officer.home(), Sensitivity.INTERNAL),
                        AuditAction.CHANGED,
                        Noted.of(before),
                        Noted.of(settings));
            }
        }
    }
}
