package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;

/** Whom a guest list takes in at once, and what it is made up of: rows E1, D2, D3, U11 and V6 of the features. */
@ServiceTest
class GuestListIntegrationTests extends GuestListScene {

    // ---- from tags, lists and saved queries
    // --------------------------------------------------------------------------------------------------------

    // E1
    @Test
    void allOfASavedQueryAreProposedInThePostForWhichTheyAreFound() {
        DialogueId dialogue = dialogue(START);
        OrganisationId ministry = organisation("Ministry", null, Circle.OFFICIAL);
        OrganisationId centre = organisation("Centre", null, Circle.EXPERT);
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        as(diplomat, () -> mandates.begin(aliya, post(ministry, PostRole.HEAD), Tenure.UNKNOWN, null));
        as(diplomat, () -> mandates.begin(aliya, post(centre, PostRole.ADVISER), Tenure.UNKNOWN, null));
        ContactId basile = person("Basile", Sensitivity.INTERNAL);
        as(diplomat, () -> mandates.begin(basile, post(centre, PostRole.DIRECTOR), Tenure.UNKNOWN, null));
        person("Nobody", Sensitivity.INTERNAL);
        SegmentId experts = saved(ContactQuery.ALL.withText(unique).withCircle(Circle.EXPERT));
        assertThat(as(diplomat, () -> invitations.proposeSegment(dialogue, experts)))
                .isEqualTo(new ProposedGuests(2, 0, 0, 0));
        assertThat(listed(viewer, dialogue))
                .extracting("contact", "standing.role")
                .containsExactlyInAnyOrder(tuple(aliya, PostRole.ADVISER), tuple(basile, PostRole.DIRECTOR));

        // Ticked one by one it is the same post; without the query it is the highest.
        DialogueId ticked = dialogue(START.plus(Duration.ofDays(20)));
        as(diplomat, () -> invitations.propose(ticked, List.of(aliya), experts));
        assertThat(only(viewer, ticked).standing()).extracting("role").isEqualTo(PostRole.ADVISER);
        DialogueId byHand = dialogue(START.plus(Duration.ofDays(20)));
        assertThat(propose(diplomat, byHand, aliya).standing())
                .extracting("role")
                .isEqualTo(PostRole.HEAD);

        InvitationView first = listed(viewer, dialogue).get(0);
        as(manager, () -> invitations.giveBack(dialogue, List.of(now(first)), ReturnReason.LEVEL, null));
        assertThat(as(diplomat, () -> invitations.proposeSegment(dialogue, experts)))
                .isEqualTo(new ProposedGuests(0, 0, 1, 1));
        assertThat(listed(viewer, dialogue)).hasSize(1);
    }

    @Test
    void ofATagThatIsProposedTheArchivedAndTheHiddenAreLeftOut() {
        DialogueId dialogue = dialogue(START);
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        ContactId secret = person("Secret", Sensitivity.CONFIDENTIAL);
        ContactView gone = as(manager, () -> contacts.register(person("Gone").details()));
        SegmentId tag = as(
                        manager,
                        () -> segments.create(new SegmentDetails(
                                SegmentKind.TAG, "Steppe " + unique, null, Sensitivity.INTERNAL, null)))
                .id();
        as(manager, () -> segments.add(tag, List.of(aliya, secret, gone.id())));
        as(manager, () -> contacts.archive(gone.id(), gone.version()));
        assertThat(as(diplomat, () -> invitations.proposeSegment(dialogue, tag)))
                .isEqualTo(new ProposedGuests(1, 0, 0, 0));
        assertThat(as(manager, () -> invitations.proposeSegment(dialogue, tag)))
                .isEqualTo(new ProposedGuests(1, 0, 1, 0));
    }

