package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;

/** What guests are told when something changes, ends or is taken back: rows E6 and E12 of the features. */
@ServiceTest
class GuestNewsIntegrationTests extends SendingScene {

    // ---- changes
    // --------------------------------------------------------------------------------------------------------

    // What a confirmation says of the event is no notice of a change: it does not come before it, nor instead of it.
    @Test
    void aNoticeThatIsStoppedAfterAConfirmationIsTakenBackAllTheSame() {
        DialogueId dialogue = inviting();
        InvitationView ida = written(dialogue, "Ida");
        String token = token(text(ida, "en").orElseThrow());
        changed(dialogue, plans -> plans.at("Elsewhere"));
        Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, new SendingDetails(TemplateKind.UPDATE, null, later, null, false), Set.of());
        SendingId notice = sending(dialogue);
        confirmed(token, GuestReply.ACCEPT);
        assertThat(calendar(ida)).as("the new event before its notice").isEmpty();
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
        assertThat(as(protocol, () -> sendings.stop(dialogue, notice))).isEqualTo(1);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 1L);
    }

    // E6
    @Test
    void whoWasToldAnotherTimeOrPlaceIsToldOnceOfTheChange() {
        DialogueId dialogue = inviting();
        InvitationView ida = written(dialogue, "Ida");
        String uid = uid(ida);
        assertThat(uid).matches("[0-9a-f]{32}@shanyraq");

        changed(dialogue, plans -> plans.at("Hall of the river"));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 1L);
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(1);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
        assertThat(sequence(ida)).isEqualTo(1);
        assertThat(uid(ida)).isEqualTo(uid);
        MailText mail = text(ida, "en").orElseThrow();
        assertThat(mail.text()).contains("Hall of the river");
        assertThat(mail.unsubscribable()).isFalse();

        // What guests are not told is no change for them.
        changed(dialogue, plans -> plans.seats(50));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
    }

    @Test
    void whoWasToldAnotherProgrammeSpeakerOrLinkIsToldOfTheChange() {
        DialogueId dialogue = inviting();
        InvitationView ida = written(dialogue, "Ida");
        AgendaItem talk =
                as(protocol, () -> dialogues.get(dialogue)).details().agenda().get(1);
        AgendaItem other = new AgendaItem(
                talk.id(),
                talk.kind(),
                talk.title(),
                talk.minutes(),
                List.of(Speaker.named("Marie Exemple", SpeakerRole.INVITED_SPEAKER)));
        changed(dialogue, plans -> plans.with(plans.details().agenda().get(0), other));
        told(dialogue, "Talk – Invited speaker: Marie Exemple", ida);
        changed(
                dialogue,
                plans -> plans.with(
                        plans.details().agenda().get(0),
                        new AgendaItem(
                                talk.id(),
                                talk.kind(),
                                talk.title(),
                                talk.minutes(),
                                List.of(Speaker.named("Marie Exemple", SpeakerRole.MODERATOR)))));
        told(dialogue, "Talk – Moderator: Marie Exemple", ida);
        changed(dialogue, plans -> plans.with(plans.details().agenda().get(1)));
        told(dialogue, "18:00  Talk – Moderator: Marie Exemple", ida);
        changed(dialogue, plans -> plans.watchedAt("https://stream.example/water"));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 1L);
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(1);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
    }

    private void told(DialogueId dialogue, String news, InvitationView guest) {
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(1);
        assertThat(text(guest, "en").orElseThrow().text()).contains(news);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
    }

    // What the guest was not told is not held to be told.
    @Test
    void whoDidNotGetANoticeThatWasStoppedIsDueForItAndKeepsTheDeadline() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView under = approved(dialogue, person("Under"));
        Instant first = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, at(null, first), Set.of());
        ended(ida, MailState.SENT);
        ended(under, MailState.SENT);
        changed(dialogue, plans -> plans.at("Hall of the river"));
        Instant second = first.plus(Duration.ofDays(2));
        send(dialogue, new SendingDetails(TemplateKind.UPDATE, null, null, second, false), Set.of());
        assertThat(answerBy(ida)).isEqualTo(second);
        Mail claimed = mail(under, "en");
        database.sql("update crm_mail set state = 'SENDING', due_at = null where id = ?")
                .param(Bytes16.of(claimed.id()))
                .update();
        assertThat(as(protocol, () -> sendings.stop(dialogue, sending(dialogue))))
                .isEqualTo(2);
        assertThat(answerBy(ida)).isEqualTo(first);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 2L);
        // Of the one that was being written its owner is told later, and again: nothing changes any more.
        long version = guest(under).version();
        ended(under, MailState.WITHDRAWN);
        assertThat(guest(under).version()).isEqualTo(version);
        assertThat(database.sql("select stopped from crm_mail where id = ?")
                        .param(Bytes16.of(claimed.id()))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(2);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
    }

    // Ending invitations is no wish to stand before a closed door.
    @Test
    void whoUnsubscribedIsToldOfChangesAndWhoBouncedIsNot() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView dead = approved(dialogue, person("Dead"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        ended(dead, MailState.SENT);
        as(protocol, () -> {
            suppressions.add(address("Ida"), null, Sensitivity.INTERNAL);
            suppressions.add(address("Dead"), null, Sensitivity.INTERNAL);
            return true;
        });
        database.sql("update crm_mail_suppression set reason = 'UNSUBSCRIBED' where address = ?")
                .param(address("Ida"))
                .update();
        conflict("nobody-to-send-to", () -> send(dialogue, REMINDER, Set.of()));
        changed(dialogue, plans -> plans.at("Hall of the river"));
        assertThat(as(protocol, () -> sendings.recipients(dialogue, UPDATE)).recipients())
                .extracting(Recipient::invitation, Recipient::obstacle)
                .containsExactlyInAnyOrder(tuple(ida.id(), null), tuple(dead.id(), Recipient.Obstacle.SUPPRESSED));
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(1);
        cancelled(dialogue);
        assertThat(send(dialogue, CANCELLATION, Set.of())).isEqualTo(1);
        assertThat(text(ida, "en").orElseThrow().unsubscribable()).isFalse();
    }

    @Test
    void whoWasInvitedByTelephoneIsToldOfChangesAndOfTheEnd() {
        DialogueId dialogue = inviting();
        InvitationView called = approved(dialogue, person("Ida"));
        InvitationView silent = approved(dialogue, person("Silent"));
        as(protocol, () -> sendings.inviteOtherwise(dialogue, List.of(now(called), now(silent))));
        as(protocol, () -> invitations.answer(dialogue, List.of(now(called)), GuestReply.ACCEPT));
        assertThat(as(viewer, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.UPDATE, 0L)
                .containsEntry(TemplateKind.INVITATION, 0L);
        changed(dialogue, plans -> plans.at("Hall of the river"));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 2L);
        send(dialogue, UPDATE, Set.of(silent.id()));
        assertThat(text(called, "en").orElseThrow().text())
                .contains("Hall of the river")
                .contains("https://crm.example/crm/r/");
        assertThat(event(called))
                .contains("METHOD:REQUEST")
                .contains("SEQUENCE:1")
                .contains("UID:" + uid(called));
        ended(called, MailState.SENT);
        cancelled(dialogue);
        assertThat(send(dialogue, CANCELLATION, Set.of())).isEqualTo(2);
        assertThat(event(called)).contains("METHOD:CANCEL").contains("SEQUENCE:2");
        assertThat(calendar(silent)).as("there is no event to take back").isEmpty();
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.CANCELLATION, 0L);
    }

    // ---- the end
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whoWasWrittenToIsToldOnceThatTheDialogueIsOff() {
        DialogueId dialogue = inviting();
        InvitationView written = approved(dialogue, person("Written"));
        InvitationView waiting = approved(dialogue, person("Waiting"));
        send(dialogue, INVITATION, Set.of());
        ended(written, MailState.SENT);
        cancelled(dialogue);
        assertThat(as(viewer, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.CANCELLATION, 1L)
                .containsEntry(TemplateKind.REMINDER, 0L);
        // What has not gone out does not go out any more.
        assertThat(text(waiting, "en")).isEmpty();
        assertThat(send(dialogue, CANCELLATION, Set.of())).isEqualTo(1);
        assertThat(text(written, "en").orElseThrow().subject()).startsWith("Cancelled: ");
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.CANCELLATION, 0L);
        conflict("not-now", () -> send(dialogue, INVITATION, Set.of()));
    }

    @Test
    void anInvitationThatIsTakenBackIsNotSentAndWhoHasItIsToldAndMayBeInvitedAnew() {
        DialogueId dialogue = inviting();
        InvitationView written = approved(dialogue, person("Written"));
        InvitationView waiting = approved(dialogue, person("Waiting"));
        send(dialogue, INVITATION, Set.of());
        ended(written, MailState.SENT);
        assertThat(as(protocol, () -> invitations.withdraw(dialogue, List.of(now(written), now(waiting)))))
                .isEqualTo(2);
        assertThat(queued(waiting))
                .extracting(Tuple::toList)
                .containsExactly(List.of(address("Waiting"), "en", "WITHDRAWN"));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.CANCELLATION, 1L);
        assertThat(send(dialogue, CANCELLATION, Set.of())).isEqualTo(1);

        as(diplomat, () -> invitations.propose(dialogue, List.of(written.contact())));
        as(manager, () -> invitations.approve(dialogue, List.of(now(written))));
        assertThat(send(dialogue, INVITATION, Set.of())).isEqualTo(1);
        assertThat(guest(written).state()).isEqualTo(InvitationState.INVITED);
        // Once more on the same event of their calendar, after what took it out.
        assertThat(sequence(written)).isEqualTo(2);
    }

    // ---- deadlines
    // --------------------------------------------------------------------------------------------------------

    // A deadline that guests are told of is the one that holds.
    @Test
    void aDeadlineIsMovedByTheMailAloneThatTellsOfAnotherOne() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        Instant first = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, at(null, first), Set.of());
        ended(ida, MailState.SENT);
        assertThat(as(protocol, () -> sendings.recipients(dialogue, REMINDER)).recipients())
                .extracting(Recipient::answerBy)
                .containsExactly(first);
        send(dialogue, REMINDER, Set.of());
        assertThat(answerBy(ida)).isEqualTo(first);
        assertThat(text(ida, "en").orElseThrow().text())
                .as("what holds is said")
                .contains("Please answer by " + weekday(first));
        changed(dialogue, plans -> plans.at("Hall of the river"));
        send(dialogue, UPDATE, Set.of());
        assertThat(answerBy(ida)).isEqualTo(first);
        changed(dialogue, plans -> plans.at("Hall of the lake"));
        Instant second = first.plus(Duration.ofDays(9));
        send(dialogue, new SendingDetails(TemplateKind.UPDATE, null, null, second, false), Set.of());
        assertThat(answerBy(ida)).isEqualTo(second);
    }

    private static String weekday(Instant time) {
        return time.atZone(Plans.BRUSSELS).format(DateTimeFormatter.ofPattern("EEEE", Locale.UK));
    }

    @Test
    void nobodyIsRemindedOfAnAnswerThatTheirPageDoesNotTake() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView late = approved(dialogue, person("Late"));
        Instant first = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, at(null, first), Set.of());
        ended(ida, MailState.SENT);
        ended(late, MailState.SENT);
        awaited(late, Instant.now().minusSeconds(60));
        assertThat(invalid(protocol, () -> send(dialogue, REMINDER, Set.of())))
                .containsExactly(tuple("answerBy", "crm.invitation.error.answer-by-over"));
        assertThat(send(dialogue, REMINDER, Set.of(late.id()))).isEqualTo(1);
        Instant afterwards = first.plus(Duration.ofDays(1));
        assertThat(invalid(
                        protocol,
                        () -> send(
                                dialogue,
                                new SendingDetails(TemplateKind.REMINDER, null, afterwards, null, false),
                                Set.of(late.id()))))
                .containsExactly(tuple("answerBy", "crm.invitation.error.answer-by-over"));
        SendingDetails anew = new SendingDetails(TemplateKind.REMINDER, null, null, afterwards, false);
        assertThat(send(dialogue, anew, Set.of())).isEqualTo(2);
        assertThat(answerBy(late)).isEqualTo(afterwards);
        assertThat(text(late, "en")).isPresent();
        awaited(late, Instant.now().minusSeconds(1));
        assertThat(text(late, "en")).as("it waited for too long").isEmpty();
    }

    private Instant answerBy(InvitationView guest) {
        return database.sql("select answer_by from crm_invitation where id = ?")
                .param(Bytes16.of(guest.id()))
                .query((row, index) -> UtcTime.instant(row, "answer_by"))
                .single();
    }
}
