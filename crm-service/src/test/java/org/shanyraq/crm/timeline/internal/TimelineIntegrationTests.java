package org.shanyraq.crm.timeline.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.attendance.WalkIn;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.timeline.TimelineEntry;
import org.shanyraq.crm.timeline.Timelines;
import org.springframework.beans.factory.annotation.Autowired;

/** What happened with people, organisations and dialogues, of all features together: row E14 of the features. */
@ServiceTest
class TimelineIntegrationTests extends GuestScene {

    @Autowired
    private Timelines timelines;

    @Autowired
    private Attendances attendances;

    TimelineIntegrationTests() {
        super("timeline-one", "timeline-two");
    }

    @Test
    void aContactsTimelineHasWhatEachFeatureTellsLatestFirst() {
        ContactId ida = registered(person("Ida"));
        DialogueId dialogue = soon(Sensitivity.INTERNAL, ida);
        invited(dialogue, ida, GuestReply.ACCEPT);
        as(protocol, () -> attendances.checkIn(dialogue, guestOf(dialogue, ida).id()));
        List<TimelineEntry> told = told(viewer, contact(ida));
        assertThat(told).isSortedAccordingTo((one, other) -> other.at().compareTo(one.at()));
        assertThat(told)
                .extracting(entry -> entry.source() + " " + entry.event())
                .containsExactly(
                        "dialogue speaks",
                        "attendance came",
                        "invitation accepted",
                        "invitation invited",
                        "change action.created");
        assertThat(told.get(1).record()).isEqualTo(dialogue(dialogue));
        assertThat(told.get(1).title().texts()).containsValue("Timeline " + unique);
        assertThat(told.get(1).by()).isEqualTo(protocol.name());
        assertThat(told.get(2).personName()).isEqualTo("Ida " + unique);
        assertThat(told.get(4).by()).isEqualTo(manager.name());
    }

    @Test
    void anOrganisationsTimelineHasThoseWhoWereInvitedForItOrForAPartOfIt() {
        OrganisationId whole = organisation("Whole", null, Circle.EXPERT, OrganisationKind.THINK_TANK);
        OrganisationId part = organisation("Part", whole, Circle.EXPERT, OrganisationKind.THINK_TANK);
        ContactId ida = registered(person("Ida"));
        as(manager, () -> mandates.begin(ida, post(part, PostRole.MEMBER), Tenure.UNKNOWN, null));
        DialogueId dialogue = soon(Sensitivity.INTERNAL, null);
        invited(dialogue, ida, GuestReply.DECLINE);
        for (OrganisationId one : List.of(whole, part)) {
            assertThat(told(viewer, new RecordRef("organisation", one.value())))
                    .extracting(TimelineEntry::event)
                    .contains("declined", "invited");
        }
        assertThat(told(viewer, dialogue(dialogue)))
                .filteredOn(entry -> entry.source().equals("invitation"))
                .extracting(TimelineEntry::personName)
                .containsExactly("Ida " + unique, "Ida " + unique);
    }

