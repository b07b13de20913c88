package org.shanyraq.crm.question.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.question.Asker;
import org.shanyraq.crm.question.GivenAnswer;
import org.shanyraq.crm.question.QuestionDetails;
import org.shanyraq.crm.question.QuestionLoop;
import org.shanyraq.crm.question.QuestionState;
import org.shanyraq.crm.question.QuestionView;
import org.shanyraq.crm.question.Questions;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was cleared for an asker goes to that asker, as it was cleared, or not at all; and nothing keeps what was sent from being closed. */
@ServiceTest
class QuestionLoopIntegrationTests extends GuestScene {

    @Autowired
    private Questions questions;

    @Autowired
    private Commitments commitments;

    @Autowired
    private FollowUps followUps;

    @Autowired
    private AnswerMails mailOwner;

    @Autowired
    private PlatformTransactionManager transactions;

    private DialogueId dialogue = new DialogueId(new UUID(0, 0));

    QuestionLoopIntegrationTests() {
        super("question-loop-one", "question-loop-two");
    }

    @BeforeEach
    void invite() {
        dialogue = inviting(Plans.about("Corridors " + unique));
    }

    // ---- what was cleared

    @Test
    void nothingIsChangedWhileTheAnswerIsOnItsWay() {
        QuestionView cleared = cleared(taken(registered(person("Aya"))));
        refused(
                "crm.question.error.on-its-way",
                () -> changed(cleared, cleared.details().withText("Something else?")));
        refused(
                "crm.question.error.on-its-way",
                () -> as(diplomat, () -> questions.stepBack(cleared.id(), cleared.version())));
        refused(
                "crm.question.error.on-its-way",
                () -> as(diplomat, () -> questions.archive(cleared.id(), cleared.version())));
        assertThat(text(mail(cleared))).contains("> How much?").contains("Ten.");
    }

    @Test
    void whatIsOwedToSomebodyIsOwedToNobodyElse() {
        QuestionView taken = taken(registered(person("Aya")));
        ContactId other = registered(person("Bek"));
        refused(
                "crm.question.error.asker-owed",
                () -> changed(taken, taken.details().withAsker(Asker.of(other))));
        refused(
                "crm.question.error.asker-owed",
                () -> changed(taken, taken.details().withAsker(Asker.named("Bek"))));
        QuestionView back = as(diplomat, () -> questions.stepBack(taken.id(), taken.version()));
        assertThat(changed(back, back.details().withAsker(Asker.of(other)))
                        .details()
                        .asker())
                .isEqualTo(Asker.of(other));
    }

    @Test
    void aClearedAnswerOfAQuestionThatIsChangedHasToBeClearedAgain() {
        QuestionView cleared = cleared(taken(registered(person("Aya"))));
        Mail mail = mail(cleared);
        ended(mail, MailState.FAILED);
        QuestionView failed = now(cleared);
        QuestionView other = changed(failed, failed.details().withText("How much then?"));
        QuestionLoop loop = Objects.requireNonNull(other.loop());
        assertThat(loop.isCleared()).isFalse();
        assertThat(loop.trouble()).isNull();
        assertThat(loop.draft()).isEqualTo("Ten.");
        assertThat(text(mail)).isEmpty();
        assertThat(state(mail)).as("nobody sends it again").isNotEqualTo("QUEUED");
    }

    @Test
    void theMailGoesToNobodyForWhomItWasNotCleared() {
        QuestionView cleared = cleared(taken(registered(person("Aya"))));
        Mail mail = mail(cleared);
        assertThat(text(mail)).isNotEmpty();
        database.sql("update crm_question set asker_id = ? where id = ?")
                .params(Bytes16.of(registered(person("Bek"))), Bytes16.of(cleared.id()))
                .update();
        assertThat(text(mail)).isEmpty();
    }

    @Test
    void whoMaySeeTheMailIsAskedTogetherWithTheAddress() {
        ContactId asker = registered(person("Aya"));
        QuestionView cleared = cleared(taken(asker));
        Mail mail = mail(cleared);
        database.sql("update crm_contact set sensitivity = ? where id = ?")
                .params(Sensitivity.CONFIDENTIAL.level(), Bytes16.of(asker))
                .update();
        assertThat(as(system(), () -> mailOwner.sensitivityOf(mail))).isEqualTo(Sensitivity.CONFIDENTIAL);
        assertThat(as(system(), () -> mailOwner.addressOf(mail)).orElseThrow().address())
                .isEqualTo(address("Aya"));
    }

