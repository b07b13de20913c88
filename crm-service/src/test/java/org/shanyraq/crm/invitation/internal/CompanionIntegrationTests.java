package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.ServiceTest;

/** Whom guests bring with them: rows E9 and E16 of the features; threats P5, P11, C1 and C2. */
@ServiceTest
class CompanionIntegrationTests extends AnsweringScene {

    // E9: each whom a guest brings has a seat, in all and in the circle, as long as the answer says so.
    @Test
    void whomAGuestBringsTakesSeatsThatComeAndGoWithTheAnswer() {
        DialogueId dialogue = inviting(4);
        terms(dialogue, 2, false);
        Guest ida = invited(dialogue, "Ida");
        ofTheMedia(ida);
        assertThat(open(ida).mostCompanions()).isEqualTo(2);
        GuestPage accepted =
                bring(ida, Shortage.TELL, named("Ole Sample", "Sample Institute"), named("Ann Sample", null));
        assertThat(accepted.companions()).isEqualTo(2);
        assertThat(guest(ida).companions()).isEqualTo(2);
        assertThat(taken(dialogue)).isEqualTo(3);
        assertThat(taken(dialogue, "MEDIA")).isEqualTo(3);
        // P5: whoever has the link does not read whom the guest brings, and those who keep the list do.
        assertThat(accepted.toString()).doesNotContain("Ole", "Ann", "Institute");
        assertThat(companions(ida)).containsExactly(named("Ole Sample", "Sample Institute"), named("Ann Sample", null));
        assertThatThrownBy(() -> as(
                        viewer,
                        () -> invitations.companions(
                                dialogue, List.of(ida.invitation().id()))))
                .isInstanceOf(NotPermittedException.class);
        // C2: the same once more is nothing new.
        long entries = entries();
        bring(ida, Shortage.TELL, named("Ole Sample", "Sample Institute"), named("Ann Sample", null));
        assertThat(entries()).isEqualTo(entries);

        bring(ida, Shortage.TELL, named("Ann Sample", null));
        assertThat(taken(dialogue)).isEqualTo(2);
        assertThat(taken(dialogue, "MEDIA")).isEqualTo(2);
        // An answer that says nothing of them leaves them.
        assertThat(answer(ida, GuestReply.HESITATE, null, null, null).companions())
                .isEqualTo(1);
        assertThat(taken(dialogue)).isZero();
        answer(ida, GuestReply.ACCEPT, null, null, null);
        assertThat(taken(dialogue)).isEqualTo(2);
        assertThat(companions(ida)).containsExactly(named("Ann Sample", null));
        // Who does not come brings nobody, and it is forgotten whom.
        assertThat(answer(ida, GuestReply.DECLINE, null, null, null).companions())
                .isZero();
        assertThat(taken(dialogue)).isZero();
        assertThat(companions(ida)).isEmpty();

        bring(ida, Shortage.TELL, named("Ann Sample", null));
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(ida))));
        assertThat(taken(dialogue)).isZero();
        assertThat(companions(ida)).isEmpty();
    }

    // E9, E7: when the seats are too few for all, the guest is told and chooses; the waiting list knows how many are
    // needed.
    @Test
    void whoFindsTooFewSeatsForAllComesAloneOrWaitsForThemTogether() {
        DialogueId dialogue = inviting(2);
        terms(dialogue, 2, true);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        Guest fourth = invited(dialogue, "Fourth");
        answer(first, GuestReply.ACCEPT, null, null, null);
        conflict("companions-seats", () -> bring(second, Shortage.TELL, named("Ole Sample", null)));
        assertThat(guest(second).state()).isEqualTo(InvitationState.INVITED);
        assertThat(companions(second)).isEmpty();
        GuestPage together = bring(third, Shortage.WAIT, named("Ann Sample", null));
        assertThat(together.waits()).isTrue();
        assertThat(together.companions()).isEqualTo(1);
        assertThat(taken(dialogue)).isEqualTo(1);
        GuestPage alone = bring(second, Shortage.ALONE, named("Ole Sample", null));
        assertThat(alone.waits()).isFalse();
        assertThat(alone.companions()).isZero();
        assertThat(companions(second)).isEmpty();
        // Whoever comes does not lose the seat over a wish for more.
        for (Shortage any : List.of(Shortage.TELL, Shortage.WAIT)) {
            conflict("companions-seats", () -> bring(second, any, named("Ole Sample", null)));
        }
        assertThat(guest(second).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(taken(dialogue)).isEqualTo(2);
        assertThat(answer(fourth, GuestReply.ACCEPT, null, null, null).waits()).isTrue();

        // One seat is too little for two, and right for one.
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        assertThat(guest(fourth).state()).isEqualTo(InvitationState.OFFERED);
        answer(second, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        answer(fourth, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(2);
        overdue(third);
        sweep.run();
        assertThat(guest(third).state()).isEqualTo(InvitationState.LAPSED);
        assertThat(taken(dialogue)).isZero();
    }

    // P11
    @Test
    void companionsWhoAreTooManyOrNoneAtAllAreRefusedAndNothingIsKept() {
        DialogueId dialogue = inviting(4);
        terms(dialogue, 2, false);
        Guest ida = invited(dialogue, "Ida");
        List<Company> hostile = new ArrayList<>(List.of(
                new Company(List.of(), -1),
                new Company(List.of(), 1_000_000_000),
                new Company(List.of(named("Ole Sample", null)), Integer.MAX_VALUE),
                new Company(Collections.nCopies(999, named("Ole Sample", null)), 0),
                new Company(Collections.nCopies(3, named("Ole Sample", null)), 0),
                // Nobody without a name here.
                new Company(List.of(), 1),
                new Company(List.of(named(" ", "Sample Institute")), 0),
                new Company(List.of(named(null, null)), 0)));
        for (String name :
                List.of("x".repeat(1_000_000), "x".repeat(121), "a\u0000b", "a\u202eb", "a\u200bb", "a\nb")) {
            hostile.add(new Company(List.of(named(name, null)), 0));
            hostile.add(new Company(List.of(named("Ole Sample", name)), 0));
        }
        for (Company company : hostile) {
            assertThatThrownBy(() -> pages.answer(
                            ida.token(),
                            GuestAnswer.of(GuestReply.ACCEPT, open(ida).form()).with(company, Shortage.TELL)))
                    .as(company.toString().length() > 200 ? "long" : company.toString())
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(companions(ida)).isEmpty();
        assertThat(taken(dialogue)).isZero();
        // Where nobody is to be brought, nobody is.
        Guest other = invited(inviting(4), "Other");
        assertThatThrownBy(() -> bring(other, Shortage.TELL, named("Ole Sample", null)))
                .isInstanceOf(InvalidInputException.class);
        for (int wrong : List.of(-1, 10, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> terms(dialogue, wrong, true)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(
                            () -> as(protocol, () -> invitations.allowCompanions(dialogue, List.of(now(ida)), wrong)))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    // C1, P11: with companions, too, no more are seated than there are seats.
    @Test
    void ofManyWhoBringSomebodyAtOnceNoMoreAreSeatedThanThereAreSeats() throws Exception {
        DialogueId dialogue = inviting(7);
        terms(dialogue, 2, true);
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            guests.add(invited(dialogue, "Guest" + i));
        }
        List<String> forms = guests.stream().map(guest -> open(guest).form()).toList();
        List<Boolean> answered = atOnce(6, guests.size(), number -> {
            GuestAnswer answer = GuestAnswer.of(GuestReply.ACCEPT, forms.get(number))
                    .with(new Company(List.of(), number % 3), number % 2 == 0 ? Shortage.WAIT : Shortage.ALONE);
            return pages.answer(guests.get(number).token(), answer);
        });
        assertThat(answered).containsOnly(true);
        int seated = database.sql("select coalesce(sum(1 + companions), 0) from crm_invitation where dialogue_id = ?"
                        + " and state in ('ACCEPTED', 'OFFERED')")
                .param(Bytes16.of(dialogue))
                .query(Integer.class)
                .single();
        assertThat(taken(dialogue)).isEqualTo(seated).isBetween(5, 7);
        assertThat(database.sql("select count(*) from crm_invitation i where i.dialogue_id = ? and i.companions <>"
                                + " (select count(*) from crm_invitation_companion b where b.invitation_id = i.id)")
                        .param(Bytes16.of(dialogue))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void officersSayHowManyAGuestMayBringAndNoteWhomTheGuestBringsByTelephone() {
        DialogueId dialogue = inviting(20);
        Guest ida = invited(dialogue, "Ida");
        assertThat(open(ida).mostCompanions()).isZero();
        assertThat(as(protocol, () -> invitations.allowCompanions(dialogue, List.of(now(ida)), 3)))
                .isEqualTo(1);
        assertThat(open(ida).mostCompanions()).isEqualTo(3);
        assertThat(guest(ida).companionsAllowed()).isEqualTo(3);
        terms(dialogue, 1, true);
        assertThat(open(ida).mostCompanions()).isEqualTo(3);
        as(protocol, () -> invitations.allowCompanions(dialogue, List.of(now(ida)), null));
        assertThat(open(ida).mostCompanions()).isEqualTo(1);

        note(ida, new Company(List.of(named("Ole Sample", null)), 4));
        assertThat(guest(ida).companions()).isEqualTo(5);
        assertThat(taken(dialogue)).isEqualTo(6);
        assertThat(companions(ida)).hasSize(5).startsWith(named("Ole Sample", null));
        note(ida, Company.NONE);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThatThrownBy(() -> note(ida, new Company(List.of(), 10))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> as(viewer, () -> invitations.allowCompanions(dialogue, List.of(now(ida)), 1)))
                .isInstanceOf(NotPermittedException.class);
    }

    // E9, E16: names go two weeks after the dialogue, and that there were companions stays.
    @Test
    void theNamesOfCompanionsAreForgottenTwoWeeksAfterTheDialogueAndTheirNumberStays() {
        DialogueId dialogue = inviting(20);
        terms(dialogue, 2, false);
        Guest ida = invited(dialogue, "Ida");
        bring(ida, Shortage.TELL, named("Ole Sample", "Sample Institute"), named("Ann Sample", null));
        needs.run();
        assertThat(companions(ida)).hasSize(2).doesNotContain(named(null, null));
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50)))
                        .items()
                        .toString())
                .doesNotContain("Ole Sample");
        twoWeeksPassed(dialogue);
        needs.run();
        assertThat(companions(ida)).containsExactly(named(null, null), named(null, null));
    }

    // C2: what was answered already is answered, in whatever order and however often it comes.
    @Test
    void toSayOnceMoreWhoComesAlongIsNoMistake() {
        DialogueId dialogue = inviting(4);
        terms(dialogue, 2, false);
        Guest ida = invited(dialogue, "Ida");
        bring(ida, Shortage.TELL, named("Ann Sample", null), named("Ole Sample", null));
        String form = open(ida).form();
        GuestAnswer other = GuestAnswer.of(GuestReply.ACCEPT, form)
                .with(new Company(List.of(named("Zoe Sample", null), named("Ole Sample", null)), 0), Shortage.TELL);
        answered(ida, other);
        answered(ida, other);
        assertThat(companions(ida)).containsExactlyInAnyOrder(named("Ole Sample", null), named("Zoe Sample", null));
        assertThat(taken(dialogue)).isEqualTo(3);

        Guest second = invited(dialogue, "Second");
        GuestAnswer alone = GuestAnswer.of(GuestReply.ACCEPT, open(second).form())
                .with(new Company(List.of(named("Eve Sample", null)), 0), Shortage.ALONE);
        answered(second, alone);
        answered(second, alone);
        assertThat(guest(second).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(companions(second)).isEmpty();
        assertThat(taken(dialogue)).isEqualTo(4);
    }

    private static Companion named(@Nullable String name, @Nullable String organisation) {
        return new Companion(name, organisation);
    }

    private GuestPage bring(Guest guest, Shortage shortage, Companion... companions) {
        return answered(
                guest,
                GuestAnswer.of(GuestReply.ACCEPT, open(guest).form())
                        .with(new Company(List.of(companions), 0), shortage));
    }

    private void note(Guest guest, Company company) {
        access.runAs(
                protocol,
                () -> invitations.answer(
                        guest.invitation().dialogue(), now(guest), GuestReply.ACCEPT, company, Shortage.TELL));
    }

    private List<Companion> companions(Guest guest) {
        InvitationId id = guest.invitation().id();
        return as(protocol, () -> invitations.companions(guest.invitation().dialogue(), List.of(id)))
                .getOrDefault(id, List.of());
    }
}
