package org.shanyraq.crm.question.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.shanyraq.crm.question.QuestionState.ANSWERED;
import static org.shanyraq.crm.question.QuestionState.ANSWERED_AFTER;
import static org.shanyraq.crm.question.QuestionState.APPROVED;
import static org.shanyraq.crm.question.QuestionState.ASKED;
import static org.shanyraq.crm.question.QuestionState.DECLINED;
import static org.shanyraq.crm.question.QuestionState.MERGED;
import static org.shanyraq.crm.question.QuestionState.RECEIVED;
import static org.shanyraq.crm.question.QuestionState.TAKEN_AWAY;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.DeclineReason;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.MailTrouble;
import org.shanyraq.crm.question.QuestionAct;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.shared.ConflictException;

/** Each act on each state: where it leads, or that it is refused, written down a second time. */
class QuestionStatesTests {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final MissionId MISSION = new MissionId(UUID.randomUUID());
    private static final Question.Whole WHOLE = new Question.Whole(Sensitivity.INTERNAL, null);

    private static final Map<QuestionState, Map<QuestionAct, QuestionState>> TABLE = new EnumMap<>(QuestionState.class);

    static {
        TABLE.put(
                RECEIVED,
                Map.of(
                        QuestionAct.APPROVE,
                        APPROVED,
                        QuestionAct.ASK,
                        ASKED,
                        QuestionAct.DECLINE,
                        DECLINED,
                        QuestionAct.MERGE,
                        MERGED));
        TABLE.put(
                APPROVED,
                Map.of(
                        QuestionAct.ASK,
                        ASKED,
                        QuestionAct.ANSWER,
                        ANSWERED,
                        QuestionAct.TAKE_AWAY,
                        TAKEN_AWAY,
                        QuestionAct.DECLINE,
                        DECLINED,
                        QuestionAct.MERGE,
                        MERGED,
                        QuestionAct.STEP_BACK,
                        RECEIVED));
        TABLE.put(
                ASKED,
                Map.of(
                        QuestionAct.ANSWER,
                        ANSWERED,
                        QuestionAct.TAKE_AWAY,
                        TAKEN_AWAY,
                        QuestionAct.DECLINE,
                        DECLINED,
                        QuestionAct.MERGE,
                        MERGED,
                        QuestionAct.STEP_BACK,
                        APPROVED));
        TABLE.put(
                ANSWERED,
                Map.of(QuestionAct.ANSWER, ANSWERED, QuestionAct.TAKE_AWAY, TAKEN_AWAY, QuestionAct.STEP_BACK, ASKED));
        TABLE.put(TAKEN_AWAY, Map.of(QuestionAct.ANSWER_AFTER, ANSWERED_AFTER, QuestionAct.STEP_BACK, ASKED));
        TABLE.put(ANSWERED_AFTER, Map.of());
        // What is made below was asked before it was declined or merged.
        TABLE.put(DECLINED, Map.of(QuestionAct.STEP_BACK, ASKED));
        TABLE.put(MERGED, Map.of(QuestionAct.SPLIT, ASKED));
    }

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (QuestionState state : QuestionState.values()) {
            for (QuestionAct act : QuestionAct.values()) {
                pairs.add(Arguments.of(
                        state, act, TABLE.getOrDefault(state, Map.of()).get(act)));
            }
        }
        return pairs;
    }

    @ParameterizedTest(name = "{1} of what is {0} gives {2}")
    @MethodSource("pairs")
    void eachActOnEachStateLeadsWhereTheTableSaysOrIsRefused(
            QuestionState state, QuestionAct act, @Nullable QuestionState expected) {
        Question question = in(state);
        if (expected == null) {
            ConflictException refused = catchThrowableOfType(ConflictException.class, () -> perform(act, question));
            assertThat(refused).isNotNull();
            assertThat(refused.key()).isEqualTo("crm.question.error.act." + act.code());
            assertThat(question.state()).isEqualTo(state);
        } else {
            perform(act, question);
            assertThat(question.state()).isEqualTo(expected);
        }
    }

    @Test
    void whatIsOfferedIsWhatIsNotRefused() {
        for (QuestionState state : QuestionState.values()) {
            Set<QuestionAct> wanted = EnumSet.noneOf(QuestionAct.class);
            wanted.addAll(TABLE.getOrDefault(state, Map.of()).keySet());
            assertThat(QuestionAct.of(state)).as("%s", state).isEqualTo(wanted);
        }
    }

    @Test
    void whatWasDeclinedAsReceivedIsReceivedAgain() {
        Question question = Question.received(
                MISSION, dialogue(), UUID.randomUUID(), 1, QuestionDetails.of(Asker.ANONYMOUS, "Why?"), WHOLE, NOW);
        question.decline(DeclineReason.OFF_TOPIC, null);
        question.stepBack();
        assertThat(question.state()).isEqualTo(RECEIVED);
        assertThat(question.declined()).isNull();
    }

    @Test
    void votesGoOverOnceAndComeBack() {
        Question question = in(APPROVED);
        question.merge(new QuestionId(UUID.randomUUID()), 7);
        assertThat(question.split()).isEqualTo(7);
        assertThat(question.state()).isEqualTo(APPROVED);
        assertThat(question.mergedInto()).isNull();
    }

    @Test
    void whatIsArchivedDoesNotMove() {
        Question question = in(ASKED);
        question.archive(true);
        ConflictException refused =
                catchThrowableOfType(ConflictException.class, () -> question.answer(GivenAnswer.of("Yes"), NOW));
        assertThat(refused.key()).isEqualTo("crm.question.error.archived");
    }

    @Test
    void whoWroteAnAnswerDoesNotClearIt() {
        Officer author = officer("Author");
        Officer other = officer("Other");
        Officer third = officer("Third");
        Question question = in(TAKEN_AWAY);
        refused("no-draft", () -> question.clear(other, null, NOW));
        question.draft("Because.", author);
        question.draft("Because of that.", other);
        refused("own-draft", () -> question.clear(author, null, NOW));
        refused("own-draft", () -> question.clear(other, null, NOW));
        question.clear(third, null, NOW);
        refused("on-its-way", () -> question.draft("Or not.", author));
        refused("on-its-way", () -> question.giveBack("No"));
        refused("on-its-way", () -> question.answerAfter(null, 1, NOW));
        question.answerAfter(NOW, 3, NOW);
        assertThat(question.state()).isEqualTo(ANSWERED_AFTER);
        assertThat(question.answer()).isEqualTo("Because of that.");
        assertThat(question.workingDays()).isEqualTo(3);
    }

    @Test
    void withoutAMailACleredAnswerIsClosedByHandAndOneInTroubleCanBeWrittenAnew() {
        Question question = in(TAKEN_AWAY);
        question.draft("Because.", officer("Author"));
        refused("not-cleared", () -> question.answerAfter(null, 1, NOW));
        question.clear(officer("Other"), MailTrouble.NO_ADDRESS, NOW);
        question.draft("Because of that.", officer("Author"));
        assertThat(question.clearedAt()).isNull();
        question.clear(officer("Other"), MailTrouble.NO_ADDRESS, NOW);
        question.answerAfter(null, 1, NOW);
        assertThat(question.state()).isEqualTo(ANSWERED_AFTER);
    }

    private static void refused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        ConflictException refused = catchThrowableOfType(ConflictException.class, act);
        assertThat(refused).isNotNull();
        assertThat(refused.key()).isEqualTo("crm.question.error." + key);
    }

    private static Officer officer(String name) {
        return new Officer(
                new OfficerId(UUID.randomUUID()),
                Officer.Kind.PERSON,
                name,
                Set.of(Role.MANAGER),
                Set.of(MISSION),
                MISSION,
                Sensitivity.CONFIDENTIAL);
    }

    private static DialogueId dialogue() {
        return new DialogueId(UUID.randomUUID());
    }

    private static Question in(QuestionState state) {
        Question question = state == RECEIVED || state == APPROVED
                ? Question.received(
                        MISSION,
                        dialogue(),
                        UUID.randomUUID(),
                        1,
                        QuestionDetails.of(Asker.ANONYMOUS, "Why?"),
                        WHOLE,
                        NOW)
                : Question.noted(
                        MISSION,
                        dialogue(),
                        UUID.randomUUID(),
                        1,
                        QuestionDetails.of(Asker.named("Somebody"), "Why?"),
                        null,
                        WHOLE,
                        NOW);
        switch (state) {
            case APPROVED -> question.approve();
            case ANSWERED -> question.answer(GivenAnswer.of("So."), NOW);
            case TAKEN_AWAY -> perform(QuestionAct.TAKE_AWAY, question);
            case ANSWERED_AFTER -> {
                perform(QuestionAct.TAKE_AWAY, question);
                perform(QuestionAct.ANSWER_AFTER, question);
            }
            case DECLINED -> perform(QuestionAct.DECLINE, question);
            case MERGED -> perform(QuestionAct.MERGE, question);
            default -> {}
        }
        assertThat(question.state()).isEqualTo(state);
        return question;
    }

    private static void perform(QuestionAct act, Question question) {
        switch (act) {
            case APPROVE -> question.approve();
            case ASK -> question.ask(NOW);
            case ANSWER -> question.answer(GivenAnswer.of("Yes."), NOW);
            case TAKE_AWAY -> question.takeAway(new OfficerId(UUID.randomUUID()), LocalDate.of(2026, 12, 4), NOW);
            case ANSWER_AFTER -> {
                if (question.state() == TAKEN_AWAY) {
                    question.draft("Later.", officer("Author"));
                    question.clear(officer("Other"), null, NOW);
                }
                question.answerAfter(NOW, 5, NOW);
            }
            case DECLINE -> question.decline(DeclineReason.NO_TIME, null);
            case MERGE -> question.merge(new QuestionId(UUID.randomUUID()), 2);
            case SPLIT -> question.split();
            case STEP_BACK -> question.stepBack();
        }
    }
}
