package org.shanyraq.crm.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.DialogueQuery;
import org.shanyraq.crm.dialogue.DialogueState;
import org.shanyraq.crm.dialogue.DialogueSummary;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.OfficerInCharge;
import org.shanyraq.crm.followup.CommitmentDirection;
import org.shanyraq.crm.followup.CommitmentQuery;
import org.shanyraq.crm.followup.CommitmentSummary;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUpQuery;
import org.shanyraq.crm.followup.FollowUpSummary;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.interaction.InteractionQuery;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.interaction.InteractionSummary;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.organisation.OrganisationQuery;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ServiceTest
@TestPropertySource(properties = "crm.demo.enabled=true")
class DemoDataIntegrationTests extends OfficerScene {

    @Autowired
    DemoData demo;

    @Autowired
    Contacts contacts;

    @Autowired
    Segments segments;

    @Autowired
    Organisations organisations;

    @Autowired
    Posts posts;

    @Autowired
    Dialogues dialogues;

    @Autowired
    Invitations invitations;

    @Autowired
    Attendances attendances;

    @Autowired
    Interactions interactions;

    @Autowired
    FollowUps followUps;

    @Autowired
    Commitments commitments;

    @Autowired
    JdbcClient database;

    @Test
    void eachDemonstrationMissionHasItsWorldOnce() {
        Officer manager = officers.officer(Role.MANAGER, "bxl", Sensitivity.CONFIDENTIAL);
        Officer elsewhere = officers.officer(Role.MANAGER, "gva", Sensitivity.CONFIDENTIAL);
        assertThat(as(manager, () -> contacts.count(ContactQuery.ALL, 0))).isEqualTo(300);
        assertThat(as(elsewhere, () -> contacts.count(ContactQuery.ALL, 0))).isEqualTo(20);
        assertThat(as(manager, () -> organisations.count(OrganisationQuery.ALL, 0))
                        - as(elsewhere, () -> organisations.count(OrganisationQuery.ALL, 0)))
                .isEqualTo(54);

        assertThat(demo.load("bxl", DemoWorld.Size.WHOLE)).isFalse();
        demo.run(new DefaultApplicationArguments());

        assertThat(as(manager, () -> contacts.count(ContactQuery.ALL, 0))).isEqualTo(300);
    }

    @Test
    void itHasTagsAListAndSavedQueriesWithPeopleInThem() {
        Officer viewer = officers.officer(Role.VIEWER, "bxl", Sensitivity.INTERNAL);
        List<SegmentView> made = as(viewer, () -> segments.list(null, Archived.BOTH, Paging.first(50)))
                .items();
        assertThat(made)
                .extracting(segment -> segment.details().kind())
                .containsExactlyInAnyOrder(
                        SegmentKind.TAG,
                        SegmentKind.TAG,
                        SegmentKind.TAG,
                        SegmentKind.LIST,
                        SegmentKind.QUERY,
                        SegmentKind.QUERY);
        assertThat(made).allSatisfy(segment -> assertThat(as(viewer, () -> contacts.count(segment.asked(), 1_000)))
                .as(segment.details().name())
                .isPositive());
    }