    // D2: the audience carries over.
    @Test
    void theApprovedGuestsOfAnotherDialogueAreProposed() {
        DialogueId first = dialogue(START);
        DialogueId second = dialogue(START.plus(Duration.ofDays(40)));
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        ContactId secret = person("Secret", Sensitivity.CONFIDENTIAL);
        approved(first, aliya);
        as(clearedProtocol, () -> invitations.propose(first, List.of(secret)));
        as(manager, () -> invitations.approveAll(first, mark(first)));
        propose(diplomat, first, person("Waiting", Sensitivity.INTERNAL));
        assertThat(as(diplomat, () -> invitations.proposeGuestsOf(second, first)))
                .isEqualTo(new ProposedGuests(1, 0, 0, 0));
        assertThat(as(manager, () -> invitations.proposeGuestsOf(second, first)))
                .isEqualTo(new ProposedGuests(1, 0, 1, 0));
        assertThat(listed(manager, second)).extracting(InvitationView::contact).containsExactly(aliya, secret);
        DialogueId hidden = as(
                        manager,
                        () -> dialogues.create(
                                plan(START).as(Sensitivity.CONFIDENTIAL).details()))
                .id();
        absent(diplomat, () -> invitations.proposeGuestsOf(second, hidden));
        absent(foreigner, () -> invitations.proposeGuestsOf(second, first));
    }

    // D3: the rules for guests carry over, guests and answers do not.
    @Test
    void aCopyOfADialogueKeepsItsTermsForGuestsAndBeginsWithNobody() {
        DialogueId dialogue = inviting(plan(START));
        approved(dialogue, person("Aliya", Sensitivity.INTERNAL));
        GuestTerms terms = new GuestTerms(WaitingOrder.BY_CLASS, 2, true);
        as(protocol, () -> {
            invitations.setTerms(dialogue, terms);
            return dialogue;
        });
        DialogueId copy = as(diplomat, () -> dialogues.copy(dialogue, START.plus(Duration.ofDays(30))))
                .id();
        assertThat(as(viewer, () -> invitations.terms(copy))).isEqualTo(terms);
        assertThat(listed(manager, copy)).isEmpty();
        assertThat(as(viewer, () -> invitations.guestList(copy)).states().values())
                .containsOnly(0L);
        assertThat(as(viewer, () -> dialogues.history(copy, Paging.first(9))).items())
                .extracting(AuditEntry::kind, entry -> after(entry, "companions"), AuditEntry::actor)
                .containsExactlyInAnyOrder(
                        tuple("invitation-terms", "2", diplomat.name()), tuple("dialogue", null, diplomat.name()));

        // What is changed at the copy is changed there alone.
        as(protocol, () -> {
            invitations.setTerms(copy, GuestTerms.USUAL);
            return copy;
        });
        assertThat(as(viewer, () -> invitations.terms(dialogue))).isEqualTo(terms);
        DialogueId usual = as(diplomat, () -> dialogues.copy(copy, START.plus(Duration.ofDays(60))))
                .id();
        assertThat(as(viewer, () -> dialogues.history(usual, Paging.first(9))).items())
                .extracting(AuditEntry::kind)
                .containsExactly("dialogue");
    }

    // ---- figures
    // --------------------------------------------------------------------------------------------------------

