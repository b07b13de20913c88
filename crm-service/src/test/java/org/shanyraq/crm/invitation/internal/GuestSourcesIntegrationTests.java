package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.SegmentView;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestSource;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;

/** Row D3 of the features: from what a guest list was chosen stays with its dialogue, and goes with those that are made like it. */
@ServiceTest
class GuestSourcesIntegrationTests extends GuestListScene {

    @Autowired
    private OfficerDirectory directory;

    @Test
    void whatWasProposedAsAWholeIsKeptOnceAndProposesWhomItFindsByThen() {
        DialogueId dialogue = dialogue(START);
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        SegmentId query = saved(ContactQuery.ALL.withText(unique));
        SegmentId list = list("By hand", Sensitivity.INTERNAL, aliya).id();
        conflict("no-sources", diplomat, () -> invitations.proposeSources(dialogue));
        // Whoever ticks some of those found makes no rule of it.
        as(diplomat, () -> invitations.propose(dialogue, List.of(aliya), list));
        assertThat(as(viewer, () -> invitations.sources(dialogue))).isEmpty();

        as(diplomat, () -> invitations.proposeSegment(dialogue, query));
        as(protocol, () -> invitations.proposeSegment(dialogue, query));
        as(protocol, () -> invitations.proposeSegment(dialogue, list));
        assertThat(as(viewer, () -> invitations.sources(dialogue)))
                .extracting(GuestSource::segment, GuestSource::name, GuestSource::chosenBy)
                .containsExactly(
                        tuple(query, "Query " + unique, diplomat.name()),
                        tuple(list, "By hand " + unique, protocol.name()));
        assertThat(chosen(viewer, dialogue))
                .containsExactlyInAnyOrder("CREATED Query " + unique, "CREATED By hand " + unique);
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> invitations.sources(dialogue))))
                .hasSize(2);

        ContactId later = person("Later", Sensitivity.INTERNAL);
        InvitationView removed = guestOf(dialogue, aliya);
        as(protocol, () -> invitations.remove(dialogue, List.of(now(removed))));
        assertThat(as(protocol, () -> invitations.proposeSources(dialogue)))
                .as("one who came since; whoever came off stays off, and is counted once")
                .isEqualTo(new ProposedGuests(1, 0, 0, 1, 0, 0));
        assertThat(listed(viewer, dialogue)).extracting(InvitationView::contact).containsExactly(later);

        forget(diplomat, dialogue, query);
        assertThat(as(viewer, () -> invitations.sources(dialogue)))
                .extracting(GuestSource::segment)
                .containsExactly(list);
        assertThat(chosen(viewer, dialogue)).contains("DELETED Query " + unique);
        assertThat(listed(viewer, dialogue)).as("the guests stay").hasSize(1);
        absent(diplomat, () -> forget(diplomat, dialogue, query));
    }

    @Test
    void aDialogueMadeLikeAnotherHasItsSourcesAndNoneOfItsGuests() {
        DialogueId dialogue = dialogue(START);
        ContactId open = person("Open", Sensitivity.INTERNAL);
        ContactId other = person("Other", Sensitivity.INTERNAL);
        SegmentId seen = list("Seen", Sensitivity.INTERNAL, open).id();
        SegmentId hidden = list("Hidden", Sensitivity.CONFIDENTIAL, other).id();
        as(diplomat, () -> invitations.proposeSegment(dialogue, seen));
        as(manager, () -> invitations.proposeSegment(dialogue, hidden));
        DialogueId copy = as(diplomat, () -> dialogues.copy(dialogue, START.plus(Duration.ofDays(30))))
                .id();
        assertThat(listed(manager, copy)).isEmpty();
        assertThat(as(diplomat, () -> invitations.sources(copy)))
                .as("who may not see the list does not see that guests were chosen from it")
                .extracting(GuestSource::segment)
                .containsExactly(seen);
        assertThat(as(manager, () -> invitations.sources(copy)))
                .isEqualTo(as(manager, () -> invitations.sources(dialogue)))
                .extracting(GuestSource::segment)
                .containsExactly(seen, hidden);
        assertThat(chosen(diplomat, copy)).containsExactly("CREATED Seen " + unique);
        assertThat(chosen(manager, copy)).contains("CREATED Hidden " + unique);

        assertThat(as(diplomat, () -> invitations.proposeSources(copy)))
                .isEqualTo(new ProposedGuests(1, 0, 0, 0, 0, 0));
        assertThat(listed(manager, copy)).extracting(InvitationView::contact).containsExactly(open);
        absent(diplomat, () -> forget(diplomat, copy, hidden));
        absent(foreigner, () -> invitations.sources(copy));
        absent(foreigner, () -> invitations.proposeSources(copy));
        assertThatThrownBy(() -> as(viewer, () -> invitations.proposeSources(copy)))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> forget(viewer, copy, seen)).isInstanceOf(NotPermittedException.class);

        // What is forgotten at the copy is known at the original, and the other way round.
        forget(manager, copy, hidden);
        assertThat(as(manager, () -> invitations.sources(dialogue))).hasSize(2);
    }

    @Test
    void anArchivedSourceIsShownAndProposesNobody() {
        DialogueId dialogue = dialogue(START);
        SegmentView list = list("Old", Sensitivity.INTERNAL);
        as(diplomat, () -> invitations.proposeSegment(dialogue, list.id()));
        ContactId later = person("Later", Sensitivity.INTERNAL);
        as(diplomat, () -> segments.add(list.id(), List.of(later)));
        as(diplomat, () -> segments.archive(list.id(), list.version()));
        assertThat(as(viewer, () -> invitations.sources(dialogue)))
                .extracting(GuestSource::archived)
                .containsExactly(true);
        conflict("no-sources", diplomat, () -> invitations.proposeSources(dialogue));
        cancelled(dialogue);
        conflict("closed", diplomat, () -> forget(diplomat, dialogue, list.id()));
        conflict("closed", diplomat, () -> invitations.proposeSources(dialogue));
    }

    // Z6, Z14: what somebody may not see hides nothing else, and is not told of by its name after it was hidden.
    @Test
    void aHiddenSourceHidesNothingElseOfTheHistoryAndIsToldOfToNobodyWhoMayNotSeeIt() {
        DialogueId dialogue = dialogue(START);
        List<String> before = history(viewer, dialogue);
        assertThat(before).isNotEmpty();
        SegmentView hidden = list("Hidden", Sensitivity.CONFIDENTIAL);
        as(manager, () -> invitations.proposeSegment(dialogue, hidden.id()));
        assertThat(history(viewer, dialogue)).isEqualTo(before);
        DialogueId copy = as(diplomat, () -> dialogues.copy(dialogue, START.plus(Duration.ofDays(30))))
                .id();
        assertThat(history(viewer, copy)).isEqualTo(before);
        forget(manager, dialogue, hidden.id());
        assertThat(history(viewer, dialogue)).isEqualTo(before);
        assertThat(history(manager, dialogue)).hasSize(before.size() + 2);

        SegmentView open = list("Open", Sensitivity.INTERNAL);
        SegmentView asking = as(
                manager,
                () -> segments.create(new SegmentDetails(
                        SegmentKind.QUERY,
                        "Asking " + unique,
                        null,
                        Sensitivity.INTERNAL,
                        ContactQuery.ALL.withSegment(open.id()))));
        as(diplomat, () -> invitations.proposeSegment(dialogue, open.id()));
        as(diplomat, () -> invitations.proposeSegment(dialogue, asking.id()));
        assertThat(as(viewer, () -> invitations.sources(dialogue))).hasSize(2);
        assertThat(chosen(viewer, dialogue)).contains("CREATED Open " + unique);
        as(
                manager,
                () -> segments.change(
                        open.id(),
                        open.version(),
                        new SegmentDetails(SegmentKind.LIST, "Open " + unique, null, Sensitivity.CONFIDENTIAL, null)));
        assertThat(as(viewer, () -> invitations.sources(dialogue)))
                .as("neither the list nor what asks for it")
                .isEmpty();
        assertThat(chosen(viewer, dialogue)).doesNotContain("CREATED Open " + unique);
        absent(diplomat, () -> forget(diplomat, dialogue, asking.id()));
        conflict("no-sources", diplomat, () -> invitations.proposeSources(dialogue));
        assertThat(as(manager, () -> invitations.sources(dialogue))).hasSize(2);
    }

    @Test
    void aListOfAnotherMissionIsNoSource() {
        DialogueId dialogue = dialogue(START);
        SegmentView abroad = as(
                foreigner,
                () -> segments.create(
                        new SegmentDetails(SegmentKind.LIST, "Abroad " + unique, null, Sensitivity.INTERNAL, null)));
        String name = "travelling-" + unique;
        Officer travelling = directory.signedIn(new SignIn(
                "test",
                name,
                Officer.Kind.PERSON,
                name,
                null,
                Set.of(Role.DIPLOMAT),
                Set.of("guests-one", "guests-two"),
                Sensitivity.RESTRICTED));
        assertThat(as(travelling, () -> invitations.proposeSegment(dialogue, abroad.id()))
                        .added())
                .isZero();
        assertThat(as(travelling, () -> invitations.sources(dialogue))).isEmpty();
        assertThat(chosen(manager, dialogue)).isEmpty();
    }

    @Test
    void whoeverIsFoundTwiceComesWithThePostForWhichTheFirstSourceFindsThem() {
        ContactId busy = person("Busy", Sensitivity.INTERNAL);
        OrganisationId house = organisation("House", null, Circle.EU_INSTITUTIONS);
        as(manager, () -> mandates.begin(busy, post(house, PostRole.MEMBER), Tenure.UNKNOWN, null));
        as(manager, () -> mandates.begin(busy, post(house, PostRole.HEAD_OF_UNIT), Tenure.UNKNOWN, null));
        for (PostRole first : List.of(PostRole.MEMBER, PostRole.HEAD_OF_UNIT)) {
            PostRole second = first == PostRole.MEMBER ? PostRole.HEAD_OF_UNIT : PostRole.MEMBER;
            DialogueId dialogue = dialogue(START);
            for (PostRole role : List.of(first, second)) {
                SegmentId query = as(
                                diplomat,
                                () -> segments.create(new SegmentDetails(
                                        SegmentKind.QUERY,
                                        role + " first " + first + " " + unique,
                                        null,
                                        Sensitivity.INTERNAL,
                                        ContactQuery.ALL.withText(unique).withRole(role))))
                        .id();
                as(diplomat, () -> invitations.proposeSegment(dialogue, query));
            }
            DialogueId copy = as(diplomat, () -> dialogues.copy(dialogue, START.plus(Duration.ofDays(30))))
                    .id();
            as(diplomat, () -> invitations.proposeSources(copy));
            InvitationView guest = only(diplomat, copy);
            assertThat(Objects.requireNonNull(guest.standing()).role()).isEqualTo(first);
        }
    }

    private SegmentView list(String name, Sensitivity sensitivity, ContactId... members) {
        SegmentView list = as(
                manager,
                () -> segments.create(
                        new SegmentDetails(SegmentKind.LIST, name + " " + unique, null, sensitivity, null)));
        as(manager, () -> segments.add(list.id(), List.of(members)));
        return list;
    }

    private boolean forget(Officer officer, DialogueId dialogue, SegmentId segment) {
        return as(officer, () -> {
            invitations.forgetSource(dialogue, segment);
            return true;
        });
    }

    /** All that the history of a dialogue tells the officer. */
    private List<String> history(Officer officer, DialogueId dialogue) {
        return as(officer, () -> dialogues.history(dialogue, Paging.first(100))).items().stream()
                .map(entry -> entry.kind() + " " + entry.action())
                .toList();
    }

    /** What the history of a dialogue tells the officer of its sources. */
    private List<String> chosen(Officer officer, DialogueId dialogue) {
        return as(officer, () -> dialogues.history(dialogue, Paging.first(100))).items().stream()
                .filter(entry -> entry.kind().equals("guest-source"))
                .map(entry -> entry.action() + " " + name(entry))
                .toList();
    }

    private static String name(AuditEntry entry) {
        return String.valueOf(
                entry.action() == AuditAction.DELETED
                        ? entry.changes().get(0).before()
                        : entry.changes().get(0).after());
    }
}
