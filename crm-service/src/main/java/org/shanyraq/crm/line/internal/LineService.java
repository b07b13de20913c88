package org.shanyraq.crm.line.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.shanyraq.crm.access.RecordSightChanged;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditSubject;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.line.Contradiction;
import org.shanyraq.crm.line.EditionState;
import org.shanyraq.crm.line.EditionView;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineMatch;
import org.shanyraq.crm.line.LineQuery;
import org.shanyraq.crm.line.LineSource;
import org.shanyraq.crm.line.LineSummary;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.line.LineUse;
import org.shanyraq.crm.line.LineVerdict;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.line.UsedLine;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Ids;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class LineService implements Lines {

    private static final int LONGEST_QUESTION = 2_000;
    private static final int MOST_FOUND = 20;

    private final Access access;
    private final LineRepository all;
    private final LineReader reader;
    private final LineIndex index;
    private final LineComparison comparison;
    private final Colleagues colleagues;
    private final List<RecordSights> sights;
    private final AuditTrail audit;
    private final Clock clock;

    LineService(
            Access access,
            LineRepository all,
            LineReader reader,
            LineIndex index,
            LineComparison comparison,
            Colleagues colleagues,
            List<RecordSights> sights,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.all = all;
        this.reader = reader;
        this.index = index;
        this.comparison = comparison;
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
        LineDetails checked =
                LineChecks.checked(details, standing(details, mission), offered(details, mission), null, officer);
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
        Set<TopicId> topics = offered(details, line.mission());
        topics.addAll(line.topics());
        LineDetails checked =
                LineChecks.checked(details, standing(details, line.mission()), topics, line.sensitivity(), officer);
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

    private Set<TopicId> offered(LineDetails details, MissionId mission) {
        List<TopicId> topics = details.topics();
        return reader.offered(topics == null ? Set.of() : Set.copyOf(topics), mission);
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
            line.current().ifPresent(edition -> compare(line, edition.texts()));
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
            compare(line, Map.of());
        });
    }

    /** Has a line found and compared by what is in use of it; what was said of the edition before counts no more. */
    private void compare(LineToTake line, Map<String, LineText> texts) {
        index.keep(line.id(), texts);
        comparison.keep(line.id(), line.mission(), line.sensitivity(), texts).forEach(said -> all.findByIdAndMissionId(
                        said.other().value(), line.mission().value())
                .ifPresent(other -> {
                    note(line, other, said.contradicts(), null);
                    note(other, line, said.contradicts(), null);
                }));
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
            @Nullable LocalDate validUntil,
            List<TopicId> topics) {

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
                    edition == null ? null : edition.validUntil(),
                    line.topics());
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

    /** Each statement sees what is stored by then: the same note may come twice at once. */
    @Override
    @Transactional(isolation = Isolation.READ_COMMITTED)
    public LineUse use(UsedLine used) {
        AccessScope scope = access.scope();
        LineToTake line = find(used.line());
        UUID once = used.once();
        LineReader.Noted noted = once == null ? null : reader.noted(once).orElse(null);
        if (once != null && noted != null) {
            if (!noted.equals(new LineReader.Noted(line.id(), access.officer().id()))) {
                throw new ConflictException(LineChecks.PREFIX + "use-noted");
            }
            return use(once, scope);
        }
        LineEdition edition = line.use(used.edition(), today());
        Instant at = used.at() == null ? now() : used.at().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now())) {
            throw InvalidInputException.of("at", LineChecks.PREFIX + "use-later");
        }
        if (at.isBefore(edition.decidedAt().truncatedTo(ChronoUnit.MINUTES))) {
            throw InvalidInputException.of("at", LineChecks.PREFIX + "use-earlier");
        }
        if (!edition.texts().containsKey(used.language())) {
            throw InvalidInputException.of("language", LineChecks.PREFIX + "use-language");
        }
        if (used.contact() != null) {
            seen(new RecordRef("contact", used.contact().value()), line.mission(), "contact", scope);
        }
        RecordSight during = used.during() == null ? null : seen(used.during(), line.mission(), "during", scope);
        UUID id = once == null ? Ids.next() : once;
        reader.keep(id, line.mission(), used, during, at, access.officer());
        if (during != null) {
            follow(during, seen(during.ref(), line.mission(), "during", scope));
        }
        return use(id, scope);
    }

    private LineUse use(UUID id, AccessScope scope) {
        return reader.use(id, scope).orElseThrow(NotFoundException::new);
    }

    @Override
    public LineUse getUse(LineId id, UUID use) {
        return reader.use(use, access.scope())
                .filter(found -> found.line().equals(id))
                .orElseThrow(NotFoundException::new);
    }

    /** Who hides the record between the look at it and the note of the use does not find the use, which is not there yet: so it is looked at again. */
    private void follow(RecordSight before, RecordSight now) {
        if (!now.equals(before)) {
            reader.follow(new RecordSightChanged(now.ref(), now.mission(), now.sensitivity(), now.readersOf()));
        }
    }

    private RecordSight seen(RecordRef record, MissionId mission, String field, AccessScope scope) {
        return sights.stream()
                .filter(known -> known.kinds().contains(record.kind()))
                .flatMap(known -> known.see(List.of(record), scope).stream())
                .filter(sight -> sight.mission().equals(mission))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.of(field, LineChecks.PREFIX + "use-record"));
    }

    // ---- contradictions

    @Override
    public List<Contradiction> contradictions(LineId id) {
        AccessScope scope = access.scope();
        List<Contradiction> found = comparison.of(id, today(), scope);
        if (found.isEmpty() && reader.sights(List.of(id.value()), scope).isEmpty()) {
            throw new NotFoundException();
        }
        return found;
    }

    @Override
    @Transactional
    public List<Contradiction> judge(LineVerdict verdict) {
        if (verdict.line().equals(verdict.other())) {
            throw InvalidInputException.of("other", LineChecks.PREFIX + "contradiction-self");
        }
        // In the same order whichever of the two is looked at, or two officers would wait for each other.
        boolean first = verdict.line().value().compareTo(verdict.other().value()) < 0;
        LineToTake early = find(first ? verdict.line() : verdict.other());
        LineToTake late = find(first ? verdict.other() : verdict.line());
        LineToTake line = first ? early : late;
        LineToTake other = first ? late : early;
        if (!line.mission().equals(other.mission())) {
            throw InvalidInputException.of("other", LineChecks.PREFIX + "contradiction-mission");
        }
        line.use(verdict.edition(), today());
        other.use(verdict.otherEdition(), today());
        Boolean before = comparison.said(line.id(), other.id());
        comparison.judge(line.id(), other.id(), verdict.contradicts(), access.officer(), now());
        note(line, other, before, verdict.contradicts());
        note(other, line, before, verdict.contradicts());
        return comparison.of(verdict.line(), today(), access.scope());
    }

    /** What is said of a line and another one, as the audit trail keeps it: the question of the other. */
    private record Said(
            @Nullable LocalizedText contradicts, @Nullable LocalizedText agrees) {

        static @Nullable Said of(@Nullable Boolean contradicts, LineToTake other) {
            if (contradicts == null) {
                return null;
            }
            LocalizedText question = Noted.of(other).question();
            return new Said(contradicts ? question : null, contradicts ? null : question);
        }
    }

    /** Whoever may not see the other line is not told. */
    private void note(LineToTake line, LineToTake other, @Nullable Boolean before, @Nullable Boolean after) {
        audit.record(
                new AuditSubject(LineReader.KIND, line.id(), line.mission(), line.sensitivity(), null, other.id()),
                AuditAction.CHANGED,
                Said.of(before, other),
                Said.of(after, other));
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
    public long count(LineQuery query, long most) {
        return reader.count(query, today(), access.scope(), most);
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
