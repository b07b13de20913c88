package org.shanyraq.crm.question.internal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.line.UsedLine;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.GuestQuestion;
import org.shanyraq.crm.question.KnownAsker;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionFigures;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionQuery;
import org.shanyraq.crm.question.QuestionSorted;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionSummary;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Violation;
import org.shanyraq.crm.topic.TopicId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.annotation.Transactional;

@Transactional(readOnly = true)
class QuestionService implements Questions {

    private final Access access;
    private final QuestionRepository questions;
    private final QuestionReader reader;
    private final QuestionRows rows;
    private final QuestionTrail trail;
    private final AnswerLoop loop;
    private final AskerFinder askers;
    private final Lines lines;
    private final Colleagues colleagues;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    QuestionService(
            Access access,
            QuestionRepository questions,
            QuestionReader reader,
            QuestionRows rows,
            QuestionTrail trail,
            AnswerLoop loop,
            AskerFinder askers,
            Lines lines,
            Colleagues colleagues,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.access = access;
        this.questions = questions;
        this.reader = reader;
        this.rows = rows;
        this.trail = trail;
        this.loop = loop;
        this.askers = askers;
        this.lines = lines;
        this.colleagues = colleagues;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    // ---- coming in
    // -----------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public QuestionView receive(DialogueId dialogue, GuestQuestion sent) {
        int number = rows.nextNumber(dialogue);
        QuestionRows.Stage stage = stage(dialogue);
        Optional<QuestionId> there = rows.ofEntry(dialogue, sent.entry());
        if (there.isPresent()) {
            return view(there.get());
        }
        requireRoom(number);
        QuestionDetails details = new QuestionDetails(
                null,
                sent.name() == null || sent.name().isBlank() ? Asker.ANONYMOUS : Asker.named(sent.name()),
                Answerer.NOBODY,
                List.of(),
                sent.text(),
                sent.language(),
                Sensitivity.PUBLIC);
        QuestionDetails checked = checked(details, stage, null, List.of());
        Question question = Question.received(
                stage.mission(), dialogue, sent.entry(), number, checked, stage.whole(), clock.instant());
        save(question);
        trail.record(question, null, List.of());
        return view(question.id());
    }

    @Override
    @Transactional
    public QuestionView note(DialogueId dialogue, QuestionDetails details, @Nullable GivenAnswer answer, UUID entry) {
        int number = rows.nextNumber(dialogue);
        QuestionRows.Stage stage = stage(dialogue);
        Optional<QuestionId> there = rows.ofEntry(dialogue, entry);
        if (there.isPresent()) {
            return view(there.get());
        }
        requireRoom(number);
        QuestionDetails checked = checked(details, stage, null, List.of());
        GivenAnswer given = answer == null ? null : answer(answer, stage.mission(), Answerer.NOBODY);
        ContactId contact = checked.asker().contact();
        Question question = Question.noted(
                stage.mission(),
                dialogue,
                entry,
                number,
                checked,
                contact == null ? null : rows.standing(contact, stage),
                stage.whole(),
                clock.instant());
        if (given != null) {
            raise(question, given.line());
            question.answer(given, clock.instant());
        }
        save(question);
        rows.write(question.id(), List.of(), checked.topics());
        trail.record(question, null, checked.topics());
        if (given != null) {
            use(question, given);
        }
        return view(question.id());
    }

    /** The dialogue as it is now and stays until the end of the transaction: whoever raises it meanwhile finds the question and raises that too. */
    private QuestionRows.Stage stage(DialogueId dialogue) {
        rows.keep(dialogue);
        QuestionRows.Stage stage = rows.stage(dialogue, access.scope()).orElseThrow(NotFoundException::new);
        if (stage.archived()) {
            throw new ConflictException("crm.question.error.dialogue-archived");
        }
        return stage;
    }

    private static void requireRoom(int number) {
        if (number > MOST) {
            throw new ConflictException("crm.question.error.too-many-questions", MOST);
        }
    }

