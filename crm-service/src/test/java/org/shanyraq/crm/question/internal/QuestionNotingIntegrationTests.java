package org.shanyraq.crm.question.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Attribution;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.line.LineDetails;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.line.LineView;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.question.Answerer;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.KnownAsker;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionId;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a question takes over when it is noted: from its dialogue, its part, its asker and the line that answers it. */
@ServiceTest
class QuestionNotingIntegrationTests extends GuestScene {

    @Autowired
    private Questions questions;

    @Autowired
    private Lines lines;

    @Autowired
    private PlatformTransactionManager transactions;

    private DialogueId dialogue = new DialogueId(new UUID(0, 0));

    QuestionNotingIntegrationTests() {
        super("question-noting-one", "question-noting-two");
    }

    @BeforeEach
    void invite() {
        dialogue = inviting(Plans.about("Corridors " + unique));
    }

    // ---- at the same moment

    @Test
    void theSameFormSentTwiceAtOnceIsOneQuestionForBoth() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID entry = UUID.randomUUID();
            List<QuestionId> noted =
                    atOnce(4, number -> as(protocol, () -> questions.note(dialogue, asked("Twice?"), null, entry))
                            .id());
            assertThat(noted).hasSize(4).containsOnly(noted.get(0));
        }
    }

    @Test
    void aQuestionNotedWhileItsDialogueIsRaisedIsRaisedToo() {
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<QuestionView> noting = new CompletableFuture<>();
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                raised(Sensitivity.CONFIDENTIAL);
                noting.completeAsync(
                        () -> as(
                                clearedProtocol,
                                () -> questions.note(dialogue, asked("Meanwhile?"), null, UUID.randomUUID())),
                        elsewhere);
                assertThatThrownBy(() -> noting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            });
            assertThat(noting.orTimeout(30, TimeUnit.SECONDS).join().summary().sensitivity())
                    .isEqualTo(Sensitivity.CONFIDENTIAL);
        } finally {
            elsewhere.shutdownNow();
        }
    }

    @Test
    void aDialogueThatIsNotThereOrHiddenHasNoQuestions() {
        assertThatThrownBy(() -> as(
                        protocol,
                        () -> questions.note(
                                new DialogueId(UUID.randomUUID()), asked("Where?"), null, UUID.randomUUID())))
                .isInstanceOf(NotFoundException.class);
        absent(foreigner, () -> questions.note(dialogue, asked("Where?"), null, UUID.randomUUID()));
        assertThat(noted(asked("Here?")).summary().number()).isOne();
    }

    @Test
    void allQuestionsFollowTheirDialogueAtOnceWhateverTheirNumber() {
        QuestionView one = noted(asked("One?"));
        QuestionView two = noted(asked("Two?"));
        QuestionView high = as(
                clearedProtocol,
                () -> questions.note(dialogue, asked("High?", Sensitivity.CONFIDENTIAL), null, UUID.randomUUID()));
        List<String> statements = StatementCounter.statementsOf(() -> raised(Sensitivity.CONFIDENTIAL));
        assertThat(statements)
                .filteredOn(sql -> sql.contains("crm_question_topic"))
                .hasSize(1);
        for (QuestionView question : List.of(one, two)) {
            assertThat(now(question).summary().sensitivity()).isEqualTo(Sensitivity.CONFIDENTIAL);
        }
        assertThat(now(high).version()).as("what was as high already").isEqualTo(high.version());
    }

    // ---- what may be told

    @Test
    void aQuestionWithoutAPartIsToldAsThePartsForQuestionsAllowAndOneWhosePartIsGoneAsAllDo() {
        as(protocol, () -> {
            DialogueView view = dialogues.get(dialogue);
            return dialogues.change(
                    dialogue,
                    view.version(),
                    new Plans(view.details())
                            .with(
                                    part(AgendaItemKind.OPENING, Attribution.ON_RECORD),
                                    part(AgendaItemKind.QUESTIONS, Attribution.ON_RECORD),
                                    part(AgendaItemKind.QUESTIONS, Attribution.NOT_FOR_ATTRIBUTION),
                                    part(AgendaItemKind.PANEL, Attribution.OFF_RECORD),
                                    part(AgendaItemKind.CLOSING, Attribution.OFF_RECORD))
                            .details());
        });
        List<AgendaItem> agenda =
                as(protocol, () -> dialogues.get(dialogue)).details().agenda();
        QuestionView nowhere = noted(asked("Nowhere?"));
        QuestionView open = noted(in(agenda.get(0).id(), "Open?"));
        QuestionView closed = noted(in(agenda.get(3).id(), "Closed?"));
        assertThat(nowhere.summary().attribution()).isEqualTo(Attribution.NOT_FOR_ATTRIBUTION);
        assertThat(open.summary().attribution()).isEqualTo(Attribution.ON_RECORD);
        assertThat(closed.summary().attribution()).isEqualTo(Attribution.OFF_RECORD);
        as(protocol, () -> {
            DialogueView view = dialogues.get(dialogue);
            return dialogues.change(
                    dialogue,
                    view.version(),
                    new Plans(view.details())
                            .with(agenda.get(1), agenda.get(2), agenda.get(4))
                            .details());
        });
        assertThat(now(closed).summary().attribution()).as("its part is gone").isEqualTo(Attribution.OFF_RECORD);
        assertThat(now(nowhere).summary().attribution()).isEqualTo(Attribution.NOT_FOR_ATTRIBUTION);
    }

    private static AgendaItem part(AgendaItemKind kind, Attribution attribution) {
        return new AgendaItem(null, kind, LocalizedText.EMPTY, 10, List.of(), attribution);
    }

    private static QuestionDetails in(@Nullable AgendaItemId part, String text) {
        return new QuestionDetails(
                part, Asker.named("Somebody"), Answerer.NOBODY, List.of(), text, null, Sensitivity.PUBLIC);
    }

    // ---- who asks, in which language

    @Test
    void whoeverWasTakenOffTheGuestListIsNoGuest() {
        InvitationView guest = approved(dialogue, person("Aya"));
        assertThat(places()).containsExactly(KnownAsker.Place.LISTED);
        as(manager, () -> invitations.remove(dialogue, List.of(now(guest))));
        assertThat(places()).containsExactly(KnownAsker.Place.KNOWN);
    }

    private List<KnownAsker.Place> places() {
        return as(protocol, () -> questions.askers(dialogue, "Aya " + unique)).stream()
                .map(KnownAsker::place)
                .toList();
    }

    @Test
    void aQuestionIsAnsweredInALanguageThatTheAskerReads() {
        ContactId asker = registered(person("Aya").from(null, "de", "ru", "en"));
        assertThat(noted(QuestionDetails.of(Asker.of(asker), "When?")).summary().language())
                .isEqualTo("ru");
        ContactId other = registered(person("Bek").from(null, "de"));
        assertThat(noted(QuestionDetails.of(Asker.of(other), "When?")).summary().language())
                .as("that of the dialogue")
                .isEqualTo("en");
    }

    // ---- what a line says

    @Test
    void aQuestionIsAsSensitiveAsTheLineThatAnswersIt() {
        LineView line = line(Sensitivity.RESTRICTED);
        GivenAnswer answer = said(line);
        QuestionView noted =
                as(clearedProtocol, () -> questions.note(dialogue, asked("Who?"), answer, UUID.randomUUID()));
        assertThat(noted.summary().sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
        QuestionView open = noted(asked("And who else?"));
        QuestionView answered = as(clearedProtocol, () -> questions.answer(open.id(), open.version(), answer));
        assertThat(answered.summary().sensitivity()).isEqualTo(Sensitivity.RESTRICTED);
        Officer uncleared = officers.officer(Role.PROTOCOL, mission, Sensitivity.INTERNAL);
        absent(uncleared, () -> questions.get(open.id()));
    }

    @Test
    void whichLineAnsweredIsToldOnlyToThoseWhoSeeItAndKeptByAllOthers() {
        LineView line = line(Sensitivity.INTERNAL);
        QuestionView noted =
                as(clearedProtocol, () -> questions.note(dialogue, asked("Who?"), said(line), UUID.randomUUID()));
        database.sql("update crm_line set sensitivity = ? where id = ?")
                .params(Sensitivity.CONFIDENTIAL.level(), Bytes16.of(line.id()))
                .update();
        Officer uncleared = officers.officer(Role.PROTOCOL, mission, Sensitivity.INTERNAL);
        QuestionView seen = as(uncleared, () -> questions.get(noted.id()));
        GivenAnswer told = Objects.requireNonNull(seen.answer());
        assertThat(told.line()).isNull();
        assertThat(told.edition()).isNull();
        as(uncleared, () -> questions.answer(seen.id(), seen.version(), GivenAnswer.of("We build it well.")));
        GivenAnswer now = Objects.requireNonNull(now(noted).answer());
        assertThat(now.text()).isEqualTo("We build it well.");
        assertThat(now.line()).isEqualTo(line.id());
        assertThat(now.edition()).isOne();
    }

    @Test
    void whoeverMendsAnAnswerKeepsWhoGaveItWhereTheyDoNotSeeThem() {
        ContactId hidden = registered(person("Ahidden").with(Sensitivity.CONFIDENTIAL));
        QuestionView noted = as(
                clearedProtocol,
                () -> questions.note(
                        dialogue,
                        asked("Who?"),
                        new GivenAnswer("We do.", Answerer.of(hidden), null, null, null),
                        UUID.randomUUID()));
        Officer uncleared = officers.officer(Role.PROTOCOL, mission, Sensitivity.INTERNAL);
        as(uncleared, () -> questions.answer(noted.id(), noted.version(), GivenAnswer.of("We do it.")));
        GivenAnswer now = Objects.requireNonNull(now(noted).answer());
        assertThat(now.text()).isEqualTo("We do it.");
        assertThat(now.by()).isEqualTo(Answerer.of(hidden));
    }

    // ---- helpers

    private LineView line(Sensitivity sensitivity) {
        Officer writer = officers.officer(Role.DIPLOMAT, mission, Sensitivity.CONFIDENTIAL);
        Officer approver = officers.officer(Role.MANAGER, mission, Sensitivity.CONFIDENTIAL);
        LineView drafted = as(
                writer,
                () -> lines.draft(new LineDetails(
                        Map.of("en", new LineText("The " + unique + "?", "We build it.")),
                        List.of(),
                        null,
                        sensitivity,
                        writer.id())));
        LineView proposed = as(writer, () -> lines.propose(drafted.id(), drafted.version()));
        return as(approver, () -> lines.approve(proposed.id(), proposed.version()));
    }

    private static GivenAnswer said(LineView line) {
        return new GivenAnswer("We build it.", Answerer.NOBODY, line.id(), 1, "en");
    }

    private static QuestionDetails asked(String text) {
        return asked(text, Sensitivity.PUBLIC);
    }

    private static QuestionDetails asked(String text, Sensitivity sensitivity) {
        return new QuestionDetails(null, Asker.named("Somebody"), Answerer.NOBODY, List.of(), text, null, sensitivity);
    }

    private QuestionView noted(QuestionDetails details) {
        return as(protocol, () -> questions.note(dialogue, details, null, UUID.randomUUID()));
    }

    private QuestionView now(QuestionView question) {
        return as(clearedProtocol, () -> questions.get(question.id()));
    }

    private DialogueView raised(Sensitivity sensitivity) {
        DialogueView view = as(clearedProtocol, () -> dialogues.get(dialogue));
        return as(
                clearedProtocol,
                () -> dialogues.change(
                        dialogue,
                        view.version(),
                        new Plans(view.details()).as(sensitivity).details()));
    }
}
