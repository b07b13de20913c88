package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.CalendarAnswerDoubt;
import org.shanyraq.crm.invitation.CalendarAnswerQuery;
import org.shanyraq.crm.invitation.CalendarAnswerState;
import org.shanyraq.crm.invitation.CalendarAnswerView;
import org.shanyraq.crm.invitation.CalendarAnswers;
import org.shanyraq.crm.invitation.GuestNeed;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.mail.IncomingCalendar;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What guests answer in their calendars: row E5 of the features, threat P12. */
@ServiceTest
class CalendarAnswerIntegrationTests extends InvitationScene {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    private CalendarAnswerDesk desk;

    @Autowired
    private CalendarAnswers answers;

    // ---- taken by itself
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whatAGuestAnswersInTheCalendarIsTakenAsOnTheirPage() {
        DialogueId dialogue = inviting(1);
        Guest ida = invited(dialogue, "Ida");
        Guest next = invited(dialogue, "Next");
        assertThat(take(reply(ida, "ACCEPTED").at(now.minusSeconds(60)))).isTrue();
        assertThat(state(ida)).isEqualTo(InvitationState.ACCEPTED);
        assertThat(taken(dialogue)).isEqualTo(1);
        // The same seats and the same line of those who wait.
        take(reply(next, "ACCEPTED").at(now.minusSeconds(50)));
        assertThat(state(next)).isEqualTo(InvitationState.WAITING);
        take(reply(ida, "TENTATIVE").at(now.minusSeconds(40)).saying("Perhaps, I shall see"));
        assertThat(state(ida)).isEqualTo(InvitationState.TENTATIVE);
        assertThat(state(next)).isEqualTo(InvitationState.OFFERED);
        assertThat(as(protocol, () -> invitations.needs(dialogue)))
                .extracting(GuestNeed::note)
                .containsExactly("Perhaps, I shall see");
        take(reply(ida, "DECLINED").at(now.minusSeconds(30)));
        assertThat(state(ida)).isEqualTo(InvitationState.DECLINED);
        assertThat(open(dialogue)).isEmpty();
        assertThat(all(dialogue))
                .extracting(CalendarAnswerView::state)
                .hasSize(4)
                .containsOnly(CalendarAnswerState.TAKEN);

        List<AuditEntry> history = as(manager, () -> dialogues.history(dialogue, Paging.first(50))).items().stream()
                .filter(entry -> "calendar reply".equals(entry.cause()))
                .toList();
        assertThat(history).extracting(AuditEntry::actor).contains("Ida " + unique, "Next " + unique);
        assertThat(history).extracting(AuditEntry::kind).containsOnly("invitation");
    }

    // Read twice, in two copies within one mail, or by two instances at once: one answer.
    @Test
    void theSameAnswerIsOneHoweverOftenItIsRead() throws Exception {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        IncomingCalendar mail = reply(ida, "ACCEPTED").at(now.minusSeconds(60)).mail();
        assertThat(atOnce(4, number -> desk.take(mail))).containsOnly(true);
        long version = guest(ida).version();
        assertThat(desk.take(mail)).isTrue();
        assertThat(guest(ida).version()).isEqualTo(version);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(all(dialogue)).hasSize(1);
        assertThat(as(manager, () -> dialogues.history(dialogue, Paging.first(50))).items().stream()
                        .filter(entry -> "calendar reply".equals(entry.cause())))
                .hasSize(1);
    }