    // U11, V6: each figure is what the list gives for it, zeros among them, for each officer.
    @Test
    void eachFigureCountsWhatTheListGives() {
        DialogueId dialogue = dialogue(START);
        OrganisationId house = organisation("House", null, Circle.EU_INSTITUTIONS);
        OrganisationId wing = organisation("Wing", house, Circle.EU_INSTITUTIONS);
        OrganisationId paper = organisation("Paper", null, Circle.MEDIA);
        guest(dialogue, house, PostRole.PRESIDENT, Sensitivity.INTERNAL);
        guest(dialogue, wing, PostRole.MEMBER, Sensitivity.INTERNAL);
        InvitationView approved = guest(dialogue, wing, PostRole.HEAD_OF_UNIT, Sensitivity.INTERNAL);
        as(manager, () -> invitations.approve(dialogue, List.of(now(approved))));
        guest(dialogue, paper, PostRole.CORRESPONDENT, Sensitivity.RESTRICTED);
        InvitationView returned = guest(dialogue, paper, PostRole.HEAD, Sensitivity.INTERNAL);
        as(manager, () -> invitations.giveBack(dialogue, List.of(now(returned)), ReturnReason.ROOM, null));
        propose(protocol, dialogue, person("Unposted", Sensitivity.INTERNAL));

        for (Officer officer : List.of(viewer, diplomat, protocol, manager)) {
            GuestListView figures = as(officer, () -> invitations.guestList(dialogue));
            InvitationQuery listed = InvitationQuery.of(dialogue);
            assertThat(figures.balance().guests()).isEqualTo(counted(officer, listed));
            for (InvitationState state : InvitationState.values()) {
                assertThat(figures.states()).containsEntry(state, counted(officer, listed.withState(state)));
            }
            for (Circle circle : Circle.values()) {
                assertThat(figures.balance().circles())
                        .containsEntry(circle, counted(officer, asked(dialogue, circle, null, null, false)));
            }
            for (Level level : Level.values()) {
                assertThat(figures.balance().levels())
                        .containsEntry(level, counted(officer, asked(dialogue, null, level, null, false)));
            }
            figures.balance().institutions().forEach(institution -> assertThat(institution.guests())
                    .isEqualTo(counted(officer, asked(dialogue, null, null, institution.organisation(), false))));
            for (ReturnReason reason : ReturnReason.values()) {
                assertThat(figures.reasons())
                        .containsEntry(
                                reason,
                                counted(
                                        officer,
                                        new InvitationQuery(
                                                dialogue,
                                                InvitationState.RETURNED,
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                false,
                                                reason)));
            }
            assertThat(figures.balance().withoutPost())
                    .isEqualTo(counted(officer, asked(dialogue, null, null, null, true)));
        }
        GuestListView all = as(manager, () -> invitations.guestList(dialogue));
        assertThat(all.balance().circles())
                .containsEntry(Circle.EU_INSTITUTIONS, 3L)
                .containsEntry(Circle.MEDIA, 1L)
                .containsEntry(Circle.EXPERT, 0L);
        assertThat(all.balance().levels())
                .containsEntry(Level.LEADERSHIP, 1L)
                .containsEntry(Level.SENIOR, 1L)
                .containsEntry(Level.MEMBER, 1L)
                .containsEntry(Level.WORKING, 1L);
        assertThat(all.balance().institutions())
                .extracting(GuestBalance.Institution::organisation, GuestBalance.Institution::guests)
                .containsExactly(tuple(house, 3L), tuple(paper, 1L));
        assertThat(all.balance().organisations()).isEqualTo(3);
        assertThat(all.balance().withoutPost()).isEqualTo(1);
        assertThat(all.balance().guests()).isEqualTo(5);
        assertThat(all.balance().share(Circle.EU_INSTITUTIONS)).isEqualTo(60);
        assertThat(all.decidable().guests()).isEqualTo(4);
        assertThat(all.reasons()).containsEntry(ReturnReason.ROOM, 1L).containsEntry(ReturnReason.TIME, 0L);
        assertThat(as(protocol, () -> invitations.guestList(dialogue))
                        .decidable()
                        .guests())
                .isEqualTo(3);
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).balance().guests())
                .isEqualTo(4);
    }

    // U11: what the list is made up of, and what it would be with those who are looked at.
    @Test
    void theBalanceTellsGroupsAndCountriesAndWhatOthersWouldAdd() {
        DialogueId dialogue = dialogue(START);
        OrganisationId house = organisation("House", null, Circle.EU_INSTITUTIONS);
        OrganisationId north = group("North");
        OrganisationId south = group("South");
        InvitationView listed = guest(dialogue, house, PostRole.MEMBER, Sensitivity.INTERNAL);
        mandate(listed.contact(), north);
        ContactId hidden = person("Hidden", Sensitivity.CONFIDENTIAL);
        mandate(hidden, south);
        propose(manager, dialogue, hidden);
        ContactId fresh = from("BE", Sensitivity.INTERNAL);
        mandate(fresh, south);
        ContactId secret = from("FR", Sensitivity.CONFIDENTIAL);
        mandate(secret, south);

        GuestBalance before =
                as(diplomat, () -> invitations.guestList(dialogue)).balance();
        assertThat(before.groups())
                .extracting(GuestBalance.Institution::organisation, GuestBalance.Institution::guests)
                .containsExactly(tuple(north, 1L));
        GuestBalance with =
                as(diplomat, () -> invitations.balance(dialogue, List.of(listed.contact(), fresh, secret), null));
        assertThat(with.guests()).isEqualTo(2);
        assertThat(with.countries()).containsExactly(new GuestBalance.Country("BE", 1));
        assertThat(with.groups())
                .extracting(GuestBalance.Institution::organisation, GuestBalance.Institution::guests)
                .containsExactlyInAnyOrder(tuple(north, 1L), tuple(south, 1L));
        assertThat(as(diplomat, () -> invitations.guestList(dialogue)).balance())
                .as("looking adds nobody")
                .isEqualTo(before);
        propose(diplomat, dialogue, fresh);
        assertThat(as(diplomat, () -> invitations.guestList(dialogue)).balance())
                .isEqualTo(with);
        assertThat(counted(diplomat, within(dialogue, null, south))).isEqualTo(1);
        assertThat(counted(manager, within(dialogue, null, south))).isEqualTo(2);
        assertThat(counted(diplomat, within(dialogue, "BE", null))).isEqualTo(1);
        absent(foreigner, () -> invitations.balance(dialogue, List.of(fresh), null));
    }

    private static InvitationQuery within(
            DialogueId dialogue, @Nullable String country, @Nullable OrganisationId group) {
        return new InvitationQuery(dialogue, null, null, null, null, country, group, false, null);
    }

    private static InvitationQuery asked(
            DialogueId dialogue,
            @Nullable Circle circle,
            @Nullable Level level,
            @Nullable OrganisationId institution,
            boolean withoutPost) {
        return new InvitationQuery(dialogue, null, circle, level, institution, null, null, withoutPost, null);
    }

    // ---- many at once
    // --------------------------------------------------------------------------------------------------------

    // It is done when, 4: a guest list of a thousand in a handful of statements; proposing and approving them in few
    // for each hundred.
    @Test
    void aThousandGuestsAreProposedShownAndApprovedInFewStatements() {
        for (int part = 0; part < 10; part++) {
            List<ContactDetails> people = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                people.add(person("Guest" + (char) ('a' + part) + (char) ('a' + i % 26))
                        .details());
            }
            as(diplomat, () -> contacts.registerAll(people));
        }
        DialogueId dialogue = dialogue(START);
        SegmentId all = saved(ContactQuery.ALL.withText(unique));
        List<ProposedGuests> proposed = new ArrayList<>();
        List<String> proposing = StatementCounter.statementsOf(
                () -> proposed.add(as(diplomat, () -> invitations.proposeSegment(dialogue, all))));
        assertThat(proposed).containsExactly(new ProposedGuests(1_000, 0, 0, 0));
        assertThat(proposing).hasSizeLessThan(140);

        List<InvitationView> page = new ArrayList<>();
        assertThat(StatementCounter.statementsOf(() -> as(
                        viewer,
                        () -> page.addAll(invitations
                                .list(InvitationQuery.of(dialogue), Paging.first(50))
                                .items()))))
                .hasSize(2);
        List<ContactId> shown = page.stream().map(InvitationView::contact).toList();
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> invitations.guestList(dialogue))))
                .hasSizeLessThanOrEqualTo(6);
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> invitations.bookings(dialogue, shown))))
                .hasSize(2);
        assertThat(paged(viewer, InvitationQuery.of(dialogue), 100))
                .hasSize(1_000)
                .doesNotHaveDuplicates();

        List<String> approving = StatementCounter.statementsOf(
                () -> as(manager, () -> invitations.approveAll(dialogue, mark(dialogue))));
        assertThat(approving).hasSizeLessThan(60);
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).states())
                .containsEntry(InvitationState.APPROVED, 1_000L)
                .containsEntry(InvitationState.PROPOSED, 0L);

        // One more than fit at once: none of them.
        person("Guest", Sensitivity.INTERNAL);
        DialogueId later = dialogue(START.plus(Duration.ofDays(30)));
        assertThat(invalid(diplomat, () -> invitations.proposeSegment(later, all)))
                .containsExactly(tuple("", "crm.invitation.error.many"));
        assertThat(listed(viewer, later)).isEmpty();
    }

    private OrganisationId group(String name) {
        return organisation(name, null, Circle.EU_INSTITUTIONS, OrganisationKind.POLITICAL_GROUP);
    }

    private void mandate(ContactId person, OrganisationId organisation) {
        as(manager, () -> mandates.begin(person, post(organisation, PostRole.MEMBER), Tenure.UNKNOWN, null));
    }

    private ContactId from(String country, Sensitivity sensitivity) {
        return registered(
                People.named("From" + country.charAt(0), unique).from(country).with(sensitivity));
    }

    private InvitationView guest(
            DialogueId dialogue, OrganisationId organisation, PostRole role, Sensitivity sensitivity) {
        ContactId person = person(
                "Guest" + role.name().charAt(0)
                        + role.name().substring(1).toLowerCase(Locale.ROOT).replace("_", ""),
                sensitivity);
        as(manager, () -> mandates.begin(person, post(organisation, role), Tenure.UNKNOWN, null));
        return propose(diplomat, dialogue, person);
    }
}
