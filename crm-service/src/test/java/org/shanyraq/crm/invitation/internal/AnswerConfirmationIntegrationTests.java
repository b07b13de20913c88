package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What guests are told of their answers: row E3 of the features; threat C2. */
@ServiceTest
class AnswerConfirmationIntegrationTests extends AnsweringScene {

    @Autowired
    private Suppressions suppressions;

    // C2: the same answer fifty times is one mail, and of answers that follow each other quickly the last is told.
    @Test
    void anAnswerIsConfirmedByOneMailHoweverOftenItIsGivenAndOfManyTheLastAloneIsTold() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.DECLINE, null, null, null);
        GuestAnswer accept = GuestAnswer.of(GuestReply.ACCEPT, open(ida).form());
        for (int i = 0; i < 50; i++) {
            pages.answer(ida.token(), accept);
        }
        confirmations.run();
        assertThat(mails(ida)).containsExactly("INVITATION");

        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");
        MailText mail = text(ida);
        assertThat(mail.subject()).startsWith("Your answer: Answers " + unique);
        assertThat(mail.text())
                .contains("We are glad that you will join us")
                .contains("Place: House of the steppe")
                .contains("/r/");
        assertThat(mail.unsubscribable()).isFalse();
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");

        // What is only written to the host is no other answer.
        answer(ida, GuestReply.ACCEPT, "Looking forward", "no fish", null);
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");

        answer(ida, GuestReply.DECLINE, null, null, null);
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER", "ANSWER");
        assertThat(text(ida).text()).contains("You cannot come.");
    }

    // What is said to the host meanwhile, or noted once more, takes nothing back.
    @Test
    void whoAddsSomethingToAnAnswerIsToldOfItAllTheSame() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        answer(ida, GuestReply.ACCEPT, "Looking forward", "no fish", null);
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");
    }

    // Of two that waited in the queue the first says nothing, and the second what holds.
    @Test
    void ofConfirmationsThatHadToWaitTheLastAloneIsWritten() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        confirmed(ida);
        Mail first = mail(ida);
        answer(ida, GuestReply.DECLINE, null, null, null);
        confirmed(ida);
        assertThat(text(first)).isEmpty();
        assertThat(text(ida).text()).contains("You cannot come.");
    }

    // Who was represented and is not coming after all is told that this was understood.
    @Test
    void whoComesBackToDeclineIsToldSo() {
        DialogueId dialogue = inviting(9);
        Guest ida = invited(dialogue, "Ida");
        delegate(ida, "Ole Sample", null);
        as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        answer(ida, GuestReply.DECLINE, null, null, null);
        assertThat(confirmed(ida)).endsWith("ANSWER");
    }

    @Test
    void whoWaitsAndWhoDoesNotKnowYetIsToldSo() {
        DialogueId dialogue = inviting(1);
        answer(invited(dialogue, "First"), GuestReply.ACCEPT, null, null, null);
        Guest waits = invited(dialogue, "Waits");
        answer(waits, GuestReply.ACCEPT, null, null, null);
        Guest open = invited(dialogue, "Open");
        Instant answerBy = start.minus(Duration.ofDays(3));
        awaited(open.invitation(), answerBy);
        answer(open, GuestReply.HESITATE, null, null, null);
        assertThat(confirmed(waits)).containsExactly("INVITATION", "ANSWER");
        assertThat(text(waits).text()).contains("You are on the waiting list").doesNotContain("stream.example");
        assertThat(confirmed(open)).containsExactly("INVITATION", "ANSWER");
        assertThat(text(open).text())
                .contains("You do not know yet", "can be changed there until ")
                .contains(answerBy.atZone(Plans.BRUSSELS).format(DateTimeFormatter.ofPattern("HH:mm")));
    }

    @Test
    void noAnswerIsConfirmedThatDoesNotHoldOrToWhomNothingCanBeSent() {
        DialogueId dialogue = inviting(60);
        Guest phoned = invited(dialogue, "Phoned");
        answer(phoned, GuestReply.ACCEPT, null, null, null);
        access.runAs(protocol, () -> invitations.answer(dialogue, List.of(now(phoned)), GuestReply.DECLINE));
        assertThat(confirmed(phoned)).containsExactly("INVITATION");
        Guest gone = invited(dialogue, "Gone");
        answer(gone, GuestReply.ACCEPT, null, null, null);
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(gone))));
        assertThat(confirmed(gone)).containsExactly("INVITATION");
        Guest mute = invited(dialogue, "Mute");
        access.runAs(manager, () -> suppressions.add(address("mute"), null, Sensitivity.INTERNAL));
        answer(mute, GuestReply.ACCEPT, null, null, null);
        assertThat(confirmed(mute)).containsExactly("INVITATION");
        Guest off = invited(dialogue, "Off");
        answer(off, GuestReply.ACCEPT, null, null, null);
        cancelled(dialogue);
        assertThat(confirmed(off)).containsExactly("INVITATION");
        assertThat(database.sql("select count(*) from crm_invitation_confirmation where dialogue_id = ?")
                        .param(Bytes16.of(dialogue))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whoNeverStopsAnsweringIsToldFiveTimesADayAndTwoSweepsAtOnceTellOnce() throws Exception {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        due();
        assertThat(atOnce(2, number -> {
                    confirmations.run();
                    return true;
                }))
                .containsExactly(true, true);
        assertThat(mails(ida)).containsExactly("INVITATION", "ANSWER");
        for (int i = 0; i < 4; i++) {
            answer(ida, GuestReply.DECLINE, null, null, null);
            confirmed(ida);
            answer(ida, GuestReply.ACCEPT, null, null, null);
            confirmed(ida);
        }
        assertThat(mails(ida)).containsExactly("INVITATION", "ANSWER", "ANSWER", "ANSWER", "ANSWER", "ANSWER");
        // What was answered last is told when the day is over.
        assertThat(database.sql("select state from crm_invitation_confirmation where invitation_id = ? and due_at > ?")
                        .params(
                                Bytes16.of(ida.invitation().id()),
                                UtcTime.of(Instant.now().plus(Duration.ofHours(20))))
                        .query(String.class)
                        .list())
                .containsExactly("ACCEPTED");
    }

    // What must be known in time has room before what a guest knows anyway.
    @Test
    void whoGotHalfOfTheMailsOfADayIsToldOnTheNext() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        database.sql("insert into crm_mail_day (day, mission_id, recipient, mails)"
                        + " select utc_date(), mission_id, recipient, 5 from crm_mail where subject_id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        answer(ida, GuestReply.ACCEPT, null, null, null);
        assertThat(confirmed(ida)).containsExactly("INVITATION");
        database.sql(
                        "update crm_mail_day set mails = 4 where recipient = (select recipient from crm_mail where subject_id = ?)")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");
    }

    @Test
    void whoWasInvitedInALanguageThatTheSystemDoesNotWriteIsWrittenToInThatOfTheDialogue() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        database.sql("update crm_dialogue set languages = '[\"fr\"]' where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        database.sql("update crm_invitation_mail set language = 'de' where invitation_id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        answer(ida, GuestReply.ACCEPT, null, null, null);
        confirmed(ida);
        assertThat(database.sql("select language from crm_mail where subject_id = ? order by id")
                        .param(Bytes16.of(ida.invitation().id()))
                        .query(String.class)
                        .list())
                .containsExactly("en", "fr");
    }

    /** Which mails the guest was sent once all answers are confirmed that are to be. */
    private List<String> confirmed(Guest guest) {
        confirmAll();
        return mails(guest);
    }
}
