package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.BookedSpeaker;
import org.shanyraq.crm.invitation.Booking;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.EarlierDialogues;
import org.shanyraq.crm.invitation.Elsewhere;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;

/** Who is wanted elsewhere, or was invited lately: rows E1, E14, V12 and V13 of the features. */
@ServiceTest
class WantedElsewhereIntegrationTests extends GuestListScene {

    // E1, V12
    @Test
    void whoIsWantedElsewhereThenOrInThatWeekIsSaid() {
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        DialogueId dialogue = dialogue(START);
        DialogueId same = dialogue(START.plusSeconds(3_600));
        DialogueId sameWeek = dialogue(START.minus(Duration.ofDays(5)));
        DialogueId later = dialogue(START.plus(Duration.ofDays(8)));
        // One that goes on for long is a rival as long as it goes on.
        DialogueId longOne = dialogue(START.minus(Duration.ofDays(12)));
        database.sql("update crm_dialogue set ends_at = starts_at + interval 13 day where id = ?")
                .param(Bytes16.of(longOne))
                .update();
        DialogueView cancelled = as(protocol, () -> dialogues.create(plan(START).details()));
        DialogueId speaking = as(
                        diplomat,
                        () -> dialogues.create(
                                speaking(START.plus(Duration.ofDays(2)), aliya).details()))
                .id();
        DialogueId was = dialogue(START);
        for (DialogueId one : List.of(dialogue, same, sameWeek, later, longOne, cancelled.id(), speaking)) {
            propose(diplomat, one, aliya);
        }
        InvitationView removed = propose(diplomat, was, aliya);
        as(diplomat, () -> invitations.remove(was, List.of(now(removed))));
        as(protocol, () -> dialogues.cancel(cancelled.id(), cancelled.version(), "Rain"));
        assertThat(as(
                        viewer,
                        () -> invitations.bookings(dialogue, List.of(aliya, person("Other", Sensitivity.INTERNAL)))))
                .containsOnlyKeys(aliya)
                .extractingByKey(aliya)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Booking.class))
                .extracting(Booking::dialogue, Booking::clashes)
                .containsExactly(
                        tuple(longOne, true), tuple(sameWeek, false), tuple(same, true), tuple(speaking, false));
        assertThat(as(viewer, () -> invitations.of(aliya, Paging.first(20))).items())
                .extracting(ContactInvitation::dialogue)
                .startsWith(later)
                .hasSize(8);
        assertThat(pagesOf(aliya)).hasSize(8).doesNotHaveDuplicates();
    }

    // E1, V12: of many who are proposed at once it is said how many are wanted elsewhere, and the list gives exactly
    // these.
    @Test
    void ofManyWhoAreProposedAtOnceItIsSaidWhoIsWantedElsewhere() {
        ContactId busy = person("Busy", Sensitivity.INTERNAL);
        ContactId speaker = person("Speaker", Sensitivity.INTERNAL);
        ContactId rival = person("Rival", Sensitivity.INTERNAL);
        ContactId free = person("Free", Sensitivity.INTERNAL);
        ContactId asked = person("Asked", Sensitivity.INTERNAL);
        ContactId secret = person("Secret", Sensitivity.CONFIDENTIAL);
        DialogueId same = dialogue(START.plusSeconds(3_600));
        DialogueId sameWeek = dialogue(START.minus(Duration.ofDays(5)));
        as(diplomat, () -> invitations.propose(same, List.of(busy)));
        as(manager, () -> invitations.propose(same, List.of(secret)));
        as(diplomat, () -> invitations.propose(sameWeek, List.of(busy, rival)));
        as(diplomat, () -> dialogues.create(speaking(START, speaker).details()));
        // What is far away, hidden or taken off the list is in nobody's way.
        as(diplomat, () -> invitations.propose(dialogue(START.plus(Duration.ofDays(8))), List.of(free)));
        DialogueId hidden = as(
                        manager,
                        () -> dialogues.create(
                                plan(START).as(Sensitivity.CONFIDENTIAL).details()))
                .id();
        as(manager, () -> invitations.propose(hidden, List.of(asked)));
        InvitationView removed = propose(diplomat, same, free);
        as(diplomat, () -> invitations.remove(same, List.of(now(removed))));

        DialogueId dialogue = dialogue(START);
        SegmentId all = saved(ContactQuery.ALL.withText(unique));
        assertThat(as(diplomat, () -> invitations.proposeSegment(dialogue, all)))
                .isEqualTo(new ProposedGuests(5, 0, 0, 0, 2, 1));
        assertThat(elsewhere(diplomat, dialogue, Elsewhere.THEN)).containsExactlyInAnyOrder(busy, speaker);
        assertThat(elsewhere(diplomat, dialogue, Elsewhere.THAT_WEEK)).containsExactly(rival);
        assertThat(as(diplomat, () -> invitations.guestList(dialogue)).elsewhere())
                .isEqualTo(Map.of(Elsewhere.THEN, 2L, Elsewhere.THAT_WEEK, 1L));

        // Whoever sees more is told of more; of those who are on the list already as well.
        assertThat(as(manager, () -> invitations.proposeSegment(dialogue, all)))
                .isEqualTo(new ProposedGuests(1, 0, 5, 0, 4, 1));
        assertThat(elsewhere(manager, dialogue, Elsewhere.THEN))
                .containsExactlyInAnyOrder(busy, speaker, asked, secret);
        assertThat(elsewhere(diplomat, dialogue, Elsewhere.THEN)).containsExactlyInAnyOrder(busy, speaker);
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).elsewhere())
                .containsEntry(Elsewhere.THEN, 2L);

        // Of one's own proposal it is said too, and of nobody else on the list.
        assertThat(as(diplomat, () -> invitations.propose(dialogue, List.of(rival, free))))
                .isEqualTo(new ProposedGuests(0, 0, 2, 0, 0, 1));
        assertThat(StatementCounter.statementsOf(() -> as(
                        viewer,
                        () -> invitations.list(
                                InvitationQuery.of(dialogue).withElsewhere(Elsewhere.THEN), Paging.first(50)))))
                .hasSize(2);
    }

    private List<ContactId> elsewhere(Officer officer, DialogueId dialogue, Elsewhere elsewhere) {
        InvitationQuery query = InvitationQuery.of(dialogue).withElsewhere(elsewhere);
        counted(officer, query);
        return paged(officer, query, 100).stream().map(InvitationView::contact).toList();
    }

    // V12: who speaks is warned of as guests are; nothing is refused, and what is hidden warns nobody.
    @Test
    void aSpeakerWhoIsWantedElsewhereThenIsWarnedOf() {
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        ContactId basile = person("Basile", Sensitivity.INTERNAL);
        ContactId secret = person("Secret", Sensitivity.CONFIDENTIAL);
        DialogueId same = dialogue(START.plusSeconds(3_600));
        propose(diplomat, same, aliya);
        as(manager, () -> invitations.propose(same, List.of(secret)));
        DialogueId hidden = as(
                        manager,
                        () -> dialogues.create(speaking(START, basile)
                                .as(Sensitivity.CONFIDENTIAL)
                                .details()))
                .id();
        DialogueId sameWeek = dialogue(START.plus(Duration.ofDays(2)));
        propose(diplomat, sameWeek, basile);
        DialogueView planned = as(
                manager,
                () -> dialogues.create(speaking(START, aliya, basile, secret).details()));
        DialogueId dialogue = planned.id();
        assertThat(as(viewer, () -> invitations.bookedSpeakers(dialogue)))
                .extracting(BookedSpeaker::contact, BookedSpeaker::name, WantedElsewhereIntegrationTests::wantedBy)
                .containsExactly(tuple(aliya, "Aliya " + unique, same));
        assertThat(as(manager, () -> invitations.bookedSpeakers(dialogue)))
                .extracting(BookedSpeaker::contact, WantedElsewhereIntegrationTests::wantedBy)
                .containsExactly(tuple(aliya, same), tuple(basile, hidden), tuple(secret, same));
        absent(foreigner, () -> invitations.bookedSpeakers(dialogue));
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> invitations.bookedSpeakers(dialogue))))
                .hasSize(2);

        // Moved away there is nothing to warn of, and into another engagement there is.
        Instant later = START.plus(Duration.ofDays(2));
        DialogueView moved = as(
                manager,
                () -> dialogues.change(
                        dialogue, planned.version(), planned.details().at(later, later.plusSeconds(7_200))));
        assertThat(as(viewer, () -> invitations.bookedSpeakers(dialogue)))
                .extracting(BookedSpeaker::contact, WantedElsewhereIntegrationTests::wantedBy)
                .containsExactly(tuple(basile, sameWeek));
        as(protocol, () -> dialogues.cancel(dialogue, moved.version(), "Rain"));
        assertThat(as(viewer, () -> invitations.bookedSpeakers(dialogue))).isEmpty();
    }

    private Plans speaking(Instant start, ContactId... speakers) {
        return plan(start)
                .with(Stream.of(speakers)
                        .map(speaker ->
                                AgendaItem.of(AgendaItemKind.KEYNOTE, 20, Speaker.of(speaker, SpeakerRole.KEYNOTE)))
                        .toArray(AgendaItem[]::new));
    }

    /** The one dialogue for which a speaker is wanted, at the same time. */
    private static DialogueId wantedBy(BookedSpeaker speaker) {
        assertThat(speaker.bookings()).hasSize(1).allMatch(Booking::clashes);
        return speaker.bookings().get(0).dialogue();
    }

    private List<DialogueId> pagesOf(ContactId contact) {
        List<DialogueId> all = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Slice<ContactInvitation> slice = as(viewer, () -> invitations.of(contact, new Paging(from, 3)));
            slice.items().forEach(found -> all.add(found.dialogue()));
            cursor = slice.next();
        } while (cursor != null);
        return all;
    }

    // A7, E1: nobody is asked too often; what is hidden and what is cancelled counts for nobody.
    @Test
    void whoWasInvitedLatelyIsLeftOutAndHowOftenIsSaid() {
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        ContactId basile = person("Basile", Sensitivity.INTERNAL);
        ContactQuery fresh = ContactQuery.ALL.withText(unique).withNotInvitedDays(60);
        DialogueId secret = as(
                        manager,
                        () -> dialogues.create(
                                plan(START).as(Sensitivity.CONFIDENTIAL).details()))
                .id();
        DialogueView rained = as(protocol, () -> dialogues.create(plan(START).details()));
        DialogueId earlier = dialogue(START.minus(Duration.ofDays(90)));
        DialogueId dialogue = dialogue(START);
        approved(secret, aliya);
        approved(rained.id(), aliya);
        as(protocol, () -> dialogues.cancel(rained.id(), rained.version(), "Rain"));
        propose(diplomat, earlier, aliya);
        assertThat(found(viewer, fresh)).containsExactly(aliya, basile);
        assertThat(found(manager, fresh)).containsExactly(basile);
        assertThat(as(viewer, () -> invitations.earlier(dialogue, List.of(aliya, basile))))
                .isEmpty();

        approved(earlier, aliya);
        assertThat(found(viewer, fresh)).containsExactly(basile);
        assertThat(as(viewer, () -> contacts.count(fresh, 10))).isEqualTo(1);
        assertThat(as(viewer, () -> invitations.earlier(dialogue, List.of(aliya, basile))))
                .isEqualTo(Map.of(aliya, new EarlierDialogues(1, 0)));
        assertThat(as(viewer, () -> invitations.earlier(earlier, List.of(aliya))))
                .isEmpty();
        database.sql("update crm_invitation set decided_at = decided_at - interval 61 day where dialogue_id = ?")
                .param(Bytes16.of(earlier))
                .update();
        assertThat(found(viewer, fresh)).containsExactly(aliya, basile);
        assertThat(found(viewer, fresh.withNotInvitedDays(62))).containsExactly(basile);
        assertThat(found(viewer, fresh.withNotInvitedDays(ContactQuery.MOST_DAYS)))
                .containsExactly(basile);
        SegmentId saved = saved(fresh);
        assertThat(as(diplomat, () -> invitations.proposeSegment(dialogue, saved)))
                .isEqualTo(new ProposedGuests(2, 0, 0, 0));
    }

    private List<ContactId> found(Officer officer, ContactQuery query) {
        return as(officer, () -> contacts.list(query, Paging.first(20))).items().stream()
                .map(ContactSummary::id)
                .toList();
    }
}
