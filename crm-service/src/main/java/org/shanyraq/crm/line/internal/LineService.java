package org.shanyraq.crm.line.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.line.EditionState;
import org.shanyraq.crm.line.EditionView;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineMatch;
import org.shanyraq.crm.line.LineQuery;
import org.shanyraq.crm.line.LineSource;
import org.shanyraq.crm.line.LineSummary;
import org.shanyraq.crm.line.LineUse;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.line.UsedLine;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Ids;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class LineService implements Lines {

    private static final int LONGEST_QUESTION = 2_000;
    private static final int MOST_FOUND = 20;

    private final Access access;
    private final LineRepository all;
    private final LineReader reader;
    private final LineIndex index;
    private final Colleagues colleagues;
    private final List<RecordSights> sights;
    private final AuditTrail audit;
    private final Clock clock;

    LineService(
            Access access,
            LineRepository all,
            LineReader reader,
            LineIndex index,
            Colleagues colleagues,
            List<RecordSights> sights,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.all = all;
        this.reader = reader;
        this.index = index;
        this.colleagues = colleagues;
        this.sights = List.copyOf(sights);
        this.audit = audit;
        this.clock = clock;
    }

    // ---- writing

    @Override
    @Transactional
    public LineView draft(LineDetails details) {
        MissionId mission = access.home();
        Officer officer = access.officer();
        LineDetails checked = LineChecks.checked(details, standing(details, mission), null, officer);
        LineToTake line = LineToTake.draft(mission, checked, officer);
        save(line, AuditAction.CREATED, null);
        return view(line.id());
    }

    @Override
    @Transactional
    public LineView change(LineId id, long version, LineDetails details) {
        LineToTake line = find(id, version);
        Noted before = Noted.of(line);
        Officer officer = access.officer();
        LineDetails checked =
                LineChecks.checked(details, standing(details, line.mission()), line.sensitivity(), officer);
        if (line.change(checked, officer)) {
            save(line, AuditAction.CHANGED, before);
        }
        return view(id);
    }

    private @Nullable Standing standing(LineDetails details, MissionId mission) {
        return colleagues
                .standings(List.of(details.owner()), mission, details.sensitivity())
                .get(details.owner());
    }

    @Override
    @Transactional
    public LineView propose(LineId id, long version) {
        return changed(id, version, LineToTake::propose);
    }

    @Override
    @Transactional
    public LineView approve(LineId id, long version) {
        return changed(id, version, line -> {
            line.approve(access.officer(), today(), now());
            line.current().ifPresent(edition -> index.keep(id, edition.texts()));
        });
    }

    @Override
    @Transactional
    public LineView sendBack(LineId id, long version, String remark) {
        String why = LineChecks.remark(remark);
        return changed(id, version, line -> line.sendBack(access.officer(), why, now()));
    }

    @Override
    @Transactional
    public LineView withdraw(LineId id, long version, String remark) {
        String why = LineChecks.remark(remark);
        return changed(id, version, line -> {
            line.withdraw(access.officer(), why, now());
            index.keep(id, Map.of());
        });
    }

    private LineView changed(LineId id, long version, Consumer<LineToTake> act) {
        LineToTake line = find(id, version);
        Noted before = Noted.of(line);
        act.accept(line);
        save(line, AuditAction.CHANGED, before);
        return view(id);
    }

    @Override
    @Transactional
    public LineView archive(LineId id, long version) {
        LineToTake line = find(id, version);
        if (line.archive()) {
            all.saveAndFlush(line);
            audit.record(subject(line), AuditAction.ARCHIVED, null, null);
        }
        return view(id);
    }

    @Override
    @Transactional
    public LineView restore(LineId id, long version) {
        LineToTake line = find(id, version);
        if (line.restore()) {
            all.saveAndFlush(line);
            audit.record(subject(line), AuditAction.RESTORED, null, null);
        }
        return view(id);
    }

    /** A line as the audit trail keeps it: which edition is in use, and the one that was written last. */
    private record Noted(
            Sensitivity sensitivity,
            OfficerId owner,
            @Nullable Integer inUse,
            @Nullable Integer edition,
            @Nullable EditionState editionState,
            LocalizedText question,
            LocalizedText answer,
            List<String> sources,
            @Nullable LocalDate validUntil) {

        static Noted of(LineToTake line) {
            LineEdition edition = line.next().or(line::current).orElse(null);
            Map<String, String> questions = new TreeMap<>();
            Map<String, String> answers = new TreeMap<>();
            if (edition != null) {
                edition.texts().forEach((language, text) -> {
                    questions.put(language, text.question());
                    answers.put(language, text.answer());
                });
            }
            return new Noted(
                    line.sensitivity(),
                    new OfficerId(line.owner()),
                    line.current().map(LineEdition::number).orElse(null),
                    edition == null ? null : edition.number(),
                    edition == null ? null : edition.state(),
                    new LocalizedText(questions),
                    new LocalizedText(answers),
                    edition == null
                            ? List.of()
                            : edition.sources().stream().map(Noted::inWords).toList(),
                    edition == null ? null : edition.validUntil());
        }

        private static String inWords(LineSource source) {
            return source.link() == null ? source.title() : source.title() + " " + source.link();
        }
    }

    private void save(LineToTake line, AuditAction action, @Nullable Noted before) {
        all.saveAndFlush(line);
        audit.record(subject(line), action, before, Noted.of(line));
    }

    private static AuditSubject subject(LineToTake line) {
        return new AuditSubject(LineReader.KIND, line.id(), line.mission(), line.sensitivity());
    }

    /** The line, kept from being changed by others until the end of the transaction. */
    private LineToTake find(LineId id, long version) {
        LineToTake line = find(id);
        line.requireVersion(version);
        return line;
    }

    private LineToTake find(LineId id) {
        AccessScope scope = access.scope();
        return all.findByIdAndMissionIdInAndSensitivityLessThanEqual(
                        id.value(), scope.missionIds(), scope.clearance().level())
                .orElseThrow(NotFoundException::new);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    // ---- using

    @Override
    public List<LineMatch> find(String question, int most) {
        if (most < 1 || most > MOST_FOUND) {
            throw InvalidInputException.of("most", "crm.error.page-size", MOST_FOUND);
        }
        AccessScope scope = access.scope();
        String asked = question.length() > LONGEST_QUESTION ? question.substring(0, LONGEST_QUESTION) : question;
        List<LineIndex.Hit> hits = index.find(asked, today(), most, scope);
        Map<LineId, LineReader.InUse> lines =
                reader.inUse(hits.stream().map(LineIndex.Hit::line).toList(), scope);
        return hits.stream()
                .filter(hit -> lines.containsKey(hit.line()))
                .map(hit -> {
                    LineReader.InUse line = Objects.requireNonNull(lines.get(hit.line()));
                    return new LineMatch(line.line(), line.number(), hit.language(), line.texts(), line.validUntil());
                })
                .toList();
    }

    @Override
    @Transactional
    public LineUse use(UsedLine used) {
        AccessScope scope = access.scope();
        LineToTake line = find(used.line());
        LineEdition edition = line.use(used.edition(), today());
        if (!edition.texts().containsKey(used.language())) {
            throw InvalidInputException.of("language", LineChecks.PREFIX + "use-language");
        }
        if (used.contact() != null) {
            seen(new RecordRef("contact", used.contact().value()), line.mission(), "contact", scope);
        }
        RecordSight during = used.during() == null ? null : seen(used.during(), line.mission(), "during", scope);
        UUID id = Ids.next();
        reader.keep(id, line.mission(), used, during, now(), access.officer());
        return reader.use(id, scope).orElseThrow(NotFoundException::new);
    }

    private RecordSight seen(RecordRef record, MissionId mission, String field, AccessScope scope) {
        return sights.stream()
                .filter(known -> known.kinds().contains(record.kind()))
                .flatMap(known -> known.see(List.of(record), scope).stream())
                .filter(sight -> sight.mission().equals(mission))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.of(field, LineChecks.PREFIX + "use-record"));
    }

    // ---- reading

    private LineView view(LineId id) {
        return reader.view(id, today(), access.scope()).orElseThrow(NotFoundException::new);
    }

    @Override
    public LineView get(LineId id) {
        return view(id);
    }

    @Override
    public List<EditionView> editions(LineId id) {
        List<EditionView> editions = reader.editions(id, access.scope());
        if (editions.isEmpty()) {
            throw new NotFoundException();
        }
        return editions;
    }

    @Override
    public Slice<LineSummary> list(LineQuery query, Paging paging) {
        return reader.list(query, today(), access.scope(), paging);
    }

    @Override
    public Slice<LineUse> uses(LineId id, Paging paging) {
        view(id);
        return reader.usesOf(id, access.scope(), paging);
    }

    @Override
    public Slice<AuditEntry> history(LineId id, Paging paging) {
        AccessScope scope = access.scope();
        view(id);
        return audit.historyOf(id, scope, paging);
    }
}
