package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.DelegateRequest;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;

/** Whom guests send in their place: rows E11 and D4 of the features; threats P11 and C1. */
@ServiceTest
class StandInIntegrationTests extends AnsweringScene {

    // E11: whoever is sent gets the seat, an invitation and a page, and the chain stands with both contacts.
    @Test
    void aGuestSendsSomebodyWhoGetsTheSeatOnceTheHostAgrees() {
        DialogueId dialogue = inviting(2);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        GuestPage asked = delegate(ida, "Ole Sample" + unique, address("ole"));
        assertThat(asked.delegating()).isTrue();
        assertThat(asked.mayDelegate()).isFalse();
        assertThat(asked.reply()).isNull();
        assertThat(guest(ida).state()).isEqualTo(InvitationState.DELEGATING);
        assertThat(taken(dialogue)).isEqualTo(1);
        InvitationId id = ida.invitation().id();
        assertThatThrownBy(() -> as(viewer, () -> invitations.delegateRequest(dialogue, id)))
                .isInstanceOf(NotPermittedException.class);
        DelegateRequest request = as(protocol, () -> invitations.delegateRequest(dialogue, id));
        assertThat(request.details().position()).isEqualTo("Adviser, Sample Institute");
        assertThat(request.name()).isEqualTo(People.latin("Ole", "Sample" + unique));
        assertThat(request.known()).isEmpty();

        InvitationId comes = as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), request.name()));
        InvitationView view = as(viewer, () -> invitations.get(dialogue, comes));
        assertThat(view.state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(view.delegate()).isTrue();
        assertThat(view.principal()).isEqualTo("Ida " + unique);
        assertThat(view.contactName()).isEqualTo("Ole Sample" + unique);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.REPRESENTED);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(mails(ida)).containsExactly("INVITATION", "CONFIRMATION");
        assertThat(text(ida).text()).contains("Ole Sample" + unique);
        Guest ole = new Guest(view, token(view));
        assertThat(mails(ole)).containsExactly("DELEGATE");
        MailText mail = text(ole);
        assertThat(mail.text()).contains("Ida " + unique, "in their place");

        // Nothing of the contact is told to whoever sends, and nobody who is sent sends another one.
        assertThat(open(ida).represented()).isTrue();
        assertThat(open(ida).toString()).doesNotContain("Ole", "ole@", "Adviser");
        assertThat(open(ole).mayDelegate()).isFalse();
        assertThat(open(ole).reply()).isEqualTo(GuestReply.ACCEPT);
        conflict("delegate-delegate", () -> delegate(ole, "Ann Sample", null));
        // The chain stands with both, and in the history of the dialogue.
        ContactInvitation ofIda = as(viewer, () -> invitations.of(guest(ida).contact(), Paging.first(9)))
                .items()
                .get(0);
        assertThat(ofIda.representative())
                .isEqualTo(new ContactInvitation.Other(view.contact(), "Ole Sample" + unique));
        ContactInvitation ofOle = as(viewer, () -> invitations.of(view.contact(), Paging.first(9)))
                .items()
                .get(0);
        assertThat(ofOle.principal())
                .isEqualTo(new ContactInvitation.Other(guest(ida).contact(), "Ida " + unique));
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50))).items().stream()
                        .flatMap(entry -> entry.changes().stream())
                        .filter(change -> Set.of("standsFor", "representedBy").contains(change.field())))
                .extracting(FieldChange::field, FieldChange::after)
                .containsExactlyInAnyOrder(
                        tuple("standsFor", guest(ida).contact().toString()),
                        tuple("representedBy", view.contact().toString()));
    }

    // E11: whoever sent somebody may come back until the deadline, in one step.
    @Test
    void whoComesBackHasTheSeatAndWhoWasSentIsTold() {
        DialogueId dialogue = inviting(1);
        Guest ida = invited(dialogue, "Ida");
        Guest ole = represented(ida);
        arrived(ole);
        assertThat(answer(ida, GuestReply.ACCEPT, null, null, null).reply()).isEqualTo(GuestReply.ACCEPT);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(guest(ole).state()).isEqualTo(InvitationState.WITHDRAWN);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(mails(ole)).containsExactly("DELEGATE", "CANCELLATION");
        assertThat(text(ole).subject()).startsWith("Cancelled");
        gone(ole);

        // Who was not written to yet is not told that it is off; and who declines after all passes the seat on.
        Guest third = invited(dialogue, "Third");
        Guest ann = represented(ida);
        answer(third, GuestReply.ACCEPT, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        answer(ida, GuestReply.DECLINE, null, null, null);
        assertThat(guest(ann).state()).isEqualTo(InvitationState.WITHDRAWN);
        assertThat(mails(ann)).containsExactly("DELEGATE");
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
        // With the invitation of whoever sent somebody that of the other one is withdrawn.
        Guest last = represented(third);
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(third))));
        assertThat(guest(last).state()).isEqualTo(InvitationState.WITHDRAWN);
        assertThat(taken(dialogue)).isZero();
    }

    @Test
    void whomTheHostDoesNotAgreeToIsRefusedWithTheReasonAndTheGuestAskedAnew() {
        DialogueId dialogue = inviting(1);
        Guest ida = invited(dialogue, "Ida");
        Guest second = invited(dialogue, "Second");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        answer(second, GuestReply.ACCEPT, null, null, null);
        delegate(ida, "Ole Sample", null);
        for (String wrong : List.of(" ", "x".repeat(501), "a\u202eb")) {
            assertThatThrownBy(() -> refuse(ida, wrong)).isInstanceOf(InvalidInputException.class);
        }
        refuse(ida, "The table is for heads of mission.");
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(mails(ida)).containsExactly("INVITATION", "REFUSAL");
        assertThat(text(ida).text()).contains("The table is for heads of mission.");
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
        conflict("refuse-invited", () -> refuse(ida, "Again"));
        conflict("confirm-invited", () -> as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole())));
    }

    // E11, C1: whoever is sent needs a seat; who asks without one waits for it in the line.
    @Test
    void whoIsSentNeedsASeatForWhichTheGuestWaits() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest ida = invited(dialogue, "Ida");
        Guest third = invited(dialogue, "Third");
        answer(first, GuestReply.ACCEPT, null, null, null);
        delegate(ida, "Ole Sample", null);
        assertThat(taken(dialogue)).isEqualTo(1);
        answer(third, GuestReply.ACCEPT, null, null, null);
        conflict("delegate-no-seat", () -> as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole())));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.DELEGATING);
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
    }

    // E11: nobody loses a seat by less room, also while somebody else has it.
    @Test
    void theSeatThatWasHandedOnIsTheGuestsAgainAlsoWhenThereIsLessRoom() {
        DialogueId dialogue = inviting(2);
        Guest first = invited(dialogue, "First");
        Guest ida = invited(dialogue, "Ida");
        answer(first, GuestReply.ACCEPT, null, null, null);
        answer(ida, GuestReply.ACCEPT, null, null, null);
        delegate(ida, "Ole Sample", null);
        room(dialogue, 1);
        as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.REPRESENTED);
        assertThat(taken(dialogue)).isEqualTo(2);
        answer(ida, GuestReply.ACCEPT, null, null, null);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(taken(dialogue)).isEqualTo(2);
    }

    // E11, D4: the guest has that one seat again, and more are not to be had than there are.
    @Test
    void whoComesBackWithOthersFindsNoMoreSeatsThanThereAre() {
        DialogueId dialogue = inviting(5);
        terms(dialogue, 3, true);
        Guest first = invited(dialogue, "First");
        Guest ida = invited(dialogue, "Ida");
        answer(first, GuestReply.ACCEPT, null, null, null);
        answer(ida, GuestReply.ACCEPT, null, null, null);
        delegate(ida, "Ole Sample", null);
        as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        room(dialogue, 2);
        conflict(
                "companions-seats",
                () -> pages.answer(
                        ida.token(),
                        GuestAnswer.of(GuestReply.ACCEPT, open(ida).form())
                                .with(new Company(List.of(), 3), Shortage.TELL)));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.REPRESENTED);
        assertThat(taken(dialogue)).isEqualTo(2);
        answered(
                ida,
                GuestAnswer.of(GuestReply.ACCEPT, open(ida).form()).with(new Company(List.of(), 3), Shortage.ALONE));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(guest(ida).companions()).isZero();
        assertThat(taken(dialogue)).isEqualTo(2);
    }

    // E11, V11: what an officer notes for a guest another one confirms.
    @Test
    void whoNotedADelegateForTheGuestDoesNotConfirmIt() {
        DialogueId dialogue = inviting(9);
        Guest ida = invited(dialogue, "Ida");
        access.runAs(
                protocol,
                () -> invitations.askDelegate(dialogue, now(ida), new DelegateDetails("Ole Sample", null, null)));
        InvitationId id = ida.invitation().id();
        assertThat(as(protocol, () -> invitations.delegateRequest(dialogue, id)).own())
                .isTrue();
        assertThat(as(manager, () -> invitations.delegateRequest(dialogue, id)).own())
                .isFalse();
        conflict(
                "actor-another-sender",
                () -> as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole())));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.DELEGATING);
        assertThat(taken(dialogue)).isEqualTo(1);
        as(manager, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.REPRESENTED);
    }

    @Test
    void whoIsSentMayBeAContactAlreadyAndNoGuest() {
        DialogueId dialogue = inviting(9);
        Guest ida = invited(dialogue, "Ida");
        Guest other = invited(dialogue, "Other");
        ContactId ole = registered(person("Ole"));
        delegate(ida, "O. Sample", address("ole"));
        assertThat(as(
                                protocol,
                                () -> invitations.delegateRequest(
                                        dialogue, ida.invitation().id()))
                        .known())
                .extracting(DelegateRequest.Known::contact)
                .containsExactly(ole);
        conflict("delegate-guest", () -> confirm(ida, guest(other).contact()));
        conflict("delegate-self", () -> confirm(ida, guest(ida).contact()));
        assertThat(taken(dialogue)).isEqualTo(1);
        InvitationId comes = confirm(ida, ole);
        assertThat(as(viewer, () -> invitations.get(dialogue, comes)).contact()).isEqualTo(ole);
        // Two weeks after the dialogue it is forgotten what was written.
        twoWeeksPassed(dialogue);
        needs.run();
        assertThat(database.sql("select count(*) from crm_invitation_delegate where invitation_id = ?")
                        .param(Bytes16.of(ida.invitation().id()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    // P11
    @Test
    void whoIsNobodyIsNotSent() {
        Guest ida = invited(inviting(9), "Ida");
        for (DelegateDetails wrong : List.of(
                new DelegateDetails("", null, null),
                new DelegateDetails("x".repeat(121), null, null),
                new DelegateDetails("x".repeat(1_000_000), null, null),
                new DelegateDetails("a\u202eb", null, null),
                new DelegateDetails("Ole", "x".repeat(201), null),
                new DelegateDetails("Ole", "a\u0000b", null),
                new DelegateDetails("Ole", null, "no address"),
                new DelegateDetails("Ole", null, "a@b.example\r\nBcc: c@d.example"))) {
            assertThatThrownBy(() -> pages.delegate(ida.token(), open(ida).form(), wrong))
                    .isInstanceOf(InvalidInputException.class);
        }
        conflict("answer-stale", () -> pages.delegate(ida.token(), "", new DelegateDetails("Ole Sample", null, null)));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(pages.delegate("none", "", new DelegateDetails("Ole Sample", null, null)))
                .isFalse();
    }

    private void refuse(Guest guest, String reason) {
        access.runAs(
                protocol, () -> invitations.refuseDelegate(guest.invitation().dialogue(), now(guest), reason));
    }

    private InvitationId confirm(Guest guest, ContactId contact) {
        return as(protocol, () -> invitations.confirmDelegate(guest.invitation().dialogue(), now(guest), contact));
    }

    /** Somebody who comes in the place of that guest. */
    private Guest represented(Guest guest) {
        PersonName name = ole();
        delegate(guest, name.full(), "ole@" + name.family().toLowerCase(Locale.ROOT) + ".example");
        InvitationId comes = as(
                protocol, () -> invitations.confirmDelegate(guest.invitation().dialogue(), now(guest), name));
        InvitationView view =
                as(manager, () -> invitations.get(guest.invitation().dialogue(), comes));
        return new Guest(view, token(view));
    }
}