    // ---- changing
    // ------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public QuestionView change(QuestionId id, long version, QuestionDetails details) {
        // Before the question, as whoever changes the dialogue locks them.
        rows.keep(rows.dialogueOf(id).orElseThrow(NotFoundException::new));
        Question question = find(id, version);
        QuestionRows.Stage stage =
                rows.stage(question.dialogue(), access.scope()).orElseThrow(NotFoundException::new);
        List<TopicId> topics = rows.topics(id);
        QuestionDetails wanted = withHidden(details, question);
        QuestionDetails checked = checked(wanted, stage, question, topics);
        ContactId contact = checked.asker().contact();
        Frozen standing = contact == null
                ? null
                : contact.equals(question.asker().contact()) ? question.standing() : rows.standing(contact, stage);
        QuestionTrail.Seen before = trail.seen(question, topics);
        boolean cleared = question.state() == QuestionState.TAKEN_AWAY && question.clearedAt() != null;
        question.change(checked, standing, stage.whole());
        if (cleared) {
            loop.callBack(question);
        }
        save(question);
        rows.write(id, topics, checked.topics());
        trail.record(question, before, checked.topics());
        return view(id);
    }

    /** Whom the officer does not see, and so cannot have said again, stays. */
    private QuestionDetails withHidden(QuestionDetails details, Question question) {
        Set<ContactId> people = visible(
                QuestionTrail.present(question.asker().contact(), question.to().contact()), question.mission());
        ContactId asker = question.asker().contact();
        ContactId to = question.to().contact();
        boolean askerStays = details.asker().isAnonymous() && asker != null && !people.contains(asker);
        boolean toStays = details.to().isNobody() && to != null && !people.contains(to);
        return new QuestionDetails(
                details.part(),
                askerStays ? question.asker() : details.asker(),
                toStays ? question.to() : details.to(),
                details.topics(),
                details.text(),
                details.language(),
                details.sensitivity());
    }

    private QuestionDetails checked(
            QuestionDetails details, QuestionRows.Stage stage, @Nullable Question before, List<TopicId> topics) {
        Sensitivity lowest =
                before == null || access.officer().may(Right.LOWER_SENSITIVITY) ? Sensitivity.PUBLIC : before.chosen();
        return QuestionChecks.checked(
                details,
                new QuestionChecks.Around(
                        stage,
                        visible(
                                QuestionTrail.present(
                                        details.asker().contact(), details.to().contact()),
                                stage.mission()),
                        standings(details.to().officer(), stage.mission()),
                        rows.offered(new LinkedHashSet<>(details.topics()), stage.mission()),
                        topics,
                        access.scope().clearance(),
                        lowest,
                        language(details, before),
                        before));
    }

    /** Which the asker speaks, where nobody says in which language it was put. */
    private @Nullable String language(QuestionDetails details, @Nullable Question before) {
        ContactId asker = details.asker().contact();
        return before == null && details.language() == null && asker != null ? rows.spoken(asker) : null;
    }

    private GivenAnswer answer(GivenAnswer answer, MissionId mission, Answerer before) {
        return QuestionChecks.answer(
                answer,
                visible(QuestionTrail.present(answer.by().contact()), mission),
                standings(answer.by().officer(), mission),
                before);
    }

    private Set<ContactId> visible(Collection<ContactId> contacts, MissionId mission) {
        Set<ContactId> visible = new HashSet<>();
        rows.sensitivities(contacts, mission).forEach((contact, sensitivity) -> {
            if (sensitivity.isWithin(access.scope().clearance())) {
                visible.add(contact);
            }
        });
        return visible;
    }

    private Map<OfficerId, Standing> standings(@Nullable OfficerId officer, MissionId mission) {
        return officer == null ? Map.of() : colleagues.standings(List.of(officer), mission, Sensitivity.PUBLIC);
    }

    // ---- states
    // --------------------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public QuestionView approve(QuestionId id, long version) {
        return act(id, version, Question::approve);
    }

    @Override
    @Transactional
    public QuestionView ask(QuestionId id, long version) {
        return act(id, version, question -> question.ask(clock.instant()));
    }

    @Override
    @Transactional
    public QuestionView answer(QuestionId id, long version, GivenAnswer answer) {
        return act(id, version, question -> {
            GivenAnswer given = withHidden(answer(answer, question.mission(), question.by()), question);
            boolean said = Objects.equals(given.line(), question.line())
                    && Objects.equals(given.edition(), question.lineEdition());
            if (!said) {
                raise(question, given.line());
            }
            question.answer(given, clock.instant());
            if (!said) {
                save(question);
                use(question, given);
            }
        });
    }

    /** Whom, and which line, the officer does not see, and so cannot have said again, stays. */
    private GivenAnswer withHidden(GivenAnswer given, Question question) {
        ContactId by = question.by().contact();
        boolean byStays = given.by().isNobody()
                && by != null
                && visible(List.of(by), question.mission()).isEmpty();
        LineId line = question.line();
        boolean lineStays = given.line() == null && line != null && !reader.isLineVisible(line, access.scope());
        return new GivenAnswer(
                given.text(),
                byStays ? question.by() : given.by(),
                lineStays ? line : given.line(),
                lineStays ? question.lineEdition() : given.edition(),
                lineStays ? question.lineLanguage() : given.lineLanguage());
    }

    /** Its answer may say what the line says: it becomes as sensitive. */
    private void raise(Question question, @Nullable LineId line) {
        if (line != null) {
            question.raise(lines.get(line).sensitivity());
        }
    }

    /** Notes on whom the line was used. */
    private void use(Question question, GivenAnswer given) {
        if (given.line() != null && given.edition() != null && given.lineLanguage() != null) {
            ContactId asker = question.asker().contact();
            boolean seen = asker != null
                    && !visible(List.of(asker), question.mission()).isEmpty();
            lines.use(new UsedLine(
                    given.line(),
                    given.edition(),
                    given.lineLanguage(),
                    seen ? asker : null,
                    new RecordRef(QuestionReader.KIND, question.getId())));
        }
    }

    @Override
    @Transactional
    public QuestionView hide(QuestionId id, long version) {
        return act(id, version, question -> question.hide(true));
    }

    @Override
    @Transactional
    public QuestionView show(QuestionId id, long version) {
        return act(id, version, question -> question.hide(false));
    }

    @Override
    @Transactional
    public QuestionView decline(QuestionId id, long version, DeclineReason reason, @Nullable String remark) {
        String words = QuestionChecks.remark(reason, remark);
        return act(id, version, question -> question.decline(reason, words));
    }

    @Override
    @Transactional
    public QuestionView merge(QuestionId id, long version, QuestionId into) {
        if (id.equals(into)) {
            throw InvalidInputException.of("into", "crm.question.error.into-itself");
        }
        return act(id, version, question -> {
            Question other = questions
                    .findByIdAndMissionIdIn(into.value(), access.scope().missionIds())
                    .filter(found -> reader.isVisible(into, access.scope()))
                    .filter(found -> found.dialogue().equals(question.dialogue()) && !found.archived())
                    .orElseThrow(() -> InvalidInputException.of("into", "crm.question.error.into-unknown"));
            if (other.state() == QuestionState.MERGED || other.state() == QuestionState.DECLINED) {
                throw InvalidInputException.of("into", "crm.question.error.into-over");
            }
            // Whoever voted for both has one vote.
            int votes = Math.max(0, rows.votes(id) - rows.votedForBoth(id, into));
            question.merge(into, votes);
            rows.vote(into, votes);
        });
    }

    @Override
    @Transactional
    public QuestionView split(QuestionId id, long version) {
        return act(id, version, question -> {
            QuestionId into = question.mergedInto();
            int votes = question.split();
            if (into != null) {
                Question other = questions
                        .findByIdAndMissionIdIn(
                                into.value(), List.of(question.mission().value()))
                        .orElseThrow(NotFoundException::new);
                if (other.state() == QuestionState.MERGED) {
                    throw new ConflictException("crm.question.error.split-other-first", other.number());
                }
                rows.vote(into, -votes);
            }
        });
    }

    @Override
    @Transactional
    public QuestionView stepBack(QuestionId id, long version) {
        return act(id, version, question -> {
            if (question.state() == QuestionState.TAKEN_AWAY) {
                access.require(Right.EDIT_FOLLOW_UPS);
                boolean cleared = question.clearedAt() != null;
                question.requireUnsent();
                loop.release(question);
                if (cleared) {
                    loop.callBack(question);
                }
            }
            question.stepBack();
        });
    }

    @Override
    @Transactional
    public void reorder(QuestionId id, @Nullable QuestionId before) {
        if (id.equals(before)) {
            return;
        }
        AccessScope scope = access.scope();
        QuestionView question = view(id);
        if (before != null) {
            DialogueId there = view(before).summary().dialogue();
            if (!there.equals(question.summary().dialogue())) {
                throw InvalidInputException.of("before", "crm.question.error.into-unknown");
            }
        }
        if (!scope.missions().contains(question.summary().mission())) {
            throw new NotFoundException();
        }
        rows.place(id, question.summary().dialogue(), before);
        events.publishEvent(new QuestionSorted(
                id, question.summary().dialogue(), question.summary().mission()));
    }

    @Override
    @Transactional
    public QuestionView archive(QuestionId id, long version) {
        return archived(id, version, true);
    }

    @Override
    @Transactional
    public QuestionView restore(QuestionId id, long version) {
        return archived(id, version, false);
    }

    private QuestionView archived(QuestionId id, long version, boolean wanted) {
        Question question = find(id, version);
        if (question.archive(wanted)) {
            if (wanted && question.state() == QuestionState.TAKEN_AWAY && question.clearedAt() != null) {
                loop.callBack(question);
            }
            save(question);
            trail.archived(question, wanted);
        }
        return view(id);
    }

    // ---- what was taken away
    // --------------------------------------------------------------------------------------------

    @Override
    @Transactional
    public QuestionView takeAway(QuestionId id, long version, OfficerId owner, @Nullable LocalDate dueOn) {
        return act(id, version, question -> {
            question.takeAway(owner, loop.due(dueOn), clock.instant());
            save(question);
            loop.undertake(question);
        });
    }

    @Override
    @Transactional
    public QuestionView draft(QuestionId id, long version, String text) {
        String words = QuestionChecks.words("draft", text, GivenAnswer.MOST_TEXT);
        return act(id, version, question -> {
            question.draft(words, access.officer());
            loop.callBack(question);
        });
    }

    @Override
    @Transactional
    public QuestionView clear(QuestionId id, long version) {
        return act(id, version, loop::clear);
    }

    @Override
    @Transactional
    public QuestionView giveBack(QuestionId id, long version, String reason) {
        String words = QuestionChecks.words("reason", reason, 500);
        return act(id, version, question -> {
            question.giveBack(words);
            loop.callBack(question);
        });
    }

    @Override
    @Transactional
    public QuestionView close(QuestionId id, long version) {
        return act(id, version, question -> loop.close(question, null));
    }

    private QuestionView act(QuestionId id, long version, Consumer<Question> act) {
        Question question = find(id, version);
        List<TopicId> topics = rows.topics(id);
        QuestionTrail.Seen before = trail.seen(question, topics);
        act.accept(question);
        save(question);
        trail.record(question, before, topics);
        return view(id);
    }

    /** The question, kept from being changed by others until the end of the transaction. */
    private Question find(QuestionId id, long version) {
        AccessScope scope = access.scope();
        Question question =
                questions.findByIdAndMissionIdIn(id.value(), scope.missionIds()).orElseThrow(NotFoundException::new);
        if (!reader.isVisible(id, scope)) {
            throw new NotFoundException();
        }
        question.requireVersion(version);
        return question;
    }

    private void save(Question question) {
        try {
            questions.saveAndFlush(question);
        } catch (DataIntegrityViolationException somethingNamedIsGone) {
            throw new InvalidInputException(List.of(Violation.of("", QuestionChecks.PREFIX + "refused")));
        }
    }

    // ---- reading
    // -------------------------------------------------------------------------------------------------------

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private QuestionView view(QuestionId id) {
        return reader.view(id, today(), access.scope()).orElseThrow(NotFoundException::new);
    }

    /** Not read-only: a look at a confidential question is noted. */
    @Override
    @Transactional
    public QuestionView get(QuestionId id) {
        QuestionView question = view(id);
        audit.viewed(QuestionTrail.subject(
                question.id(), question.summary().mission(), question.summary().sensitivity(), question.readersOf()));
        return question;
    }

    @Override
    public List<QuestionSummary> running(DialogueId dialogue) {
        return reader.running(dialogue, today(), access.scope(), MOST);
    }

    @Override
    public List<KnownAsker> askers(DialogueId dialogue, String text) {
        return askers.find(dialogue, text, access.scope(), SUGGESTED);
    }

    @Override
    public Slice<QuestionSummary> list(QuestionQuery query, Paging paging) {
        return reader.list(query, today(), access.scope(), paging);
    }

    @Override
    public long count(QuestionQuery query, long limit) {
        return reader.count(query, today(), access.scope(), limit);
    }

    @Override
    public QuestionFigures figures(DialogueId dialogue) {
        if (rows.stage(dialogue, access.scope()).isEmpty()) {
            throw new NotFoundException();
        }
        return reader.figures(dialogue, today(), access.scope());
    }

    @Override
    public Slice<AuditEntry> history(QuestionId id, Paging paging) {
        AccessScope scope = access.scope();
        if (!reader.isVisible(id, scope)) {
            throw new NotFoundException();
        }
        return audit.historyOf(id, scope, paging);
    }
}