    @Test
    void aTimelineReadByStretchesHasEachEntryOnce() {
        DialogueId dialogue = soon(Sensitivity.INTERNAL, null);
        for (String given : List.of("Ada", "Bea", "Cleo", "Dora")) {
            invited(dialogue, registered(person(given)), GuestReply.ACCEPT);
        }
        as(protocol, () -> attendances.addWalkIn(dialogue, new WalkIn(UUID.randomUUID(), "Nobody knows", null, null)));
        // All at the same moment: the order within a source has to tell them apart.
        database.sql("update crm_invitation set invited_at = '2026-01-01', answered_at = '2026-01-01'"
                        + " where dialogue_id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        RecordRef subject = dialogue(dialogue);
        List<TimelineEntry> whole = told(viewer, subject);
        assertThat(whole).hasSizeGreaterThan(9);
        for (int size : List.of(1, 2, 3, 7)) {
            List<TimelineEntry> read = new ArrayList<>();
            String cursor = null;
            do {
                Paging next = new Paging(cursor, size);
                Slice<TimelineEntry> stretch = as(viewer, () -> timelines.of(subject, Set.of(), next));
                read.addAll(stretch.items());
                cursor = stretch.next();
            } while (cursor != null);
            assertThat(read).as("stretches of %d", size).isEqualTo(whole);
        }
        assertThat(as(viewer, () -> timelines.of(subject, Set.of("attendance"), Paging.first(9)))
                        .items())
                .extracting(TimelineEntry::personName)
                .containsExactly("Nobody knows");
        assertThat(as(viewer, () -> timelines.of(subject, Set.of("weather"), Paging.first(9)))
                        .items())
                .isEmpty();
        assertThatThrownBy(() -> as(viewer, () -> timelines.of(subject, Set.of(), new Paging("nonsense", 9))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void whatAnOfficerMayNotSeeIsInNoTimeline() {
        ContactId ida = registered(person("Ida"));
        ContactId hidden = registered(person("Hidden").with(Sensitivity.CONFIDENTIAL));
        DialogueId secret = soon(Sensitivity.CONFIDENTIAL, ida);
        DialogueId open = soon(Sensitivity.INTERNAL, hidden);
        invited(secret, ida, GuestReply.ACCEPT);
        invited(open, ida, GuestReply.ACCEPT);
        invited(open, hidden, GuestReply.ACCEPT);
        InvitationView host = guestOf(open, hidden);
        as(manager, () -> {
            invitations.setTerms(open, new GuestTerms(WaitingOrder.FIRST_COME, 1, true));
            invitations.answer(
                    open,
                    now(host),
                    GuestReply.ACCEPT,
                    new Company(List.of(new Companion("Somebody Beside", null)), 0),
                    Shortage.TELL);
            attendances.checkIn(open, host.id());
            return attendances.checkInCompanion(open, host.id(), 1);
        });

        assertThat(told(manager, contact(ida)))
                .extracting(TimelineEntry::record)
                .contains(dialogue(secret));
        assertThat(told(viewer, contact(ida))).extracting(TimelineEntry::record).doesNotContain(dialogue(secret));
        assertThat(told(manager, dialogue(open)))
                .extracting(TimelineEntry::personName)
                .contains("Hidden " + unique);
        assertThat(told(manager, dialogue(open)))
                .filteredOn(entry -> entry.event().equals("came"))
                .hasSize(2);
        assertThat(told(viewer, dialogue(open)).toString()).contains("Ida").doesNotContain("Hidden", hidden.toString());
        assertThat(told(viewer, dialogue(open)))
                .as("whom a hidden guest brings is hidden, too")
                .extracting(TimelineEntry::event)
                .doesNotContain("came");
        absent(viewer, () -> timelines.of(dialogue(secret), Set.of(), Paging.first(9)));
        absent(viewer, () -> timelines.of(contact(hidden), Set.of(), Paging.first(9)));
        absent(foreigner, () -> timelines.of(contact(ida), Set.of(), Paging.first(9)));
        absent(manager, () -> timelines.of(new RecordRef("weather", ida.value()), Set.of(), Paging.first(9)));
        absent(viewer, () -> timelines.subject(contact(hidden)));
    }

    @Test
    void aTimelineCostsAStatementForEachSourceHoweverLongItIs() {
        DialogueId few = soon(Sensitivity.INTERNAL, null);
        DialogueId more = soon(Sensitivity.INTERNAL, null);
        invited(few, registered(person("Ada")), GuestReply.ACCEPT);
        for (String given : List.of("Bea", "Cleo", "Dora", "Elsa")) {
            invited(more, registered(person(given)), GuestReply.ACCEPT);
        }
        List<String> ofFew = StatementCounter.statementsOf(() -> told(viewer, dialogue(few)));
        List<String> ofMore = StatementCounter.statementsOf(() -> told(viewer, dialogue(more)));
        assertThat(ofMore).hasSameSizeAs(ofFew).doesNotHaveDuplicates();
        assertThat(ofMore)
                .hasSize(1 + as(viewer, () -> timelines.sources("dialogue")).size());
    }

    private List<TimelineEntry> told(Officer officer, RecordRef subject) {
        Slice<TimelineEntry> all = as(officer, () -> timelines.of(subject, Set.of(), Paging.first(Paging.MAX_SIZE)));
        assertThat(all.next()).isNull();
        return all.items();
    }

    private static RecordRef contact(ContactId id) {
        return new RecordRef("contact", id.value());
    }

    private static RecordRef dialogue(DialogueId id) {
        return new RecordRef("dialogue", id.value());
    }

    private DialogueId soon(Sensitivity sensitivity, @Nullable ContactId speaker) {
        Plans plans = Plans.evening("Timeline " + unique, Instant.now().plus(Duration.ofHours(1)))
                .as(sensitivity);
        Plans whole = speaker == null
                ? plans
                : plans.with(AgendaItem.of(AgendaItemKind.KEYNOTE, 20, Speaker.of(speaker, SpeakerRole.KEYNOTE)));
        DialogueId drafted =
                as(manager, () -> dialogues.create(whole.details())).id();
        as(
                manager,
                () -> dialogues.startInviting(drafted, dialogues.get(drafted).version()));
        return drafted;
    }

    private void invited(DialogueId dialogue, ContactId contact, GuestReply reply) {
        InvitationView guest = approved(dialogue, contact);
        send(manager, dialogue, SendingDetails.now(TemplateKind.INVITATION), Set.of());
        as(manager, () -> invitations.answer(dialogue, List.of(now(guest)), reply));
    }
}