    // ---- what was sent

    @Test
    void aQuestionWhoseMailWentOutIsClosedAlthoughTheSystemDoesNotSeeWhatWasUndertaken() {
        QuestionView cleared = cleared(taken(registered(person("Aya"))));
        QuestionLoop loop = Objects.requireNonNull(cleared.loop());
        byte[] commitment = Bytes16.of(Objects.requireNonNull(loop.commitment()));
        byte[] followUp = Bytes16.of(Objects.requireNonNull(loop.followUp()));
        byte[] somebody = Bytes16.of(UUID.randomUUID());
        database.sql("update crm_commitment set readers_of = ? where id = ?")
                .params(somebody, commitment)
                .update();
        database.sql("update crm_follow_up set readers_of = ? where id = ?")
                .params(somebody, followUp)
                .update();
        ended(mail(cleared), MailState.SENT);
        assertThat(now(cleared).state()).isEqualTo(QuestionState.ANSWERED_AFTER);
        assertThat(stateOf("crm_commitment", commitment)).isEqualTo("KEPT");
        assertThat(stateOf("crm_follow_up", followUp)).isEqualTo("DONE");
    }

    @Test
    void whoeverStepsBackReleasesAlsoWhatOnlyOthersMaySee() {
        QuestionView taken = taken(registered(person("Aya")));
        byte[] followUp = Bytes16.of(
                Objects.requireNonNull(Objects.requireNonNull(taken.loop()).followUp()));
        database.sql("update crm_follow_up set readers_of = ? where id = ?")
                .params(Bytes16.of(UUID.randomUUID()), followUp)
                .update();
        QuestionView back = as(diplomat, () -> questions.stepBack(taken.id(), taken.version()));
        assertThat(back.state()).isEqualTo(QuestionState.ASKED);
        assertThat(stateOf("crm_follow_up", followUp)).isEqualTo("DROPPED");
    }

    @Test
    void anArchivedQuestionSendsNothingAndIsClosedWhenItsMailWentOutAllTheSame() {
        QuestionView cleared = cleared(taken(registered(person("Aya"))));
        Mail mail = mail(cleared);
        ended(mail, MailState.FAILED);
        QuestionView failed = now(cleared);
        as(diplomat, () -> questions.archive(failed.id(), failed.version()));
        assertThat(state(mail)).isEqualTo("WITHDRAWN");
        assertThat(text(mail)).isEmpty();
        ended(mail, MailState.SENT);
        assertThat(now(cleared).state()).isEqualTo(QuestionState.ANSWERED_AFTER);
    }

    @Test
    void steppingBackCallsBackAMailThatCameToNothing() {
        QuestionView cleared = cleared(taken(registered(person("Aya"))));
        Mail mail = mail(cleared);
        ended(mail, MailState.FAILED);
        QuestionView failed = now(cleared);
        as(diplomat, () -> questions.stepBack(failed.id(), failed.version()));
        assertThat(state(mail)).isEqualTo("WITHDRAWN");
    }

    // ---- where it belongs

    @Test
    void whatIsUndertakenBelongsToTheMissionOfTheQuestionAlsoWhenTheOfficerIsAtHomeElsewhere() {
        MissionId elsewhere = Objects.requireNonNull(foreigner.home());
        Officer ofBoth = new Officer(
                diplomat.id(),
                Officer.Kind.PERSON,
                diplomat.name(),
                diplomat.roles(),
                Set.of(home(), elsewhere),
                elsewhere,
                diplomat.clearance());
        QuestionView noted = as(
                diplomat,
                () -> questions.note(
                        dialogue,
                        QuestionDetails.of(Asker.of(registered(person("Aya"))), "How much?"),
                        null,
                        UUID.randomUUID()));
        QuestionView taken = as(ofBoth, () -> questions.takeAway(noted.id(), noted.version(), diplomat.id(), null));
        QuestionLoop loop = Objects.requireNonNull(taken.loop());
        assertThat(as(diplomat, () -> commitments.get(Objects.requireNonNull(loop.commitment())))
                        .mission())
                .isEqualTo(home());
        assertThat(as(diplomat, () -> followUps.get(Objects.requireNonNull(loop.followUp())))
                        .mission())
                .isEqualTo(home());
    }

