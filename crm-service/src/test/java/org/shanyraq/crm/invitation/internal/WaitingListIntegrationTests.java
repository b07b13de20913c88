package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.dao.DataAccessException;

/** Who gets a seat, who waits for one and to whom it is offered: rows E7 and D4 of the features; threats P11, C1 and C7. */
@ServiceTest
class WaitingListIntegrationTests extends AnsweringScene {

    // E7: the seat that is given back is offered to whoever waits longest.
    @Test
    void whoFindsNoSeatWaitsAndIsOfferedTheFirstThatIsGivenBack() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        assertThat(answer(first, GuestReply.ACCEPT, null, null, null).waits()).isFalse();
        assertThat(answer(second, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        assertThat(answer(third, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        // To say so once more is no better place in the line.
        answer(second, GuestReply.ACCEPT, "still", null, null);
        assertThat(open(second).streamLink()).isNull();

        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(second).offeredUntil())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(24 * 60 - 5)),
                        Instant.now().plus(Duration.ofHours(24)));
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(mails(second)).containsExactly("INVITATION", "OFFER");
        GuestPage offered = open(second);
        assertThat(offered.offeredUntil()).isEqualTo(guest(second).offeredUntil());
        assertThat(offered.reply()).isNull();
        assertThat(offered.streamLink()).isNull();

        assertThat(answer(second, GuestReply.ACCEPT, null, null, null).reply()).isEqualTo(GuestReply.ACCEPT);
        assertThat(guest(second).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(open(second).offeredUntil()).isNull();
        assertThat(taken(dialogue)).isEqualTo(1);

        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(second))));
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
        // Who declines an offer passes the seat on, and here nobody is left.
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(taken(dialogue)).isZero();
    }

    // E7, C1: an offer that lapses goes to the next, once, whoever else looks after it at that moment.
    @Test
    void anOfferThatIsNotAnsweredInTimeGoesToTheNextOnceAlsoWhenTwoSweepAtOnce() throws Exception {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        List.of(first, second, third).forEach(guest -> answer(guest, GuestReply.ACCEPT, null, null, null));
        answer(first, GuestReply.DECLINE, null, null, null);
        sweep.run();
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);

        overdue(second);
        assertThat(atOnce(2, number -> {
                    sweep.run();
                    return true;
                }))
                .containsExactly(true, true);
        assertThat(guest(second).state()).isEqualTo(InvitationState.LAPSED);
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(mails(second)).containsExactly("INVITATION", "OFFER", "LAPSE");
        assertThat(mails(third)).containsExactly("INVITATION", "OFFER");

        // Whoever was late may answer still, and waits behind the others.
        assertThat(open(second).lapsed()).isTrue();
        assertThat(answer(second, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        Guest fourth = invited(dialogue, "Fourth");
        answer(fourth, GuestReply.ACCEPT, null, null, null);
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(fourth).state()).isEqualTo(InvitationState.WAITING);
    }

    @Test
    void anOfferEndsWithTheTimeForAnswersAndNoneIsMadeWhenNoAnswerCanBeAwaited() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        List.of(first, second, third).forEach(guest -> answer(guest, GuestReply.ACCEPT, null, null, null));
        Instant answerBy = Instant.now().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
        awaited(second.invitation(), answerBy);
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(second).offeredUntil()).isEqualTo(answerBy);
        assertThat(text(second).text())
                .contains("we keep it for you until")
                .contains(answerBy.atZone(Plans.BRUSSELS).format(DateTimeFormatter.ofPattern("HH:mm")));

        // When that time is over, an offer has its own.
        awaited(third.invitation(), Instant.now().minus(Duration.ofHours(1)));
        answer(second, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(open(third).open()).isTrue();
        assertThat(answer(third, GuestReply.ACCEPT, null, null, null).reply()).isEqualTo(GuestReply.ACCEPT);

        // And when it is over so soon that nobody could answer in it.
        Guest late = invited(dialogue, "Late");
        answer(late, GuestReply.ACCEPT, null, null, null);
        awaited(late.invitation(), Instant.now().plus(Duration.ofMinutes(30)));
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(guest(late).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(late).offeredUntil()).isAfter(Instant.now().plus(Duration.ofHours(20)));
        assertThat(open(late).open()).isTrue();
        assertThat(answer(late, GuestReply.DECLINE, null, null, null).reply()).isEqualTo(GuestReply.DECLINE);
        awaited(third.invitation(), Instant.now().plus(Duration.ofDays(1)));
        assertThat(answer(third, GuestReply.ACCEPT, null, null, null).waits()).isFalse();

        // Shortly before it begins a seat is given at once.
        Guest fourth = invited(dialogue, "Fourth");
        answer(fourth, GuestReply.ACCEPT, null, null, null);
        database.sql("update crm_dialogue set starts_at = utc_timestamp(6) + interval 150 minute where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(guest(fourth).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(mails(fourth)).containsExactly("INVITATION", "SEAT");
    }

    // E7: the class that whoever keeps the list gave decides, where the dialogue says so.
    @Test
    void aHigherClassIsOfferedASeatFirstWhereTheDialogueSaysSo() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest longest = invited(dialogue, "Longest");
        Guest wanted = invited(dialogue, "Wanted");
        List.of(first, longest, wanted).forEach(guest -> answer(guest, GuestReply.ACCEPT, null, null, null));
        assertThat(guest(wanted).guestClass()).isEqualTo(GuestClass.B);
        assertThat(as(viewer, () -> invitations.terms(dialogue))).isEqualTo(GuestTerms.USUAL);
        as(protocol, () -> {
            invitations.setTerms(dialogue, new GuestTerms(WaitingOrder.BY_CLASS, 0, false));
            assertThat(invitations.rank(dialogue, List.of(now(wanted)), GuestClass.A))
                    .isEqualTo(1);
            assertThat(invitations.rank(dialogue, List.of(now(wanted)), GuestClass.A))
                    .isZero();
            return dialogue;
        });
        for (Officer other : List.of(viewer, diplomat)) {
            assertThatThrownBy(() -> as(other, () -> invitations.rank(dialogue, List.of(now(first)), GuestClass.A)))
                    .isInstanceOf(NotPermittedException.class);
            assertThatThrownBy(() -> as(other, () -> {
                        invitations.setTerms(dialogue, GuestTerms.USUAL);
                        return dialogue;
                    }))
                    .isInstanceOf(NotPermittedException.class);
        }
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(2)))
                        .items())
                .extracting(AuditEntry::kind)
                .containsExactly("invitation", "invitation-terms");

        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(wanted).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(longest).state()).isEqualTo(InvitationState.WAITING);
        assertThat(open(wanted).toString()).doesNotContain("guestClass");
    }

    @Test
    void moreRoomLetsThoseInWhoWaitAndLessRoomTurnsNobodyOut() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        List.of(first, second, third).forEach(guest -> answer(guest, GuestReply.ACCEPT, null, null, null));
        room(dialogue, 2);
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        room(dialogue, 1);
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        answer(second, GuestReply.ACCEPT, null, null, null);
        // Both seats are one too many: the first that is given back is gone.
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        answer(second, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
    }

    // C1: of many who answer at once no more get a seat than there are.
    @Test
    void ofFortyWhoAcceptAtOnceThreeGetTheSeats() throws Exception {
        DialogueId dialogue = inviting(3);
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            guests.add(invited(dialogue, "Guest" + i));
        }
        List<String> forms = guests.stream().map(guest -> open(guest).form()).toList();
        List<Boolean> waits = atOnce(8, guests.size(), number -> answered(
                        guests.get(number), GuestAnswer.of(GuestReply.ACCEPT, forms.get(number)))
                .waits());
        assertThat(waits).filteredOn(waiting -> !waiting).hasSize(3);
        assertThat(taken(dialogue)).isEqualTo(3);
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).states())
                .containsEntry(InvitationState.ACCEPTED, 3L)
                .containsEntry(InvitationState.WAITING, 37L);
    }

    // D4: a circle does not fill the room, and who waits longest of those with room comes first.
    @Test
    void theSeatsOfACircleAreHeldAndAFreeOneGoesToWhomItAdmits() {
        DialogueId dialogue = inviting(2);
        Guest first = invited(dialogue, "First");
        Guest media = invited(dialogue, "Media");
        Guest third = invited(dialogue, "Third");
        Guest fourth = invited(dialogue, "Fourth");
        for (Guest one : List.of(first, media)) {
            ofTheMedia(one);
        }
        database.sql("update crm_dialogue set circle_capacity = '{\"MEDIA\": 1}' where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        assertThat(answer(first, GuestReply.ACCEPT, null, null, null).waits()).isFalse();
        assertThat(answer(media, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        assertThat(answer(third, GuestReply.ACCEPT, null, null, null).waits()).isFalse();
        assertThat(answer(fourth, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        // The seat of one without a circle is free: the journalist waits longer, but that circle has its seat.
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(guest(media).state()).isEqualTo(InvitationState.WAITING);
        assertThat(guest(fourth).state()).isEqualTo(InvitationState.OFFERED);
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(media).state()).isEqualTo(InvitationState.OFFERED);
    }

    // D4, P11: not even a hand in the database seats one too many.
    @Test
    void theDatabaseItselfHoldsTheNumberOfSeats() {
        DialogueId dialogue = inviting(1);
        answer(invited(dialogue, "First"), GuestReply.ACCEPT, null, null, null);
        assertThatThrownBy(() -> database.sql(
                                "update crm_invitation_seats set taken = taken + 1 where dialogue_id = ? and circle = ''")
                        .param(Bytes16.of(dialogue))
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThat(taken(dialogue)).isEqualTo(1);
    }
}
