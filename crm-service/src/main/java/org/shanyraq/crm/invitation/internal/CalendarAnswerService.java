package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.invitation.CalendarAnswerId;
import org.shanyraq.crm.invitation.CalendarAnswerQuery;
import org.shanyraq.crm.invitation.CalendarAnswerState;
import org.shanyraq.crm.invitation.CalendarAnswerView;
import org.shanyraq.crm.invitation.CalendarAnswers;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class CalendarAnswerService implements CalendarAnswers {

    /** Kind of record in the audit trail. */
    static final String KIND = "calendar-answer";

    private static final String PREFIX = "crm.invitation.error.";
    private static final int LONGEST = 500;

    private final Access access;
    private final CalendarAnswerReader answers;
    private final InvitationReader reader;
    private final Invitations invitations;
    private final AuditTrail audit;
    private final Clock clock;

    CalendarAnswerService(
            Access access,
            CalendarAnswerReader answers,
            InvitationReader reader,
            Invitations invitations,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.answers = answers;
        this.reader = reader;
        this.invitations = invitations;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Slice<CalendarAnswerView> list(CalendarAnswerQuery query, Paging paging) {
        return answers.list(query, access.scope(), paging);
    }

    @Override
    public long count(CalendarAnswerQuery query) {
        return answers.count(query, access.scope());
    }

    @Override
    public CalendarAnswerView get(CalendarAnswerId id) {
        return answers.view(id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    @Transactional
    public void take(CalendarAnswerId id, long version) {
        MissionId mission = lock(id);
        CalendarAnswerView answer = get(id);
        if (isDecided(id, version, CalendarAnswerState.TAKEN)) {
            return;
        }
        if (!answer.takeable()) {
            throw new ConflictException(PREFIX + "calendar-no-answer");
        }
        GuestReply reply = CalendarAnswerDesk.reply(answer.answer());
        InvitationView guest = invitations.get(answer.dialogue(), answer.invitation());
        if (!guest.state().invited()) {
            throw new ConflictException(PREFIX + "calendar-not-invited");
        }
        audit.causedBy(
                CalendarAnswerDesk.CAUSE,
                () -> invitations.answer(
                        answer.dialogue(), List.of(new SeenGuest(guest.id(), guest.version())), reply));
        decide(answer, mission, CalendarAnswerState.TAKEN, null);
    }

    @Override
    @Transactional
    public void setAside(CalendarAnswerId id, long version, @Nullable String remark) {
        Findings findings = new Findings(PREFIX);
        String said = findings.lines("remark", remark, LONGEST);
        findings.throwIfAny();
        MissionId mission = lock(id);
        CalendarAnswerView answer = get(id);
        if (!isDecided(id, version, CalendarAnswerState.SET_ASIDE)) {
            decide(answer, mission, CalendarAnswerState.SET_ASIDE, said);
        }
    }

    /** Keeps others from deciding on it meanwhile: they all lock the dialogue first. */
    private MissionId lock(CalendarAnswerId id) {
        return reader.lock(get(id).dialogue(), access.scope())
                .orElseThrow(NotFoundException::new)
                .mission();
    }

    /** As it is now that nobody else decides on it, whatever this transaction read before. */
    private boolean isDecided(CalendarAnswerId id, long version, CalendarAnswerState wanted) {
        CalendarAnswerReader.Kept answer = answers.locked(id);
        if (answer.state() == wanted) {
            return true;
        }
        if (answer.state() != CalendarAnswerState.OPEN || answer.version() != version) {
            throw new ConflictException(PREFIX + "calendar-decided");
        }
        return false;
    }

    /** An answer as the audit trail keeps it. */
    private record Noted(
            CalendarAnswerState state, @Nullable String remark) {}

    private void decide(
            CalendarAnswerView answer, MissionId mission, CalendarAnswerState state, @Nullable String remark) {
        answers.decide(answer.id(), state, answer.doubt(), access.officer().name(), remark, clock.instant());
        audit.record(
                new AuditSubject(KIND, answer.id(), mission, answer.effective(), answer.dialogue(), answer.contact()),
                AuditAction.CHANGED,
                new Noted(answer.state(), null),
                new Noted(state, remark));
    }
}
