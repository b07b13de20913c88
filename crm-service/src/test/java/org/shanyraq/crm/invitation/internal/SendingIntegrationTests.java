package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestMail;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.MailOutcome;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.SendingView;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;

/** Whom mails to guests go to, and when: rows E4, E12, E14 and A10 of the features; threats Z1, Z2, C3 and C10. */
@ServiceTest
class SendingIntegrationTests extends SendingScene {

    // ---- sending
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whoIsInvitedByTelephoneIsInvitedWithoutAMailAndIsRemindedLikeOthers() {
        DialogueId dialogue = inviting();
        InvitationView called = approved(dialogue, person("Ida").from("BE", "en"));
        InvitationView written = approved(dialogue, person("Jean").from("FR", "fr"));
        List<SeenGuest> seen = List.of(new SeenGuest(called.id(), called.version()));
        assertThatThrownBy(() -> as(diplomat, () -> sendings.inviteOtherwise(dialogue, seen)))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> as(foreigner, () -> sendings.inviteOtherwise(dialogue, seen)))
                .isInstanceOf(NotFoundException.class);

        assertThat(as(protocol, () -> sendings.inviteOtherwise(dialogue, seen))).isEqualTo(1);
        assertThat(as(protocol, () -> sendings.inviteOtherwise(dialogue, seen)))
                .as("the same click again")
                .isZero();

