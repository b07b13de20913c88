package org.shanyraq.crm.dialogue.internal;

import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Findings;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class DialogueSeriesService implements DialogueSeriesCatalogue {

    private static final int HIGHEST_FIRST = 100_000;

    private final Access access;
    private final DialogueSeriesRepository all;
    private final DialogueSeriesReader reader;
    private final AuditTrail audit;

    DialogueSeriesService(Access access, DialogueSeriesRepository all, DialogueSeriesReader reader, AuditTrail audit) {
        this.access = access;
        this.all = all;
        this.reader = reader;
        this.audit = audit;
    }

    @Override
    @Transactional
    public DialogueSeriesView create(DialogueSeriesDetails details) {
        MissionId mission = access.home();
        DialogueSeries series = DialogueSeries.create(mission, checked(details, null));
        all.saveAndFlush(series);
        audit.record(subject(series), AuditAction.CREATED, null, Noted.Series.of(series.details()));
        return view(series.id());
    }

    @Override
    @Transactional
    public DialogueSeriesView change(DialogueSeriesId id, long version, DialogueSeriesDetails details) {
        DialogueSeries series = find(id, version);
        Noted.Series before = Noted.Series.of(series.details());
        if (series.change(checked(details, series))) {
            all.saveAndFlush(series);
            audit.record(subject(series), AuditAction.CHANGED, before, Noted.Series.of(series.details()));
        }
        return view(id);
    }

    @Override
    @Transactional
    public DialogueSeriesView archive(DialogueSeriesId id, long version) {
        DialogueSeries series = find(id, version);
        if (series.archive()) {
            all.saveAndFlush(series);
            audit.record(subject(series), AuditAction.ARCHIVED, null, null);
        }
        return view(id);
    }

    @Override
    @Transactional
    public DialogueSeriesView restore(DialogueSeriesId id, long version) {
        DialogueSeries series = find(id, version);
        if (series.restore()) {
            all.saveAndFlush(series);
            audit.record(subject(series), AuditAction.RESTORED, null, null);
        }
        return view(id);
    }

    private DialogueSeriesDetails checked(DialogueSeriesDetails details, @Nullable DialogueSeries changed) {
        Findings findings = new Findings(DialogueChecks.PREFIX);
        LocalizedText name = findings.localized("name", details.name(), 250);
        if (details.name().isEmpty()) {
            findings.add("name", "series-name");
        }
        if (changed != null && changed.sensitivity() != details.sensitivity()) {
            findings.add("sensitivity", "sensitivity-fixed");
        } else if (!details.sensitivity().isWithin(access.scope().clearance())) {
            findings.add("sensitivity", "sensitivity");
        }
        if (details.firstNumber() < 1 || details.firstNumber() > HIGHEST_FIRST) {
            findings.add("firstNumber", "first-number", HIGHEST_FIRST);
        }
        PlaceChecks.zone(details.zone(), findings);
        DialogueSeriesDetails checked = new DialogueSeriesDetails(
                name,
                details.sensitivity(),
                details.firstNumber(),
                PlaceChecks.languages(details.languages(), findings),
                details.format(),
                findings.lineOrNull("venue", details.venue(), 250),
                findings.lineOrNull("address", details.address(), 500),
                PlaceChecks.link(details.streamLink(), findings),
                details.zone(),
                PlaceChecks.capacity(details.capacity(), findings),
                PlaceChecks.target(details.target(), findings));
        findings.throwIfAny();
        return checked;
    }

    private DialogueSeries find(DialogueSeriesId id, long version) {
        AccessScope scope = access.scope();
        DialogueSeries series = all.findByIdAndMissionIdInAndSensitivityLessThanEqual(
                        id.value(), scope.missionIds(), (byte) scope.clearance().level())
                .orElseThrow(NotFoundException::new);
        series.requireVersion(version);
        return series;
    }

    private static AuditSubject subject(DialogueSeries series) {
        return new AuditSubject(DialogueSeriesReader.KIND, series.id(), series.mission(), series.sensitivity());
    }

    private DialogueSeriesView view(DialogueSeriesId id) {
        return reader.view(id, access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public DialogueSeriesView get(DialogueSeriesId id) {
        return view(id);
    }

    @Override
    public Slice<DialogueSeriesView> list(Archived archived, Paging paging) {
        return reader.list(archived, access.scope(), paging);
    }

    @Override
    public Slice<AuditEntry> history(DialogueSeriesId id, Paging paging) {
        AccessScope scope = access.scope();
        view(id);
        return audit.historyOf(id, scope, paging);
    }
}
