package org.shanyraq.crm.attendance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.AttendanceView;
import org.shanyraq.crm.attendance.DialogueFigures;
import org.shanyraq.crm.attendance.Visit;
import org.shanyraq.crm.attendance.VisitFigure;
import org.shanyraq.crm.attendance.VisitQuery;
import org.shanyraq.crm.attendance.Visits;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.EarlierDialogues;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Who came, who did not and who declined late, as it is counted afterwards: rows E14, E15 and D2 of the features. */
@ServiceTest
class VisitIntegrationTests extends AttendanceScene {

    @Autowired
    private Visits visits;

    @Autowired
    private DialogueSeriesCatalogue catalogue;

    // E14, E15, D2
    @Test
    void whoCameWhoDidNotAndWhoDeclinedLateIsCountedAndListedTheSame() {
        DialogueSeriesId series = series();
        OrganisationId gazette = gazette();
        DialogueId dialogue = inviting(plan(hence(1)).of(series));
        InvitationView came = accepted(dialogue, "Came", gazette);
        InvitationView missing = accepted(dialogue, "Missing", gazette);
        InvitationView late = accepted(dialogue, "Late", gazette);
        InvitationView excused = accepted(dialogue, "Excused", gazette);
        InvitationView silent = invited(dialogue, "Silent", Sensitivity.INTERNAL);
        InvitationView hidden = accepted(dialogue, "Hidden", Sensitivity.CONFIDENTIAL);
        InvitationView wavering = accepted(dialogue, "Wavering", Sensitivity.INTERNAL);
        for (InvitationView one : List.of(late, excused, wavering)) {
            as(manager, () -> invitations.answer(dialogue, List.of(now(one)), GuestReply.DECLINE));
        }
        database.sql(
                        "update crm_invitation set accepted_at = ?, confirmed_at = ? where dialogue_id = ? and accepted_at is not null")
                .params(ago(9 * 24), ago(9 * 24), Bytes16.of(dialogue))
                .update();
        left(late, ago(5));
        left(excused, ago(3 * 24));
        left(wavering, ago(5));
        came(came);
        // Declined late, and came all the same: that is no late decline.
        came(wavering);
        ContactId walker = registered(person("Walker"));
        AttendanceView walkIn = walkIn(dialogue, "Walker", null);
        as(protocol, () -> attendances.link(dialogue, walkIn.id(), walker));
        walkIn(dialogue, "Nobody knows", null);
        // Nothing is counted before it was held.
        assertThat(figures(viewer, VisitQuery.of(missing.contact()))).isEqualTo(List.of(0L, 0L, 0L, 0L, 0L));

        move(dialogue, Instant.now().minus(Duration.ofHours(3)));
        held(dialogue);

        // Invited, accepted, came, no-shows, late declines.
        assertThat(figures(viewer, VisitQuery.of(dialogue))).isEqualTo(List.of(6L, 2L, 4L, 1L, 1L));
        assertThat(figures(manager, VisitQuery.of(dialogue))).isEqualTo(List.of(7L, 3L, 4L, 2L, 1L));
        assertThat(figures(viewer, VisitQuery.of(gazette))).isEqualTo(List.of(4L, 2L, 1L, 1L, 1L));
        assertThat(figures(viewer, VisitQuery.of(came.contact()))).isEqualTo(List.of(1L, 1L, 1L, 0L, 0L));
        assertThat(figures(viewer, VisitQuery.of(missing.contact()))).isEqualTo(List.of(1L, 1L, 0L, 1L, 0L));
        assertThat(figures(viewer, VisitQuery.of(late.contact()))).isEqualTo(List.of(1L, 0L, 0L, 0L, 1L));
        assertThat(figures(viewer, VisitQuery.of(excused.contact()))).isEqualTo(List.of(1L, 0L, 0L, 0L, 0L));
        assertThat(figures(viewer, VisitQuery.of(silent.contact()))).isEqualTo(List.of(1L, 0L, 0L, 0L, 0L));
        assertThat(figures(viewer, VisitQuery.of(walker))).isEqualTo(List.of(0L, 0L, 1L, 0L, 0L));
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.NO_SHOW))).containsExactly("Missing " + unique);
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.LATE_DECLINE))).containsExactly("Late " + unique);
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.CAME)))
                .containsExactlyInAnyOrder("Came " + unique, "Wavering " + unique, "Walker " + unique, "Nobody knows");
        assertThat(as(viewer, () -> visits.figures(VisitQuery.of(dialogue))).noShowShare())
                .isEqualTo(50);

        DialogueFigures inSeries = as(viewer, () -> visits.ofSeries(series, Paging.first(9)))
                .items()
                .get(0);
        assertThat(inSeries.dialogue()).isEqualTo(dialogue);
        assertThat(inSeries.figures()).isEqualTo(as(viewer, () -> visits.figures(VisitQuery.of(dialogue))));

        DialogueId next = soon();
        assertThat(as(
                        viewer,
                        () -> invitations.earlier(
                                next, List.of(came.contact(), missing.contact(), walker, hidden.contact()))))
                .isEqualTo(Map.of(
                        came.contact(),
                        new EarlierDialogues(1, 1),
                        missing.contact(),
                        new EarlierDialogues(1, 0),
                        walker,
                        new EarlierDialogues(0, 1)));
        DialogueId before = soon();
        move(before, Instant.now().minus(Duration.ofDays(3)));
        assertThat(as(viewer, () -> invitations.earlier(before, List.of(came.contact(), walker))))
                .as("what came later is none of the earlier ones")
                .isEmpty();

        absent(viewer, () -> visits.figures(VisitQuery.of(hidden.contact())));
        absent(foreigner, () -> visits.list(VisitQuery.of(dialogue), Paging.first(9)));
        absent(foreigner, () -> visits.figures(VisitQuery.of(gazette)));
        absent(foreigner, () -> visits.ofSeries(series, Paging.first(9)));
        assertThatThrownBy(() -> as(officers.administrator(mission), () -> visits.figures(VisitQuery.of(dialogue))))
                .isInstanceOf(NotPermittedException.class);
    }

    private DialogueSeriesId series() {
        return as(
                        protocol,
                        () -> catalogue.create(new DialogueSeriesDetails(
                                LocalizedText.of("en", "Series " + unique),
                                Sensitivity.INTERNAL,
                                1,
                                List.of("en"),
                                DialogueFormat.IN_PERSON,
                                null,
                                null,
                                null,
                                Plans.BRUSSELS,
                                new Capacity(60, Map.of()),
                                Balance.NONE)))
                .id();
    }

    /** In the order of the figures; the list behind each is as long, read two at a time. */
    private List<Long> figures(Officer officer, VisitQuery query) {
        Map<VisitFigure, Long> counts = as(officer, () -> visits.figures(query)).counts();
        counts.forEach((figure, count) -> {
            List<Visit> all = new ArrayList<>();
            String cursor = null;
            do {
                Paging two = new Paging(cursor, 2);
                Slice<Visit> slice = as(officer, () -> visits.list(query.of(figure), two));
                all.addAll(slice.items());
                cursor = slice.next();
            } while (cursor != null);
            assertThat(all).as(figure.code()).hasSize(count.intValue()).doesNotHaveDuplicates();
        });
        return List.copyOf(counts.values());
    }

    private List<String> listed(VisitQuery query) {
        return as(viewer, () -> visits.list(query, Paging.first(100))).items().stream()
                .map(Visit::name)
                .toList();
    }

    // E15: what counts is since when there was a seat, and when it was given back; of the last note nothing follows.
    @Test
    void aSeatIsLeftWhenItIsGivenBackAndWhatIsSaidAfterThatChangesNothingOfWhen() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        assertThat(time(ida, "left_at")).isNull();
        assertThat(time(ida, "confirmed_at"))
                .isEqualTo(time(ida, "accepted_at"))
                .isNotNull();
        answer(ida, GuestReply.HESITATE);
        LocalDateTime left = time(ida, "left_at");
        assertThat(left).isNotNull();
        answer(ida, GuestReply.HESITATE);
        answer(ida, GuestReply.DECLINE);
        assertThat(time(ida, "left_at")).isEqualTo(left);
        answer(ida, GuestReply.ACCEPT);
        assertThat(time(ida, "left_at")).isNull();

        InvitationView never = invited(dialogue, "Never", Sensitivity.INTERNAL);
        answer(never, GuestReply.DECLINE);
        assertThat(time(never, "left_at")).isNull();
    }

    @Test
    void aSeatThatCameByItselfIsConfirmedByWhoeverSaysYesToIt() {
        DialogueId dialogue = soon();
        InvitationView ida = accepted(dialogue, "Ida", Sensitivity.INTERNAL);
        changed(dialogue, plans -> plans.seats(1));
        InvitationView bo = accepted(dialogue, "Bo", Sensitivity.INTERNAL);
        assertThat(bo.state()).isEqualTo(InvitationState.WAITING);
        answer(ida, GuestReply.DECLINE);
        assertThat(guest(bo).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(time(bo, "accepted_at")).isNotNull();
        assertThat(time(bo, "confirmed_at")).isNull();
        brings(bo, new Company(List.of(), 0));
        assertThat(time(bo, "confirmed_at")).isNotNull();
    }

    @Test
    void whoHadASeatInTimeIsLateOrMissingAndWhoGotOneAtTheLastMomentIsNot() {
        DialogueId dialogue = soon();
        Map<String, InvitationView> guests = new LinkedHashMap<>();
        for (String given : List.of(
                "Absent",
                "Seated",
                "SeatedEarly",
                "SaidYes",
                "Prompt",
                "Late",
                "Wavers",
                "Slip",
                "NotedLater",
                "NotedAfterwards",
                "SeatedThenCorrected",
                "AfterTheBeginning")) {
            guests.put(given, accepted(dialogue, given, Sensitivity.INTERNAL));
        }
        for (String given : List.of("Prompt", "Late", "Slip", "NotedLater", "AfterTheBeginning")) {
            answer(guests.get(given), GuestReply.DECLINE);
        }
        answer(guests.get("Wavers"), GuestReply.HESITATE);
        InvitationView writtenUp = Objects.requireNonNull(invited(dialogue, "WrittenUp", Sensitivity.INTERNAL));
        move(dialogue, Instant.now().minus(Duration.ofHours(10)));
        // Hours before the beginning: seat, yes to it, given back.
        seat(guests.get("Absent"), 72, 72, null);
        seat(guests.get("Seated"), 2, null, null);
        seat(guests.get("SeatedEarly"), 48, null, null);
        seat(guests.get("SaidYes"), 2, 1, null);
        seat(guests.get("Prompt"), 2, null, 1);
        seat(guests.get("Late"), 72, 72, 23);
        seat(guests.get("Wavers"), 72, 72, 1);
        // A quarter of an hour.
        seat(guests.get("Slip"), 5, 5, null);
        left(guests.get("Slip"), ago(10 + 5).plusMinutes(15));
        // Given back two weeks before, and something noted the day before.
        seat(guests.get("NotedLater"), 500, 500, 360);
        seat(guests.get("AfterTheBeginning"), 72, 72, -1);
        // An officer writes up the answers of a dialogue when it is over.
        seat(guests.get("NotedAfterwards"), -2, -2, null);
        // Nobody said yes to a seat that came late, until something of that guest was corrected after the beginning.
        seat(guests.get("SeatedThenCorrected"), 2, -1, null);
        // By the hand of an officer, hours after the beginning.
        answer(writtenUp, GuestReply.ACCEPT);
        held(dialogue);
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.NO_SHOW)))
                .containsExactlyInAnyOrder(
                        named("Absent"),
                        named("SeatedEarly"),
                        named("SaidYes"),
                        named("NotedAfterwards"),
                        named("WrittenUp"),
                        named("AfterTheBeginning"));
        assertThat(listed(VisitQuery.of(dialogue).of(VisitFigure.LATE_DECLINE)))
                .containsExactlyInAnyOrder(named("Late"), named("Wavers"));
    }

    private String named(String given) {
        return given + " " + unique;
    }

    /** In hours before a beginning ten hours ago. */
    private void seat(
            @Nullable InvitationView guest, int accepted, @Nullable Integer confirmed, @Nullable Integer left) {
        database.sql("update crm_invitation set accepted_at = ?, confirmed_at = ?, left_at = ? where id = ?")
                .param(ago(10 + accepted))
                .param(confirmed == null ? null : ago(10 + confirmed))
                .param(left == null ? null : ago(10 + left))
                .param(Bytes16.of(Objects.requireNonNull(guest).id()))
                .update();
    }

    private void left(@Nullable InvitationView guest, LocalDateTime when) {
        database.sql("update crm_invitation set left_at = ? where id = ?")
                .params(when, Bytes16.of(Objects.requireNonNull(guest).id()))
                .update();
    }

    private static LocalDateTime ago(int hours) {
        return UtcTime.of(Instant.now().minus(Duration.ofHours(hours)));
    }

    private @Nullable LocalDateTime time(InvitationView guest, String column) {
        return database.sql("select " + column + " from crm_invitation where id = ?")
                .param(Bytes16.of(guest.id()))
                .query((row, index) -> Optional.ofNullable(row.getObject(column, LocalDateTime.class)))
                .single()
                .orElse(null);
    }

    // F1, F3, D2: whoever came is counted, known or not.
    @Test
    void theDoorTheDialogueAndTheSeriesCountTheSamePeople() {
        DialogueSeriesId series = series();
        DialogueId dialogue = inviting(plan(hence(1)).of(series));
        InvitationView ida = invited(dialogue, "Ida", Sensitivity.INTERNAL);
        brings(ida, new Company(List.of(new Companion("Bruno " + unique, "Choir")), 1));
        came(ida);
        as(protocol, () -> attendances.checkInCompanion(dialogue, ida.id(), 1));
        as(protocol, () -> attendances.checkInCompanion(dialogue, ida.id(), 2));
        InvitationView hidden = invited(dialogue, "Hidden", Sensitivity.CONFIDENTIAL);
        brings(hidden, new Company(List.of(new Companion("Secret " + unique, null)), 0));
        as(manager, () -> attendances.checkIn(dialogue, hidden.id()));
        as(manager, () -> attendances.checkInCompanion(dialogue, hidden.id(), 1));
        InvitationView rushed = accepted(dialogue, "Rushed", Sensitivity.INTERNAL);
        AttendanceView rush = walkIn(dialogue, "Rushed", null);
        as(protocol, () -> attendances.link(dialogue, rush.id(), rushed.contact()));
        AttendanceView linked = walkIn(dialogue, "Walker", null);
        ContactId walker = registered(person("Walker"));
        as(protocol, () -> attendances.link(dialogue, linked.id(), walker));
        walkIn(dialogue, "Nobody knows", "The Gazette");
        AttendanceView mistake = walkIn(dialogue, "A mistake", null);
        as(protocol, () -> attendances.undo(dialogue, mistake.id()));
        move(dialogue, Instant.now().minus(Duration.ofHours(3)));
        held(dialogue);
        for (Officer officer : List.of(protocol, viewer, manager)) {
            long door = as(officer, () -> attendances.count(dialogue)).came();
            assertThat(door).isEqualTo(officer.equals(manager) ? 8 : 6);
            assertThat(figures(officer, VisitQuery.of(dialogue))).contains(door);
            assertThat(as(officer, () -> visits.figures(VisitQuery.of(dialogue)))
                            .counts()
                            .get(VisitFigure.CAME))
                    .isEqualTo(door);
            assertThat(as(officer, () -> visits.ofSeries(series, Paging.first(9)))
                            .items())
                    .singleElement()
                    .extracting(one -> one.figures().counts().get(VisitFigure.CAME))
                    .isEqualTo(door);
        }
        assertThat(as(viewer, () -> visits.list(VisitQuery.of(dialogue).of(VisitFigure.CAME), Paging.first(9)))
                        .items())
                .extracting(Visit::name, Visit::acronym, visit -> visit.contact() != null)
                .containsExactlyInAnyOrder(
                        tuple("Ida " + unique, null, true),
                        tuple("Bruno " + unique, "Choir", false),
                        tuple("Ida " + unique + " +2", null, false),
                        tuple("Rushed " + unique, null, true),
                        tuple("Walker " + unique, null, true),
                        tuple("Nobody knows", "The Gazette", false));
    }

    private InvitationView accepted(DialogueId dialogue, String given, OrganisationId organisation) {
        InvitationView guest = accepted(dialogue, given, Sensitivity.INTERNAL);
        database.sql("update crm_invitation set organisation_id = ? where id = ?")
                .params(Bytes16.of(organisation), Bytes16.of(guest.id()))
                .update();
        return guest;
    }

    private static Instant hence(int hours) {
        return Instant.now().plus(Duration.ofHours(hours));
    }
}