        assertThat(as(viewer, () -> invitations.get(dialogue, called.id())).state())
                .isEqualTo(InvitationState.INVITED);
        assertThat(queued(called)).isEmpty();
        assertThat(as(protocol, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.INVITATION, 1L)
                .containsEntry(TemplateKind.REMINDER, 1L)
                .containsEntry(TemplateKind.UPDATE, 0L);
        assertThatThrownBy(() -> as(
                        protocol,
                        () -> sendings.inviteOtherwise(
                                dialogue, List.of(new SeenGuest(written.id(), written.version() + 1)))))
                .isInstanceOf(ConflictException.class);

        // A7: who answered was in touch.
        ContactQuery untouched = ContactQuery.ALL.withText(unique).withNoContactDays(30);
        assertThat(as(viewer, () -> contacts.count(untouched, 10))).isEqualTo(2);
        List<SeenGuest> invited = List.of(new SeenGuest(
                called.id(),
                as(viewer, () -> invitations.get(dialogue, called.id())).version()));
        as(protocol, () -> invitations.answer(dialogue, invited, GuestReply.DECLINE));
        assertThat(as(viewer, () -> contacts.list(untouched, Paging.first(10))).items())
                .extracting(ContactSummary::id)
                .containsExactly(written.contact());
        assertThat(as(viewer, () -> contacts.count(untouched.withNoContactDays(ContactQuery.MOST_DAYS), 10)))
                .isEqualTo(1);
        assertThatThrownBy(() -> as(viewer, () -> contacts.count(untouched.withNoContactDays(0), 10)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whoIsLeftOutIsNotInvitedAndWhoCannotBeReachedIsSaid() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView left = approved(dialogue, person("Left"));
        InvitationView mute = approved(dialogue, People.named("Mute", unique));
        InvitationView odd = approved(dialogue, People.named("Odd", unique).with(People.email("имя@example.org")));
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        assertThat(list.recipients())
                .extracting(Recipient::invitation, Recipient::obstacle)
                .containsExactlyInAnyOrder(
                        tuple(ida.id(), null),
                        tuple(left.id(), null),
                        tuple(mute.id(), Recipient.Obstacle.NO_ADDRESS),
                        tuple(odd.id(), Recipient.Obstacle.BAD_ADDRESS));
        assertThat(list.reachable()).isEqualTo(2);
        assertThat(as(protocol, () -> sendings.send(dialogue, INVITATION, list.mark(), Set.of(left.id()))))
                .isEqualTo(1);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        for (InvitationView other : List.of(left, mute, odd)) {
            assertThat(guest(other).state()).isEqualTo(InvitationState.APPROVED);
            assertThat(queued(other)).isEmpty();
        }
        conflict("nobody-to-send-to", () -> send(dialogue, INVITATION, Set.of(left.id())));
    }

    // Of a hundred without an address nobody is ticked one by one.
    @Test
    void allWhoHaveNoAddressAreNotedAsInvitedOtherwiseAtOnce() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView mute = approved(dialogue, People.named("Mute", unique));
        InvitationView odd = approved(dialogue, People.named("Odd", unique).with(People.email("имя@example.org")));
        InvitationView secret =
                approved(dialogue, People.named("Secret", unique).with(Sensitivity.CONFIDENTIAL));
        InvitationView proposed = proposed(dialogue, People.named("Proposed", unique));
        RecipientList.Unaddressed seen =
                as(protocol, () -> sendings.recipients(dialogue, INVITATION)).unaddressed();
        assertThat(seen.guests()).isEqualTo(2);
        assertThat(as(protocol, () -> sendings.recipients(dialogue, SendingDetails.now(TemplateKind.REMINDER)))
                        .unaddressed()
                        .guests())
                .isZero();
        assertThatThrownBy(() -> as(diplomat, () -> sendings.inviteOtherwise(dialogue, seen.mark())))
                .isInstanceOf(NotPermittedException.class);
        absent(foreigner, () -> sendings.inviteOtherwise(dialogue, seen.mark()));

        // Nobody is noted whom the officer did not see there.
        InvitationView late = approved(dialogue, People.named("Late", unique));
        conflict("changed", () -> as(protocol, () -> sendings.inviteOtherwise(dialogue, seen.mark())));
        assertThat(guest(mute).state()).isEqualTo(InvitationState.APPROVED);

        RecipientList.Unaddressed now =
                as(protocol, () -> sendings.recipients(dialogue, INVITATION)).unaddressed();
        List<Integer> invited = new ArrayList<>();
        assertThat(StatementCounter.statementsOf(
                        () -> invited.add(as(protocol, () -> sendings.inviteOtherwise(dialogue, now.mark())))))
                .hasSizeLessThan(40);
        assertThat(invited).containsExactly(3);
        for (InvitationView one : List.of(mute, odd, late)) {
            assertThat(guest(one).state()).isEqualTo(InvitationState.INVITED);
            assertThat(queued(one)).isEmpty();
        }
        assertThat(List.of(
                        guest(ida).state(),
                        guest(secret).state(),
                        guest(proposed).state()))
                .containsExactly(InvitationState.APPROVED, InvitationState.APPROVED, InvitationState.PROPOSED);
        // Each of them has an entry of its own.
        assertThat(as(manager, () -> dialogues.history(dialogue, Paging.first(3)))
                        .items())
                .allSatisfy(entry -> {
                    assertThat(entry.actor()).isEqualTo(protocol.name());
                    assertThat(entry.changes()).anyMatch(change -> "INVITED".equals(change.after()));
                });
        conflict("changed", () -> as(protocol, () -> sendings.inviteOtherwise(dialogue, now.mark())));
        assertThat(as(protocol, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.INVITATION, 1L)
                .containsEntry(TemplateKind.REMINDER, 3L);
    }

    // Whoever would get no mail is not called invited by one.
    @Test
    void whoseAddressGetsNoMailsIsSaidBeforeAndNotInvited() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView gone = approved(dialogue, person("Gone"));
        as(protocol, () -> {
            suppressions.add(address("Gone").toUpperCase(Locale.ROOT), null, Sensitivity.INTERNAL);
            return true;
        });
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        assertThat(list.recipients())
                .extracting(Recipient::invitation, Recipient::obstacle)
                .containsExactlyInAnyOrder(tuple(ida.id(), null), tuple(gone.id(), Recipient.Obstacle.SUPPRESSED));
        assertThat(list.reachable()).isEqualTo(1);
        assertThat(as(protocol, () -> sendings.send(dialogue, INVITATION, list.mark(), Set.of())))
                .isEqualTo(1);
        assertThat(guest(gone).state()).isEqualTo(InvitationState.APPROVED);
        assertThat(queued(gone)).isEmpty();
    }

    // E12
    @Test
    void aReminderGoesToThoseAloneWhoWereInvitedAndHaveNotAnsweredAlsoWhenItGoesOut() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView late = approved(dialogue, person("Late"));
        conflict("nobody-to-send-to", () -> send(dialogue, REMINDER, Set.of()));
        assertThat(send(dialogue, INVITATION, Set.of(late.id()))).isEqualTo(1);
        // Who has not got the invitation yet is reminded of nothing.
        conflict("nobody-to-send-to", () -> send(dialogue, REMINDER, Set.of()));
        ended(ida, MailState.SENT);
        assertThat(send(dialogue, REMINDER, Set.of())).isEqualTo(1);
        MailText mail = text(ida, "en").orElseThrow();
        assertThat(mail.subject()).startsWith("Reminder: ");
        // As often as somebody presses the button, and told of nothing new.
        assertThat(send(dialogue, REMINDER, Set.of())).isEqualTo(1);
        assertThat(sequence(ida)).isZero();

        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(ida))));
        assertThat(text(ida, "en")).isEmpty();
    }

    // ---- stopping
    // --------------------------------------------------------------------------------------------------------

    @Test
    void aSendingThatWaitsIsStoppedAndItsGuestsAreDueForItAgain() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView gone = approved(dialogue, person("Gone"));
        Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, at(later, later.plus(Duration.ofDays(1))), Set.of());
        database.sql("update crm_mail set state = 'SENT', due_at = null where subject_id = ?")
                .param(Bytes16.of(gone.id()))
                .update();
        ended(gone, MailState.SENT);
        SendingId sending = sending(dialogue);
        assertThatThrownBy(() -> as(viewer, () -> sendings.stop(dialogue, sending)))
                .isInstanceOf(NotPermittedException.class);
        absent(foreigner, () -> sendings.stop(dialogue, sending));

        assertThat(as(protocol, () -> sendings.stop(dialogue, sending))).isEqualTo(1);
        assertThat(as(protocol, () -> sendings.stop(dialogue, sending)))
                .as("the same click again")
                .isZero();
        assertThat(queued(ida)).containsExactly(tuple(address("Ida"), "en", "WITHDRAWN"));
        assertThat(queued(gone)).containsExactly(tuple(address("Gone"), "en", "SENT"));
        assertThat(text(ida, "en")).as("whoever is at it finds nothing to send").isEmpty();
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .extracting(SendingView::withdrawn, SendingView::waiting, SendingView::stoppedBy)
                .containsExactly(tuple(1L, 0L, protocol.name()));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 1L);
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50)))
                        .items())
                .filteredOn(entry -> entry.kind().equals("invitation-sending"))
                .extracting(AuditEntry::action)
                .contains(AuditAction.CREATED, AuditAction.CHANGED);

        assertThat(send(dialogue, INVITATION, Set.of())).isEqualTo(1);
        assertThat(text(ida, "en")).isPresent();
        conflict("stop-too-late", () -> {
            ended(ida, MailState.SENT);
            database.sql("update crm_mail set state = 'SENT', due_at = null where subject_id = ? and state = 'WAITING'")
                    .param(Bytes16.of(ida.id()))
                    .update();
            as(protocol, () -> sendings.stop(dialogue, sending(dialogue)));
        });
    }

    // ---- who is not reached
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whoWasNotReachedIsFoundByTheLastMailAndByEachSending() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView lost = approved(dialogue, person("Lost"));
        InvitationView back = approved(dialogue, person("Back"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        ended(lost, MailState.FAILED);
        ended(back, MailState.BOUNCED);
        SendingId first = sending(dialogue);
        assertThat(found(dialogue, MailOutcome.UNREACHED, null)).containsExactlyInAnyOrder(lost.id(), back.id());
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).unreached())
                .isEqualTo(2);
        assertThat(found(dialogue, MailOutcome.SENT, null)).containsExactly(ida.id());

        assertThat(send(dialogue, REMINDER, Set.of())).isEqualTo(2);
        assertThat(found(dialogue, MailOutcome.UNREACHED, null)).containsExactly(lost.id());
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).unreached())
                .isEqualTo(1);
        assertThat(found(dialogue, MailOutcome.UNREACHED, first)).containsExactlyInAnyOrder(lost.id(), back.id());
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(back))));
        assertThat(found(dialogue, MailOutcome.UNREACHED, first))
                .as("also who is not on the list any more, as the figure counts")
                .containsExactlyInAnyOrder(lost.id(), back.id());
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .filteredOn(one -> one.id().equals(first))
                .extracting(SendingView::failed)
                .containsExactly(2L);
    }

    private List<InvitationId> found(DialogueId dialogue, MailOutcome outcome, @Nullable SendingId sending) {
        InvitationQuery query = InvitationQuery.of(dialogue).withMail(outcome, sending);
        List<InvitationId> found = as(viewer, () -> invitations.list(query, Paging.first(50))).items().stream()
                .map(InvitationView::id)
                .toList();
        assertThat(as(viewer, () -> invitations.count(query))).isEqualTo(found.size());
        return found;
    }

    @Test
    void itGoesToThoseAloneWhoAreChosen() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView other = approved(dialogue, person("Other"));
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        conflict(
                "nobody-to-send-to",
                () -> as(protocol, () -> sendings.sendOnly(dialogue, INVITATION, list.mark(), Set.of())));
        conflict("changed", () -> as(protocol, () -> sendings.sendOnly(dialogue, INVITATION, "", Set.of(ida.id()))));
        assertThat(as(protocol, () -> sendings.sendOnly(dialogue, INVITATION, list.mark(), Set.of(ida.id()))))
                .isEqualTo(1);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(guest(other).state()).isEqualTo(InvitationState.APPROVED);
    }

    @Test
    void whoCannotBeWrittenToIsReachedThroughTheAssistantWhenCopiesGoThere() {
        DialogueId dialogue = inviting();
        Channel assistant = assistant();
        InvitationView ida =
                approved(dialogue, People.named("Ida", unique).with(People.email(address("Ida")), assistant));
        as(protocol, () -> {
            suppressions.add(address("Ida"), null, Sensitivity.INTERNAL);
            return true;
        });
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        assertThat(list.recipients())
                .extracting(Recipient::obstacle, Recipient::throughAssistant)
                .containsExactly(tuple(Recipient.Obstacle.SUPPRESSED, true));
        assertThat(list.sendable()).isTrue();
        conflict("nobody-to-send-to", () -> send(dialogue, INVITATION, Set.of()));
        assertThat(send(dialogue, new SendingDetails(TemplateKind.INVITATION, null, null, null, true), Set.of()))
                .isEqualTo(1);
        assertThat(queued(ida)).containsExactly(tuple(assistant.value(), "en", "WAITING"));
        assertThat(text(ida, "en").orElseThrow().text()).startsWith("Dear Ida");
        assertThat(queued(ida)).as("it stays there").hasSize(1);
        ended(ida, MailState.SENT);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.REMINDER, 1L);
        assertThat(as(protocol, () -> owner.addressOf(mail(ida, "en"))).map(MailAddress::address))
                .contains(assistant.value());
    }

    @Test
    void whatTheSystemWritesIsCopiedToTheAssistantWhoGotTheInvitation() {
        DialogueId dialogue = inviting();
        Channel assistant = assistant();
        InvitationView copied =
                approved(dialogue, People.named("Copied", unique).with(People.email(address("Copied")), assistant));
        send(dialogue, new SendingDetails(TemplateKind.INVITATION, null, null, null, true), Set.of());
        InvitationView alone =
                approved(dialogue, People.named("Alone", unique).with(People.email(address("Alone")), assistant));
        send(dialogue, INVITATION, Set.of());
        for (InvitationView guest : List.of(copied, alone)) {
            access.runAs(
                    protocol,
                    () -> invitations.askDelegate(
                            dialogue, now(guest), new DelegateDetails("Ole Sample", null, address("Ole"))));
            access.runAs(protocol, () -> invitations.refuseDelegate(dialogue, now(guest), "No more seats"));
        }
        assertThat(addresses(copied, TemplateKind.REFUSAL))
                .containsExactlyInAnyOrder(address("Copied"), assistant.value());
        assertThat(addresses(alone, TemplateKind.REFUSAL)).containsExactly(address("Alone"));
    }

    private List<String> addresses(InvitationView guest, TemplateKind kind) {
        return database.sql(
                        "select m.address from crm_invitation_mail m"
                                + " join crm_invitation_sending s on s.id = m.sending_id where m.invitation_id = ? and s.kind = ?")
                .params(Bytes16.of(guest.id()), kind.name())
                .query(String.class)
                .list();
    }

    // A10
    @Test
    void theAssistantGetsACopyWhenThatIsWanted() {
        DialogueId dialogue = inviting();
        Channel assistant = assistant();
        InvitationView both =
                approved(dialogue, People.named("Both", unique).with(People.email(address("Both")), assistant));
        InvitationView only = approved(dialogue, People.named("Only", unique).with(assistant));
        send(dialogue, new SendingDetails(TemplateKind.INVITATION, null, null, null, true), Set.of());
        assertThat(queued(both))
                .containsExactlyInAnyOrder(
                        tuple(address("Both"), "en", "WAITING"), tuple(assistant.value(), "en", "WAITING"));
        // Who has no other address is written to there, once.
        assertThat(queued(only)).containsExactly(tuple(assistant.value(), "en", "WAITING"));
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .extracting(SendingView::guests, SendingView::waiting)
                .containsExactly(tuple(2L, 2L));
    }

    @Test
    void aMailWaitsForItsTimeAndWhatIsWrongIsSaidBeforeAnythingIsDone() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(invalid(protocol, () -> send(dialogue, at(start.plus(Duration.ofDays(2)), null), Set.of())))
                .containsExactly(tuple("sendAt", "crm.invitation.error.send-at"));
        assertThat(invalid(protocol, () -> send(dialogue, at(Instant.now().minus(Duration.ofDays(1)), null), Set.of())))
                .containsExactly(tuple("sendAt", "crm.invitation.error.send-at"));
        assertThat(invalid(protocol, () -> send(dialogue, at(later, later), Set.of())))
                .containsExactly(tuple("answerBy", "crm.invitation.error.answer-by"));
        assertThat(invalid(protocol, () -> send(dialogue, at(null, start.plus(Duration.ofDays(2))), Set.of())))
                .containsExactly(tuple("answerBy", "crm.invitation.error.answer-by"));
        TemplateView reminder = as(
                protocol,
                () -> templates.create(new TemplateDetails(
                        TemplateKind.REMINDER, "R", Map.of("en", new TemplateText("x", "{{answer_link}}")))));
        assertThat(invalid(
                        protocol,
                        () -> send(
                                dialogue,
                                new SendingDetails(TemplateKind.INVITATION, reminder.id(), null, null, false),
                                Set.of())))
                .containsExactly(tuple("template", "crm.invitation.error.template-none"));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.APPROVED);
        assertThat(queued(ida)).isEmpty();

        send(dialogue, at(later, later.plusSeconds(60)), Set.of());
        assertThat(database.sql("select due_at from crm_mail where subject_id = ?")
                        .param(Bytes16.of(ida.id()))
                        .query((row, index) -> UtcTime.instant(row, "due_at"))
                        .single())
                .isEqualTo(later);
        assertThat(text(ida, "en").orElseThrow().text()).contains("by ");
    }

    // C10: the mail goes to where the guest is reached when it goes out.
    @Test
    void whoHasAnotherAddressWhenTheMailGoesOutIsWrittenToThereAlone() {
        DialogueId dialogue = inviting();
        ContactView contact = as(manager, () -> contacts.register(person("Ida").details()));
        InvitationView ida = approved(dialogue, contact.id());
        send(dialogue, INVITATION, Set.of());
        Mail first = mail(ida, "en");
        ContactDetails moved =
                People.named("Ida", unique).with(People.email(address("Moved"))).details();
        as(manager, () -> contacts.change(contact.id(), contact.version(), moved));
        assertThat(text(first)).isEmpty();
        assertThat(queued(ida))
                .extracting(one -> one.toList().get(0))
                .containsExactly(address("Ida"), address("Moved"));
        // That the first one is not sent is no news of the second.
        as(Officer.system(first.mission()), () -> {
            owner.ended(first, MailState.WITHDRAWN, null);
            return first;
        });
        assertThat(lastMails(viewer, dialogue).get(ida.id()))
                .extracting(GuestMail::state, GuestMail::address)
                .containsExactly(MailState.WAITING, address("Moved"));
        assertThat(text(ida, "en")).isPresent();

        // Back at the old address, to which a mail of this sending was taken back: none is waited for there, and it is
        // due again.
        Mail second = mail(ida, "en");
        ContactView now = as(manager, () -> contacts.get(contact.id()));
        as(manager, () -> contacts.change(now.id(), now.version(), contact.details()));
        assertThat(text(second)).isEmpty();
        ended(ida, MailState.WITHDRAWN);
        assertThat(lastMails(viewer, dialogue).values())
                .extracting(GuestMail::state)
                .containsExactly(MailState.WITHDRAWN);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 1L);
    }

    @Test
    void whoseInvitationNeverWentOutCanBeSentItAgain() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        conflict("nobody-to-send-to", () -> send(dialogue, INVITATION, Set.of()));
        ended(ida, MailState.WITHDRAWN);
        assertThat(send(dialogue, INVITATION, Set.of())).isEqualTo(1);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(sequence(ida)).isZero();
    }

    // ---- who may
    // --------------------------------------------------------------------------------------------------------

    // Z1, Z2
    @Test
    void whoMayNotSeeAGuestNeitherWritesToThemNorCountsThem() {
        DialogueId dialogue = inviting();
        approved(dialogue, person("Ida"));
        InvitationView hidden = approved(dialogue, person("Hidden").with(Sensitivity.CONFIDENTIAL));
        assertThat(as(protocol, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 1L);
        assertThat(as(manager, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 2L);
        assertThat(send(dialogue, INVITATION, Set.of())).isEqualTo(1);
        assertThat(queued(hidden)).isEmpty();
        absent(protocol, () -> sendings.preview(dialogue, REMINDER, hidden.id()));
        absent(protocol, () -> sendings.test(dialogue, REMINDER, hidden.id()));
        send(manager, dialogue, INVITATION, Set.of());
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .extracting(SendingView::guests)
                .containsExactly(0L, 1L);
        assertThat(lastMails(viewer, dialogue)).doesNotContainKey(hidden.id());
        assertThat(lastMails(manager, dialogue)).containsKey(hidden.id());

        for (Officer nobody : List.of(diplomat, viewer)) {
            for (Supplier<?> act : acts(dialogue, hidden.id())) {
                assertThatThrownBy(() -> as(nobody, act)).isInstanceOf(NotPermittedException.class);
            }
        }
        for (Supplier<?> act : acts(dialogue, hidden.id())) {
            absent(foreigner, act);
        }
        absent(foreigner, () -> sendings.due(dialogue));
        absent(foreigner, () -> sendings.list(dialogue, Paging.first(9)));
        absent(foreigner, () -> invitations.open(InvitationQuery.of(dialogue), Paging.first(9)));
    }

    private Map<InvitationId, GuestMail> lastMails(Officer officer, DialogueId dialogue) {
        return as(officer, () -> invitations.open(InvitationQuery.of(dialogue), Paging.first(50)))
                .mails();
    }

    private List<Supplier<?>> acts(DialogueId dialogue, InvitationId guest) {
        return List.of(
                () -> sendings.recipients(dialogue, INVITATION),
                () -> sendings.preview(dialogue, INVITATION, guest),
                () -> sendings.test(dialogue, INVITATION, guest),
                () -> sendings.send(dialogue, INVITATION, "", Set.of()));
    }

    // C10: rights and records are looked at when the mail goes out.
    @Test
    void aMailIsNotWrittenAnyMoreForASenderOrAGuestWhoIsNotWhatTheyWere() {
        DialogueId dialogue = inviting();
        ContactView contact = as(manager, () -> contacts.register(person("Ida").details()));
        InvitationView ida = approved(dialogue, contact.id());
        Officer sender = sender(Role.PROTOCOL, Sensitivity.INTERNAL);
        send(sender, dialogue, INVITATION, Set.of());
        assertThat(text(ida, "en")).isPresent();
        sender(Role.VIEWER, Sensitivity.INTERNAL);
        assertThat(text(ida, "en")).isEmpty();
        sender(Role.PROTOCOL, Sensitivity.PUBLIC);
        assertThat(text(ida, "en")).isEmpty();
        sender(Role.PROTOCOL, Sensitivity.INTERNAL);
        assertThat(text(ida, "en")).isPresent();

        as(manager, () -> contacts.archive(contact.id(), contact.version()));
        assertThat(text(ida, "en")).isEmpty();
    }

    private Officer sender(Role role, Sensitivity clearance) {
        return directory.signedIn(new SignIn(
                "test",
                "sender-" + unique,
                Officer.Kind.PERSON,
                "Sender",
                null,
                Set.of(role),
                Set.of(mission),
                clearance));
    }

    // C3
    @Test
    void ofTwoWhoSendAtOnceOneDoes() throws Exception {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        String mark =
                as(protocol, () -> sendings.recipients(dialogue, INVITATION)).mark();
        List<Officer> both = List.of(protocol, manager);
        List<Integer> sent = atOnce(2, number -> {
            try {
                return as(both.get(number), () -> sendings.send(dialogue, INVITATION, mark, Set.of()));
            } catch (ConflictException late) {
                return 0;
            }
        });
        assertThat(sent).containsExactlyInAnyOrder(1, 0);
        assertThat(queued(ida)).hasSize(1);
    }

    @Test
    void whoIsOnTheListSinceTheOfficerLookedIsNotWrittenToUnseen() {
        DialogueId dialogue = inviting();
        approved(dialogue, person("Ida"));
        String seen =
                as(protocol, () -> sendings.recipients(dialogue, INVITATION)).mark();
        InvitationView later = approved(dialogue, person("Later"));
        conflict("changed", () -> as(protocol, () -> sendings.send(dialogue, INVITATION, seen, Set.of())));
        assertThat(queued(later)).isEmpty();
    }

    // ---- what becomes of mails
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whatBecameOfAMailStandsWithTheGuestAndAddsUp() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView bounced = approved(dialogue, person("Bounced"));
        send(dialogue, INVITATION, Set.of());
        assertThat(lastMails(viewer, dialogue).get(ida.id()))
                .extracting(GuestMail::kind, GuestMail::state, GuestMail::address)
                .containsExactly(TemplateKind.INVITATION, MailState.WAITING, address("Ida"));
        ended(ida, MailState.SENT);
        ended(bounced, MailState.SENT);
        ended(bounced, MailState.BOUNCED);
        assertThat(lastMails(viewer, dialogue)).hasSize(2).hasEntrySatisfying(bounced.id(), mail -> assertThat(
                        mail.state())
                .isEqualTo(MailState.BOUNCED));
        SendingView sending = as(viewer, () -> sendings.list(dialogue, Paging.first(9)))
                .items()
                .get(0);
        assertThat(sending)
                .extracting(SendingView::guests, SendingView::waiting, SendingView::sent, SendingView::failed)
                .containsExactly(2L, 0L, 1L, 1L);
        assertThat(sending.sender()).isEqualTo(protocol.name());
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50)))
                        .items())
                .extracting(AuditEntry::kind)
                .contains("invitation-sending");
    }

    @Test
    void aThousandGuestsAreWrittenToInAHandfulOfStatements() {
        DialogueId dialogue = inviting();
        List<ContactId> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<ContactDetails> some = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                some.add(person("Guest" + i + "x" + j).from("BE", "en").details());
            }
            as(manager, () -> contacts.registerAll(some)).forEach(contact -> all.add(contact.id()));
        }
        for (int i = 0; i < 10; i++) {
            List<ContactId> some = all.subList(i * 100, i * 100 + 100);
            as(diplomat, () -> invitations.propose(dialogue, some));
        }
        as(
                manager,
                () -> invitations.approveAll(
                        dialogue, invitations.guestList(dialogue).decidable().mark()));
        List<RecipientList> lists = new ArrayList<>();
        assertThat(StatementCounter.statementsOf(
                        () -> lists.add(as(protocol, () -> sendings.recipients(dialogue, INVITATION)))))
                .hasSizeLessThanOrEqualTo(12);
        assertThat(lists.get(0).recipients()).hasSize(1_000);
        assertThat(StatementCounter.statementsOf(() -> as(
                        protocol,
                        () -> sendings.send(dialogue, INVITATION, lists.get(0).mark(), Set.of()))))
                .hasSizeLessThan(90);
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> sendings.due(dialogue))))
                .hasSize(2);
    }
}