    @Test
    void theFirstSeriesHasEightDialoguesAroundToday() {
        Officer viewer = officers.officer(Role.VIEWER, "bxl", Sensitivity.INTERNAL);
        Officer elsewhere = officers.officer(Role.VIEWER, "gva", Sensitivity.INTERNAL);
        List<DialogueSummary> hosted = as(viewer, () -> dialogues.list(DialogueQuery.ALL, Paging.first(50)))
                .items();
        assertThat(hosted).extracting(DialogueSummary::number).containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(hosted)
                .extracting(DialogueSummary::state)
                .containsExactly(
                        DialogueState.DRAFT,
                        DialogueState.DRAFT,
                        DialogueState.INVITING,
                        DialogueState.CANCELLED,
                        DialogueState.HELD,
                        DialogueState.HELD,
                        DialogueState.HELD,
                        DialogueState.HELD);
        assertThat(hosted).allSatisfy(dialogue -> {
            assertThat(dialogue.startsAt().isAfter(Instant.now()))
                    .isEqualTo(
                            Set.of(DialogueState.DRAFT, DialogueState.INVITING).contains(dialogue.state()));
            assertThat(dialogue.theme().texts()).containsOnlyKeys("en", "fr", "kk", "ru");
            DialogueView whole = as(viewer, () -> dialogues.get(dialogue.id()));
            assertThat(whole.details().agenda())
                    .extracting(AgendaItem::kind)
                    .contains(AgendaItemKind.OPENING, AgendaItemKind.PRESENTATION, AgendaItemKind.QUESTIONS);
            assertThat(whole.inCharge()).isNotEmpty().allMatch(OfficerInCharge::member);
            // The two that are planned for one evening show what a warning is.
            assertThat(whole.inCharge().stream()
                            .flatMap(officer -> officer.elsewhere().stream())
                            .count())
                    .isEqualTo(dialogue.state() == DialogueState.DRAFT ? 1 : 0);
            // Every speaker of the demonstration may be seen by everybody.
            assertThat(whole.names()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(whole.details().agenda())
                    .allMatch(item -> !item.speakers().isEmpty());
        });
        assertThat(as(elsewhere, () -> dialogues.count(DialogueQuery.ALL, 10))).isEqualTo(1);
    }

    @Test
    void theDialogueThatInvitesHasAGuestListOnWhichAllHasHappened() {
        Officer viewer = officers.officer(Role.VIEWER, "bxl", Sensitivity.INTERNAL);
        Map<DialogueState, List<GuestListView>> lists =
                as(viewer, () -> dialogues.list(DialogueQuery.ALL, Paging.first(50))).items().stream()
                        .collect(Collectors.groupingBy(
                                DialogueSummary::state,
                                Collectors.mapping(
                                        dialogue -> as(viewer, () -> invitations.guestList(dialogue.id())),
                                        Collectors.toList())));
        assertThat(lists.get(DialogueState.INVITING)).singleElement().satisfies(list -> assertThat(list.states())
                .containsEntry(InvitationState.APPROVED, 16L)
                .containsEntry(InvitationState.INVITED, 6L)
                .containsEntry(InvitationState.ACCEPTED, 16L)
                .containsEntry(InvitationState.TENTATIVE, 3L)
                .containsEntry(InvitationState.DECLINED, 5L)
                .containsEntry(InvitationState.PROPOSED, 13L)
                .containsEntry(InvitationState.RETURNED, 5L));
        assertThat(lists.get(DialogueState.HELD))
                .allSatisfy(list ->
                        assertThat(list.states().get(InvitationState.ACCEPTED)).isGreaterThan(15));
    }

    @Test
    void mostOfThoseWhoAcceptedCameToTheDialoguesThatWereHeld() {
        Officer viewer = officers.officer(Role.VIEWER, "bxl", Sensitivity.INTERNAL);
        List<DialogueSummary> held =
                as(viewer, () -> dialogues.list(DialogueQuery.ALL, Paging.first(50))).items().stream()
                        .filter(dialogue -> dialogue.state() == DialogueState.HELD)
                        .toList();
        assertThat(held).hasSize(4).allSatisfy(dialogue -> assertThat(
                        as(viewer, () -> attendances.count(dialogue.id())))
                .satisfies(
                        count -> assertThat(count.came()).isBetween(count.expected() * 3 / 4, count.expected() - 1)));
    }

    @Test
    void itsDiplomatsTalkedWithPeoplePlanToAndOweThemSomething() {
        Officer viewer = officers.officer(Role.VIEWER, "bxl", Sensitivity.INTERNAL);
        List<InteractionSummary> talks = as(viewer, () -> interactions.list(InteractionQuery.ALL, Paging.first(50)))
                .items();
        assertThat(talks)
                .extracting(InteractionSummary::state)
                .containsOnly(InteractionState.PLANNED, InteractionState.HELD)
                .hasSize(15);
        assertThat(talks).allMatch(talk -> !talk.topics().isEmpty());
        assertThat(as(viewer, () -> followUps.list(FollowUpQuery.ALL, Paging.first(50)))
                        .items())
                .hasSize(8)
                .anyMatch(FollowUpSummary::overdue);
        assertThat(as(viewer, () -> commitments.list(CommitmentQuery.ALL, Paging.first(50)))
                        .items())
                .extracting(CommitmentSummary::direction)
                .contains(CommitmentDirection.OURS, CommitmentDirection.THEIRS);
    }

    @Test
    void theWorldHasVacanciesPastAndPartlyKnownMandatesAndSeveralAtOnce() {
        Officer manager = officers.officer(Role.MANAGER, "bxl", Sensitivity.CONFIDENTIAL);
        assertThat(as(manager, () -> posts.list(null, null, true, LocalDate.parse("2026-11-01"), Paging.first(10)))
                        .items())
                .isNotEmpty();
        assertThat(rows("crm_mandate where until_day < '2024-01-01'")).isGreaterThan(50);
        assertThat(rows("crm_mandate where length(since) < 10")).isGreaterThan(20);
        assertThat(rows("(select contact_id from crm_mandate where until_day is null group by contact_id"
                        + " having count(*) > 1) several"))
                .isGreaterThan(10);
    }

    @Test
    void mailGoesNowhere() {
        assertThat(
                        rows(
                                "crm_contact_channel h join crm_contact c on c.id = h.contact_id"
                                        + " where h.kind = 'EMAIL' and c.source like 'Demonstration%' and h.folded not like '%.example'"))
                .isZero();
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
