package org.shanyraq.crm.question.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.question.HallAddress;
import org.shanyraq.crm.question.HallTerms;
import org.shanyraq.crm.question.HallView;
import org.shanyraq.crm.question.Halls;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.question.internal.HallReader.Hall;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.internal.QrCode;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class HallService implements Halls {

    private final Access access;
    private final Questions questions;
    private final HallReader reader;
    private final HallRevisions revisions;
    private final AuditTrail audit;
    private final Clock clock;

    HallService(
            Access access,
            Questions questions,
            HallReader reader,
            HallRevisions revisions,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.questions = questions;
        this.reader = reader;
        this.revisions = revisions;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the audit trail tells of the address that was made anew: not the address. */
    private record Renewed(HallAddress renewed) {}

    @Override
    public Optional<HallView> find(DialogueId dialogue) {
        require(dialogue);
        return reader.find(dialogue).map(this::view);
    }

    private HallView view(Hall hall) {
        return new HallView(
                hall.dialogue(),
                hall.version(),
                hall.terms(),
                hall.guests(),
                hall.wall(),
                hall.until(),
                hall.terms().asking() && hall.isOpen(clock.instant()));
    }

    @Override
    @Transactional
    public HallView setTerms(DialogueId id, HallTerms terms) {
        MissionId mission = require(id);
        Instant now = clock.instant();
        reader.make(id, mission, SecretTokens.next(), SecretTokens.next(), now);
        Hall before = reader.lock(id).orElseThrow(NotFoundException::new);
        if (terms.asking() && !before.isOpen(now)) {
            throw new ConflictException("crm.hall.error.dialogue");
        }
        if (!terms.equals(before.terms())) {
            reader.setTerms(id, terms, now);
            audit.record(subject(before), AuditAction.CHANGED, before.terms(), terms);
            revisions.raise(id);
        }
        return view(reader.find(id).orElseThrow(NotFoundException::new));
    }

    private MissionId require(DialogueId dialogue) {
        return reader.missionOf(dialogue, access.scope()).orElseThrow(NotFoundException::new);
    }

    private static AuditSubject subject(Hall hall) {
        // It is the dialogue's own, not a part of it: a part would stand in its history twice.
        return new AuditSubject(HallReader.KIND, hall.dialogue(), hall.mission(), hall.sensitivity());
    }

    @Override
    @Transactional
    public HallView renew(DialogueId id, HallAddress address) {
        require(id);
        Hall hall = reader.lock(id).orElseThrow(NotFoundException::new);
        Instant now = clock.instant();
        reader.setSecret(id, address, SecretTokens.next(), now);
        audit.record(subject(hall), AuditAction.CHANGED, null, new Renewed(address));
        revisions.raise(id);
        return view(reader.find(id).orElseThrow(NotFoundException::new));
    }

    @Override
    public String picture(DialogueId dialogue, String pages) {
        require(dialogue);
        return QrCode.svg(pages
                + reader.find(dialogue).orElseThrow(NotFoundException::new).guests());
    }

    @Override
    public Map<QuestionId, Integer> reports(DialogueId dialogue) {
        require(dialogue);
        return reader.reports(dialogue);
    }

    @Override
    @Transactional
    public void settleReports(DialogueId dialogue, QuestionId question) {
        require(dialogue);
        if (!questions.get(question).summary().dialogue().equals(dialogue)) {
            throw new NotFoundException();
        }
        if (reader.settleReports(question, dialogue)) {
            revisions.raise(dialogue);
        }
    }
}