    // ---- what was answered before

    @Test
    void whatWasAnsweredOnTheDayIsThereAgainWhenOneStepsBack() {
        QuestionView answered = answered();
        QuestionView taken =
                as(diplomat, () -> questions.takeAway(answered.id(), answered.version(), diplomat.id(), null));
        assertThat(taken.answer()).isEqualTo(answered.answer());
        QuestionView back = as(diplomat, () -> questions.stepBack(taken.id(), taken.version()));
        assertThat(back.state()).isEqualTo(QuestionState.ANSWERED);
        assertThat(back.answer()).isEqualTo(answered.answer());
        assertThat(back.loop()).isNull();
    }

    @Test
    void whatWasAnsweredOnTheDayStaysBesideWhatIsAnsweredAfter() {
        QuestionView answered = answered();
        QuestionView taken =
                as(diplomat, () -> questions.takeAway(answered.id(), answered.version(), diplomat.id(), null));
        QuestionView drafted = as(diplomat, () -> questions.draft(taken.id(), taken.version(), "Twelve."));
        QuestionView cleared = as(manager, () -> questions.clear(drafted.id(), drafted.version()));
        ended(mail(cleared), MailState.SENT);
        QuestionView closed = now(cleared);
        assertThat(closed.state()).isEqualTo(QuestionState.ANSWERED_AFTER);
        assertThat(closed.answer()).isEqualTo(answered.answer());
        assertThat(closed.answeredAt()).isEqualTo(answered.answeredAt());
        assertThat(Objects.requireNonNull(closed.loop()).draft()).isEqualTo("Twelve.");
    }

    // ---- helpers

    private QuestionView answered() {
        ContactId asker = registered(person("Aya"));
        return as(
                diplomat,
                () -> questions.note(
                        dialogue,
                        QuestionDetails.of(Asker.of(asker), "How much?"),
                        GivenAnswer.of("Some ten."),
                        UUID.randomUUID()));
    }

    private QuestionView taken(ContactId asker) {
        QuestionView noted = as(
                diplomat,
                () -> questions.note(
                        dialogue, QuestionDetails.of(Asker.of(asker), "How much?"), null, UUID.randomUUID()));
        return as(diplomat, () -> questions.takeAway(noted.id(), noted.version(), diplomat.id(), null));
    }

    private QuestionView cleared(QuestionView taken) {
        QuestionView drafted = as(diplomat, () -> questions.draft(taken.id(), taken.version(), "Ten."));
        return as(manager, () -> questions.clear(drafted.id(), drafted.version()));
    }

    private QuestionView changed(QuestionView question, QuestionDetails details) {
        return as(diplomat, () -> questions.change(question.id(), question.version(), details));
    }

    private QuestionView now(QuestionView question) {
        return as(clearedProtocol, () -> questions.get(question.id()));
    }

    private Officer system() {
        return Officer.system(home());
    }

    private MissionId home() {
        return Objects.requireNonNull(protocol.home());
    }

    private String text(Mail mail) {
        return as(system(), () -> mailOwner.textOf(mail))
                .map(text -> text.text())
                .orElse("");
    }

    private Mail mail(QuestionView question) {
        List<Mail> mails = database.sql(
                        "select id, occurrence, address, language, sensitivity from crm_mail where kind = 'question-answer'"
                                + " and subject_id = ? order by id")
                .param(Bytes16.of(question.id()))
                .query((row, index) -> new Mail(
                        new MailId(Bytes16.uuid(row, "id")),
                        home(),
                        "question-answer",
                        question.id().value(),
                        row.getString("occurrence"),
                        MailAddress.of(row.getString("address")),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        row.getString("language"),
                        1))
                .list();
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private String state(Mail mail) {
        return stateOf("crm_mail", Bytes16.of(mail.id()));
    }

    private String stateOf(String table, byte[] id) {
        return database.sql("select state from " + table + " where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private void ended(Mail mail, MailState state) {
        as(system(), () -> new TransactionTemplate(transactions).execute(status -> {
            mailOwner.ended(mail, state, null);
            return true;
        }));
    }
}