    // What breaks off between keeping an answer and deciding on it is gone on with when it is read again.
    @Test
    void anAnswerThatWasKeptAndNotDecidedIsDecidedWhenItIsReadAgain() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        IncomingCalendar mail = reply(ida, "ACCEPTED").at(now.minusSeconds(60)).mail();
        desk.take(mail);
        database.sql("update crm_invitation_reply set state = 'OPEN', doubt = 'UNDECIDED' where invitation_id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        database.sql("update crm_invitation set state = 'INVITED', answered_at = null where id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        database.sql("update crm_invitation_seats set taken = 0 where dialogue_id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        desk.take(mail);
        assertThat(state(ida)).isEqualTo(InvitationState.ACCEPTED);
        assertThat(all(dialogue)).extracting(CalendarAnswerView::state).containsExactly(CalendarAnswerState.TAKEN);
    }

    @Test
    void anOlderAnswerDoesNotOverturnANewerOneWhateverCameFirst() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        take(reply(ida, "DECLINED").at(now.minusSeconds(10)));
        take(reply(ida, "ACCEPTED").at(now.minusSeconds(20)));
        assertThat(state(ida)).isEqualTo(InvitationState.DECLINED);
        doubted(dialogue, CalendarAnswerDoubt.OLDER);
        // The other way round they came in the order in which they were given.
        Guest karl = invited(dialogue, "Karl");
        take(reply(karl, "ACCEPTED").at(now.minusSeconds(20)));
        take(reply(karl, "DECLINED").at(now.minusSeconds(10)));
        assertThat(state(karl)).isEqualTo(InvitationState.DECLINED);
        // A clock that is ahead by years says no last word.
        Guest ahead = invited(dialogue, "Ahead");
        take(reply(ahead, "ACCEPTED").at(now.plus(Duration.ofDays(900))));
        as(protocol, () -> invitations.answer(dialogue, List.of(now(ahead)), GuestReply.DECLINE));
        take(reply(ahead, "ACCEPTED").at(now.minusSeconds(5)));
        assertThat(state(ahead)).isEqualTo(InvitationState.DECLINED);
    }

    @Test
    void whoAnsweredBeforeTheChangeIsAskedByAnOfficer() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        database.sql("update crm_invitation set calendar_sequence = 2 where id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        take(reply(ida, "ACCEPTED").sequence(1).at(now.minusSeconds(20)));
        assertThat(state(ida)).isEqualTo(InvitationState.INVITED);
        doubted(dialogue, CalendarAnswerDoubt.OLDER);
        take(reply(ida, "ACCEPTED").sequence(2).at(now.minusSeconds(10)));
        assertThat(state(ida)).isEqualTo(InvitationState.ACCEPTED);
    }

    @Test
    void whoAcceptsDoesNotJumpTheLineByAClockThatIsBehind() {
        DialogueId dialogue = inviting(1);
        take(reply(invited(dialogue, "First"), "ACCEPTED").at(now.minusSeconds(60)));
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        take(reply(second, "ACCEPTED").at(now.minusSeconds(50)));
        take(reply(third, "ACCEPTED").at(now.minus(Duration.ofDays(900))));
        List<String> line = database.sql(
                        "select c.display_name from crm_invitation i join crm_contact c on c.id = i.contact_id"
                                + " where i.dialogue_id = ? and i.state = 'WAITING' order by i.seat_since")
                .param(Bytes16.of(dialogue))
                .query(String.class)
                .list();
        assertThat(line).containsExactly("Second " + unique, "Third " + unique);
    }

    // ---- P12: what is not believed
    // --------------------------------------------------------------------------------------------------------

    @Test
    void p12WhatDoesNotProveToBeTheGuestsChangesNothingAndIsShown() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        Guest other = invited(dialogue, "Other");
        // In Ida's name without what only Ida got; with the secret of another guest; from elsewhere; on behalf of
        // another.
        take(reply(ida, "ACCEPTED").uid("0".repeat(32) + "@shanyraq").at(now.minusSeconds(1)));
        doubted(dialogue, CalendarAnswerDoubt.UNKNOWN_EVENT);
        take(reply(ida, "ACCEPTED").uid(other.uid()).at(now.minusSeconds(2)));
        doubted(dialogue, CalendarAnswerDoubt.ATTENDEE);
        take(reply(ida, "ACCEPTED").from("eve@elsewhere.example").at(now.minusSeconds(3)));
        doubted(dialogue, CalendarAnswerDoubt.SENDER);
        take(reply(ida, "ACCEPTED").from(null).at(now.minusSeconds(4)));
        doubted(dialogue, CalendarAnswerDoubt.SENDER);
        take(reply(ida, "ACCEPTED").attendee("eve@elsewhere.example").at(now.minusSeconds(5)));
        doubted(dialogue, CalendarAnswerDoubt.ATTENDEE);
        // Nearly the same is not the same.
        take(reply(ida, "ACCEPTED").uid(ida.uid().toUpperCase(Locale.ROOT)).at(now.minusSeconds(6)));
        doubted(dialogue, CalendarAnswerDoubt.UNKNOWN_EVENT);
        take(reply(ida, "ACCEPTED").uid(ida.uid() + "x").at(now.minusSeconds(7)));
        doubted(dialogue, CalendarAnswerDoubt.UNKNOWN_EVENT);
        assertThat(state(ida)).isEqualTo(InvitationState.INVITED);
        assertThat(state(other)).isEqualTo(InvitationState.INVITED);
        assertThat(taken(dialogue)).isZero();
    }

    @Test
    void p12WhatNobodyOfOursCanHaveWrittenIsLeftInTheMailbox() {
        assertThat(desk.take(new IncomingCalendar(
                        "stranger@elsewhere.example",
                        now,
                        false,
                        true,
                        List.of("nonsense".getBytes(StandardCharsets.UTF_8)))))
                .isFalse();
        Guest ida = invited(inviting(60), "Ida");
        Reply stranger = reply(ida, "ACCEPTED")
                .uid("1".repeat(32) + "@shanyraq")
                .from("stranger@elsewhere.example")
                .at(now);
        assertThat(take(stranger)).isFalse();
        // A calendar text that is no answer at all is not kept either, whoever sends it.
        assertThat(desk.take(new IncomingCalendar(
                        ida.address(), now, false, false, List.of("BEGIN:VCALENDAR".getBytes(StandardCharsets.UTF_8)))))
                .isFalse();
    }

    @Test
    void p12WhoeverFloodsAGuestIsLeftInTheMailbox() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        int kept = 0;
        for (int i = 0; i < 60; i++) {
            kept += take(reply(ida, "ACCEPTED").uid("x" + i).at(now)) ? 1 : 0;
        }
        assertThat(kept).isEqualTo(50);
        assertThat(as(protocol, () -> answers.count(new CalendarAnswerQuery(CalendarAnswerState.OPEN, dialogue))))
                .isEqualTo(50);
    }

    @Test
    void whatAMachineAnsweredOrCannotBeReadOrWantsSomethingElseIsForAnOfficer() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        take(reply(ida, "ACCEPTED").automatic().at(now.minusSeconds(1)));
        doubted(dialogue, CalendarAnswerDoubt.AUTOMATIC);
        // Another time is shown to who decides, and moves nothing.
        take(reply(ida, "TENTATIVE").method("COUNTER").at(now.minusSeconds(2)));
        CalendarAnswerView countered = doubted(dialogue, CalendarAnswerDoubt.COUNTERED);
        assertThat(countered.proposedStart()).isEqualTo(Instant.parse("2027-03-18T17:30:00Z"));
        assertThat(countered.proposedEnd()).isEqualTo(Instant.parse("2027-03-18T19:00:00Z"));
        assertThat(countered.zone()).isEqualTo(Plans.BRUSSELS);
        assertThat(as(protocol, () -> dialogues.get(dialogue)).details().startsAt())
                .isEqualTo(start);
        take(reply(ida, "DELEGATED;DELEGATED-TO=\"mailto:deputy@elsewhere.example\"")
                .at(now.minusSeconds(3)));
        CalendarAnswerView delegated = doubted(dialogue, CalendarAnswerDoubt.DELEGATED);
        assertThat(delegated.delegate()).isEqualTo("deputy@elsewhere.example");
        desk.take(new IncomingCalendar(
                ida.address(),
                now,
                false,
                true,
                List.of("BEGIN:VCALENDAR\nMETHOD:REPLY".getBytes(StandardCharsets.UTF_8))));
        CalendarAnswerView unreadable = doubted(dialogue, CalendarAnswerDoubt.UNREADABLE);
        assertThat(state(ida)).isEqualTo(InvitationState.INVITED);
        for (CalendarAnswerView none : List.of(delegated, unreadable)) {
            assertThat(none.takeable()).isFalse();
            conflict(
                    "calendar-no-answer",
                    () -> as(protocol, () -> {
                        answers.take(none.id(), none.version());
                        return none;
                    }));
        }
    }

    @Test
    void whatComesTooLateOrForNothingThatStandsIsForAnOfficer() {
        DialogueId dialogue = inviting(60);
        Guest late = invited(dialogue, "Late");
        database.sql("update crm_invitation set answer_by = timestampadd(hour, -1, utc_timestamp(6)) where id = ?")
                .param(Bytes16.of(late.invitation().id()))
                .update();
        take(reply(late, "ACCEPTED").at(now));
        doubted(dialogue, CalendarAnswerDoubt.LATE);
        assertThat(state(late)).isEqualTo(InvitationState.INVITED);
        // What was in the mailbox in time is not late because it was read late.
        take(reply(late, "ACCEPTED").at(now.minus(Duration.ofHours(3))).arriving(now.minus(Duration.ofHours(2))));
        assertThat(state(late)).isEqualTo(InvitationState.ACCEPTED);
        // Who cannot come after all can say so until it begins.
        take(reply(late, "DECLINED").at(now));
        assertThat(state(late)).isEqualTo(InvitationState.DECLINED);

        Guest withdrawn = invited(dialogue, "Withdrawn");
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(withdrawn))));
        take(reply(withdrawn, "ACCEPTED").at(now));
        CalendarAnswerView gone = doubted(dialogue, CalendarAnswerDoubt.NOT_INVITED);
        conflict(
                "calendar-not-invited",
                () -> as(protocol, () -> {
                    answers.take(gone.id(), gone.version());
                    return gone;
                }));

        Guest archived = invited(dialogue, "Archived");
        ContactView contact =
                as(manager, () -> contacts.get(archived.invitation().contact()));
        as(manager, () -> contacts.archive(contact.id(), contact.version()));
        take(reply(archived, "ACCEPTED").at(now));
        doubted(dialogue, CalendarAnswerDoubt.ARCHIVED);

        Guest ida = invited(dialogue, "Ida");
        cancelled(dialogue);
        take(reply(ida, "ACCEPTED").at(now));
        CalendarAnswerView closed = doubted(dialogue, CalendarAnswerDoubt.CLOSED);
        conflict(
                "closed",
                () -> as(protocol, () -> {
                    answers.take(closed.id(), closed.version());
                    return closed;
                }));
        assertThat(state(ida)).isEqualTo(InvitationState.INVITED);
    }

    // ---- what officers do
    // --------------------------------------------------------------------------------------------------------

    @Test
    void anOfficerTakesAnAnswerOnceOrSetsItAsideAndBothAreTold() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        take(reply(ida, "ACCEPTED").from("ida@private.example").at(now.minusSeconds(9)));
        take(reply(ida, "DECLINED").from("eve@elsewhere.example").at(now.minusSeconds(8)));
        List<CalendarAnswerView> open = open(dialogue);
        CalendarAnswerView spoofed = open.get(0);
        CalendarAnswerView own = open.get(1);
        act(() -> answers.take(own.id(), own.version()));
        act(() -> answers.take(own.id(), own.version()));
        assertThat(state(ida)).isEqualTo(InvitationState.ACCEPTED);
        assertThat(taken(dialogue)).isEqualTo(1);
        conflict("calendar-decided", () -> act(() -> answers.setAside(own.id(), own.version(), null)));
        assertThatThrownBy(() -> act(() -> answers.setAside(spoofed.id(), spoofed.version(), "x".repeat(501))))
                .isInstanceOf(InvalidInputException.class);
        act(() -> answers.setAside(spoofed.id(), spoofed.version(), "Not hers"));
        conflict("calendar-decided", () -> act(() -> answers.take(spoofed.id(), spoofed.version())));
        assertThat(state(ida)).isEqualTo(InvitationState.ACCEPTED);
        assertThat(all(dialogue))
                .extracting(CalendarAnswerView::state)
                .containsExactly(CalendarAnswerState.SET_ASIDE, CalendarAnswerState.TAKEN);
        assertThat(all(dialogue)).extracting(CalendarAnswerView::decidedBy).containsOnly(protocol.name());
        assertThat(all(dialogue).get(0).remark()).isEqualTo("Not hers");
        List<AuditEntry> history =
                as(manager, () -> dialogues.history(dialogue, Paging.first(50))).items();
        assertThat(history.stream().filter(entry -> entry.kind().equals("calendar-answer")))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.actor()).isEqualTo(protocol.name()));
        assertThat(history.stream().filter(entry -> "calendar reply".equals(entry.cause())))
                .as("the officer noted what came by calendar")
                .extracting(AuditEntry::actor)
                .containsExactly(protocol.name());
    }

    // As sensitive as dialogue and contact together.
    @Test
    void whoMayNotSeeTheGuestOrTheDialogueSeesNoAnswerAndDecidesOnNone() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        take(reply(ida, "ACCEPTED").from("eve@elsewhere.example").at(now));
        CalendarAnswerView answer = open(dialogue).get(0);
        for (Officer other : List.of(foreigner, officers.officer(Role.PROTOCOL, mission, Sensitivity.PUBLIC))) {
            hidden(other, answer);
        }
        assertThatThrownBy(() -> as(viewer, () -> answers.list(CalendarAnswerQuery.ALL, Paging.first(9))))
                .isInstanceOf(NotPermittedException.class);
        database.sql("update crm_contact set sensitivity = 3 where id = ?")
                .param(Bytes16.of(ida.invitation().contact()))
                .update();
        hidden(protocol, answer);
        database.sql("update crm_contact set sensitivity = 1 where id = ?")
                .param(Bytes16.of(ida.invitation().contact()))
                .update();
        assertThat(open(dialogue)).hasSize(1);
        database.sql("update crm_dialogue set sensitivity = 3 where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        hidden(protocol, answer);
        assertThat(as(manager, () -> answers.get(answer.id())).state()).isEqualTo(CalendarAnswerState.OPEN);
    }

    private void hidden(Officer officer, CalendarAnswerView answer) {
        CalendarAnswerQuery here = new CalendarAnswerQuery(null, answer.dialogue());
        assertThat(as(officer, () -> answers.list(here, Paging.first(9))).items())
                .isEmpty();
        assertThat(as(officer, () -> answers.count(here))).isZero();
        List<Runnable> acts = List.of(
                () -> answers.get(answer.id()),
                () -> answers.take(answer.id(), answer.version()),
                () -> answers.setAside(answer.id(), answer.version(), null));
        for (Runnable act : acts) {
            assertThatThrownBy(() -> as(officer, () -> {
                        act.run();
                        return answer;
                    }))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    // ---- what the tests make and ask
    // --------------------------------------------------------------------------------------------------------

    private record Guest(InvitationView invitation, String address, String uid) implements Invited {}

    /** An answer as a calendar writes it. */
    private record Reply(
            String method,
            String uid,
            int sequence,
            String attendee,
            String partstat,
            @Nullable String comment,
            Instant stamp,
            @Nullable String from,
            boolean automated,
            Instant arrival) {

        Reply method(String other) {
            return new Reply(other, uid, sequence, attendee, partstat, comment, stamp, from, automated, arrival);
        }

        Reply uid(String other) {
            return new Reply(method, other, sequence, attendee, partstat, comment, stamp, from, automated, arrival);
        }

        Reply sequence(int other) {
            return new Reply(method, uid, other, attendee, partstat, comment, stamp, from, automated, arrival);
        }

        Reply attendee(String other) {
            return new Reply(method, uid, sequence, other, partstat, comment, stamp, from, automated, arrival);
        }

        Reply saying(String words) {
            return new Reply(method, uid, sequence, attendee, partstat, words, stamp, from, automated, arrival);
        }

        Reply at(Instant when) {
            return new Reply(method, uid, sequence, attendee, partstat, comment, when, from, automated, arrival);
        }

        Reply from(@Nullable String other) {
            return new Reply(method, uid, sequence, attendee, partstat, comment, stamp, other, automated, arrival);
        }

        Reply automatic() {
            return new Reply(method, uid, sequence, attendee, partstat, comment, stamp, from, true, arrival);
        }

        Reply arriving(Instant when) {
            return new Reply(method, uid, sequence, attendee, partstat, comment, stamp, from, automated, when);
        }

        IncomingCalendar mail() {
            String text = """
                    BEGIN:VCALENDAR
                    PRODID:-//Sample//Calendar//EN
                    VERSION:2.0
                    METHOD:%s
                    BEGIN:VEVENT
                    UID:%s
                    SEQUENCE:%d
                    DTSTAMP:%s
                    DTSTART;TZID=Romance Standard Time:20270318T183000
                    DTEND;TZID=Romance Standard Time:20270318T200000
                    ATTENDEE;PARTSTAT=%s:mailto:%s
                    %sEND:VEVENT
                    END:VCALENDAR
                    """.formatted(
                            method,
                            uid,
                            sequence,
                            STAMP.format(stamp),
                            partstat,
                            attendee,
                            comment == null ? "" : "COMMENT:" + comment.replace(",", "\\,") + "\n");
            return new IncomingCalendar(from, arrival, automated, true, List.of(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Reply reply(Guest guest, String partstat) {
        return new Reply(
                "REPLY", guest.uid(), 0, guest.address(), partstat, null, now, guest.address(), false, Instant.now());
    }

    private boolean take(Reply reply) {
        return desk.take(reply.mail());
    }

    private List<CalendarAnswerView> all(DialogueId dialogue) {
        return as(protocol, () -> answers.list(new CalendarAnswerQuery(null, dialogue), Paging.first(100)))
                .items();
    }

    private List<CalendarAnswerView> open(DialogueId dialogue) {
        return as(
                        protocol,
                        () -> answers.list(
                                new CalendarAnswerQuery(CalendarAnswerState.OPEN, dialogue), Paging.first(100)))
                .items();
    }

    /** The answer that came last, which was not taken by itself for that reason. */
    private CalendarAnswerView doubted(DialogueId dialogue, CalendarAnswerDoubt doubt) {
        CalendarAnswerView last = open(dialogue).get(0);
        assertThat(last.doubt()).isEqualTo(doubt);
        return last;
    }

    private void act(Runnable act) {
        as(protocol, () -> {
            act.run();
            return Boolean.TRUE;
        });
    }

    private DialogueId inviting(@Nullable Integer seats) {
        return inviting(evening("Calendars").seats(seats));
    }

    private Guest invited(DialogueId dialogue, String given) {
        // As people write themselves, which calendars do not.
        String own = given + address(given).substring(given.length());
        InvitationView guest = approved(dialogue, person(given).with(People.email(own)));
        send(dialogue, SendingDetails.now(TemplateKind.INVITATION), Set.of());
        return new Guest(guest, address(given), uid(guest));
    }

    private InvitationState state(Guest guest) {
        return guest(guest).state();
    }
}
