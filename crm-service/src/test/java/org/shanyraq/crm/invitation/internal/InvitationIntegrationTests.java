package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.UnusualNames;

/** The life of an invitation, and who may do what with it: rows E1, V1, V10, V11 and V20 of the features; threats Z1, Z2, Z6, Z8, Z14, C3 and C4. */
@ServiceTest
class InvitationIntegrationTests extends GuestListScene {

    private Officer otherManager;

    @BeforeEach
    void signOtherManagerIn() {
        otherManager = officers.officer(Role.MANAGER, mission, Sensitivity.RESTRICTED);
    }

    // ---- the life of an invitation
    // --------------------------------------------------------------------------------------------------------

    @Test
    void aGuestIsProposedApprovedByAnotherAndTakenOffAndAllOfItIsTold() {
        DialogueId dialogue = dialogue(START);
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        assertThat(as(diplomat, () -> invitations.propose(dialogue, List.of(aliya, aliya))))
                .isEqualTo(new ProposedGuests(1, 0, 0, 0));
        InvitationView proposed = only(viewer, dialogue);
        assertThat(proposed.contact()).isEqualTo(aliya);
        assertThat(proposed.state()).isEqualTo(InvitationState.PROPOSED);
        assertThat(proposed.proposedBy()).isEqualTo(diplomat.name());
        assertThat(proposed.own()).isFalse();
        assertThat(only(diplomat, dialogue).own()).isTrue();

        assertThat(as(manager, () -> invitations.approve(dialogue, List.of(now(proposed)))))
                .isEqualTo(1);
        InvitationView approved = only(viewer, dialogue);
        assertThat(approved.state()).isEqualTo(InvitationState.APPROVED);
        assertThat(approved.decidedBy()).isEqualTo(manager.name());
        assertThat(as(manager, () -> invitations.approve(dialogue, List.of(now(proposed)))))
                .isZero();
        assertThat(as(diplomat, () -> invitations.propose(dialogue, List.of(aliya))))
                .isEqualTo(new ProposedGuests(0, 0, 1, 0));

        assertThat(as(protocol, () -> invitations.remove(dialogue, List.of(now(proposed)))))
                .isEqualTo(1);
        assertThat(listed(viewer, dialogue)).isEmpty();
        InvitationView removed = as(viewer, () -> invitations.get(dialogue, proposed.id()));
        assertThat(removed.state()).isEqualTo(InvitationState.REMOVED);

        // Again, by somebody else: now that one must not approve.
        assertThat(as(manager, () -> invitations.propose(dialogue, List.of(aliya))))
                .isEqualTo(new ProposedGuests(1, 1, 0, 0));
        InvitationView again = only(viewer, dialogue);
        assertThat(again.id()).isEqualTo(proposed.id());
        assertThat(again.proposedBy()).isEqualTo(manager.name());
        assertThat(again.decidedBy()).isNull();
        conflict("actor-another-approver", manager, () -> invitations.approve(dialogue, List.of(now(again))));
        assertThat(as(otherManager, () -> invitations.approve(dialogue, List.of(now(again)))))
                .isEqualTo(1);

        assertThat(history(viewer, dialogue))
                .extracting(
                        AuditEntry::actor, entry -> after(entry, "invitationState"), entry -> after(entry, "contact"))
                .containsExactly(
                        tuple(otherManager.name(), "APPROVED", aliya.toString()),
                        tuple(manager.name(), "PROPOSED", aliya.toString()),
                        tuple(protocol.name(), "REMOVED", aliya.toString()),
                        tuple(manager.name(), "APPROVED", aliya.toString()),
                        tuple(diplomat.name(), "PROPOSED", aliya.toString()));
    }

    @Test
    void aGuestIsReturnedWithAReasonThatIsKeptUntilTheNextProposal() {
        DialogueId dialogue = dialogue(START);
        InvitationView proposed = propose(diplomat, dialogue, person("Aliya", Sensitivity.INTERNAL));
        assertThat(invalid(
                        manager,
                        () -> invitations.giveBack(dialogue, List.of(now(proposed)), ReturnReason.OTHER, "  ")))
                .containsExactly(tuple("remark", "crm.invitation.error.remark"));
        assertThat(invalid(
                        manager,
                        () -> invitations.giveBack(
                                dialogue, List.of(now(proposed)), ReturnReason.ROOM, "x".repeat(501))))
                .containsExactly(tuple("remark", "crm.invitation.error.too-long"));
        assertThat(only(viewer, dialogue).state()).isEqualTo(InvitationState.PROPOSED);
        as(
                manager,
                () -> invitations.giveBack(dialogue, List.of(now(proposed)), ReturnReason.BALANCE, " Ten are on it. "));
        InvitationView returned = as(viewer, () -> invitations.get(dialogue, proposed.id()));
        assertThat(returned.state()).isEqualTo(InvitationState.RETURNED);
        assertThat(returned.reason()).isEqualTo(ReturnReason.BALANCE);
        assertThat(returned.remark()).isEqualTo("Ten are on it.");
        assertThat(listed(viewer, dialogue)).isEmpty();
        assertThat(as(
                                viewer,
                                () -> invitations.list(
                                        InvitationQuery.of(dialogue).withState(InvitationState.RETURNED),
                                        Paging.first(9)))
                        .items())
                .containsExactly(returned);
        InvitationView again = propose(diplomat, dialogue, returned.contact());
        assertThat(again.reason()).isNull();
        assertThat(again.remark()).isNull();
    }

    // V20: the table as it is meant, written down once more.
    @Test
    void theTableOfStatesAndActorsIsTheOneThatIsMeant() {
        List<String> table = new ArrayList<>();
        List<@Nullable InvitationState> states = new ArrayList<>(Arrays.asList(InvitationState.values()));
        states.add(0, null);
        for (InvitationState state : states) {
            for (InvitationAct act : InvitationAct.values()) {
                act.from(state)
                        .ifPresent(actor -> table.add(
                                (state == null ? "none" : state.code()) + ": " + act.code() + " by " + actor.code()));
            }
        }
        assertThat(table)
                .containsExactly(
                        "none: propose by proposer",
                        "none: stand-in by sender",
                        "proposed: approve by another-approver",
                        "proposed: return by another-approver",
                        "proposed: remove by own-proposer-or-keeper",
                        "approved: invite by sender",
                        "approved: remove by keeper",
                        "invited: accept by guest",
                        "invited: wait by guest",
                        "invited: hesitate by guest",
                        "invited: decline by guest",
                        "invited: delegate by guest",
                        "invited: withdraw by sender",
                        "accepted: hesitate by guest",
                        "accepted: decline by guest",
                        "accepted: delegate by guest",
                        "accepted: withdraw by sender",
                        "waiting: accept by guest",
                        "waiting: offer by system",
                        "waiting: hesitate by guest",
                        "waiting: decline by guest",
                        "waiting: delegate by guest",
                        "waiting: withdraw by sender",
                        "offered: accept by guest",
                        "offered: lapse by system",
                        "offered: hesitate by guest",
                        "offered: decline by guest",
                        "offered: delegate by guest",
                        "offered: withdraw by sender",
                        "lapsed: accept by guest",
                        "lapsed: wait by guest",
                        "lapsed: hesitate by guest",
                        "lapsed: decline by guest",
                        "lapsed: delegate by guest",
                        "lapsed: withdraw by sender",
                        "tentative: accept by guest",
                        "tentative: wait by guest",
                        "tentative: decline by guest",
                        "tentative: delegate by guest",
                        "tentative: withdraw by sender",
                        "delegating: accept by guest",
                        "delegating: wait by guest",
                        "delegating: hesitate by guest",
                        "delegating: decline by guest",
                        "delegating: confirm by another-sender",
                        "delegating: refuse by sender",
                        "delegating: withdraw by sender",
                        "represented: accept by guest",
                        "represented: wait by guest",
                        "represented: hesitate by guest",
                        "represented: decline by guest",
                        "represented: withdraw by sender",
                        "declined: accept by guest",
                        "declined: wait by guest",
                        "declined: hesitate by guest",
                        "declined: delegate by guest",
                        "declined: withdraw by sender",
                        "returned: propose by proposer",
                        "removed: propose by proposer",
                        "removed: stand-in by sender",
                        "withdrawn: propose by proposer",
                        "withdrawn: stand-in by sender");
    }

    // V20, V10, V11: each state × act × role, own and another's proposal, refused or done as is meant.
    @ParameterizedTest
    @EnumSource(Role.class)
    void whoDoesWhatInWhichStateIsAsIsMeant(Role role) {
        Officer actor = officers.officer(role, mission, Sensitivity.RESTRICTED);
        DialogueId dialogue = inviting(plan(START));
        database.sql("update crm_dialogue set capacity = null where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        List<String> wrong = new ArrayList<>();
        for (InvitationState from : InvitationState.values()) {
            for (boolean own : proposes(role) ? List.of(true, false) : List.of(false)) {
                for (InvitationAct act : InvitationAct.values()) {
                    // To accept is to wait when there is no room, to confirm is to have somebody stand in; and no
                    // officer makes offers or lets
                    // them lapse.
                    if (act == InvitationAct.WAIT || act == InvitationAct.STAND_IN || bySystem(act)) {
                        continue;
                    }
                    InvitationView guest = inState(from, own ? actor : protocolBut(actor), dialogue);
                    boolean may = may(role, act, from, own);
                    // Who is in the wanted state already, or on the list already, is passed over.
                    boolean idle = act != InvitationAct.INVITE
                            && !ofOne(act)
                            && (from == act.to() || (act == InvitationAct.PROPOSE && from.listed()));
                    boolean refused = !may && !(idle && mayAtAll(role, act));
                    String cell = role + " " + act + " from " + from + (own ? ", own" : ", another's");
                    try {
                        act(actor, act, dialogue, guest);
                        if (refused) {
                            wrong.add(cell + " was not refused");
                        }
                    } catch (ConflictException | NotPermittedException refusal) {
                        if (!refused) {
                            wrong.add(cell + " was refused: " + refusal);
                        }
                    }
                    InvitationState state = as(manager, () -> invitations.get(dialogue, guest.id()))
                            .state();
                    if (state != (may ? act.to() : from)) {
                        wrong.add(cell + " led to " + state);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static final Set<InvitationState> INVITED = Set.of(
            InvitationState.INVITED,
            InvitationState.ACCEPTED,
            InvitationState.WAITING,
            InvitationState.OFFERED,
            InvitationState.LAPSED,
            InvitationState.TENTATIVE,
            InvitationState.DELEGATING,
            InvitationState.REPRESENTED,
            InvitationState.DECLINED);

    /** Acts that are done to one guest who is named, and never passed over. */
    private static boolean ofOne(InvitationAct act) {
        return act == InvitationAct.DELEGATE || act == InvitationAct.CONFIRM || act == InvitationAct.REFUSE;
    }

    private static boolean bySystem(InvitationAct act) {
        return act == InvitationAct.OFFER || act == InvitationAct.LAPSE;
    }

    private static boolean proposes(Role role) {
        return role == Role.DIPLOMAT || role == Role.PROTOCOL || role == Role.MANAGER;
    }

    private static boolean mayAtAll(Role role, InvitationAct act) {
        return switch (act) {
            case PROPOSE, REMOVE -> proposes(role);
            case APPROVE, RETURN -> role == Role.MANAGER;
            case INVITE, WITHDRAW, ACCEPT, WAIT, HESITATE, DECLINE, DELEGATE, CONFIRM, REFUSE, STAND_IN ->
                role == Role.PROTOCOL || role == Role.MANAGER;
            case OFFER, LAPSE -> false;
        };
    }

    private static boolean may(Role role, InvitationAct act, InvitationState from, boolean own) {
        boolean keeps = role == Role.PROTOCOL || role == Role.MANAGER;
        return switch (act) {
            case PROPOSE ->
                proposes(role)
                        && (from == InvitationState.RETURNED
                                || from == InvitationState.REMOVED
                                || from == InvitationState.WITHDRAWN);
            case INVITE -> keeps && from == InvitationState.APPROVED;
            case WITHDRAW, ACCEPT, WAIT, HESITATE, DECLINE -> keeps && from != act.to() && INVITED.contains(from);
            case DELEGATE ->
                keeps
                        && INVITED.contains(from)
                        && from != InvitationState.DELEGATING
                        && from != InvitationState.REPRESENTED;
            case CONFIRM -> keeps && !own && from == InvitationState.DELEGATING;
            case REFUSE -> keeps && from == InvitationState.DELEGATING;
            case OFFER, LAPSE, STAND_IN -> false;
            case APPROVE, RETURN -> role == Role.MANAGER && !own && from == InvitationState.PROPOSED;
            case REMOVE ->
                from == InvitationState.PROPOSED
                        ? keeps || (own && role == Role.DIPLOMAT)
                        : from == InvitationState.APPROVED && keeps;
        };
    }

    private Officer protocolBut(Officer officer) {
        return officer.id().equals(protocol.id()) ? diplomat : protocol;
    }

    private InvitationView inState(InvitationState state, Officer proposer, DialogueId dialogue) {
        InvitationView guest = propose(proposer, dialogue, person("Guest", Sensitivity.INTERNAL));
        Officer decider = proposer.id().equals(manager.id()) ? otherManager : manager;
        Officer noting = proposer.may(Right.SEND_INVITATIONS) ? proposer : decider;
        return as(decider, () -> {
            switch (state) {
                case PROPOSED -> {
                    // It is.
                }
                case APPROVED -> invitations.approve(dialogue, List.of(now(guest)));
                case RETURNED -> invitations.giveBack(dialogue, List.of(now(guest)), ReturnReason.THEME, null);
                case REMOVED -> invitations.remove(dialogue, List.of(now(guest)));
                case INVITED,
                        WITHDRAWN,
                        ACCEPTED,
                        WAITING,
                        OFFERED,
                        LAPSED,
                        TENTATIVE,
                        DELEGATING,
                        REPRESENTED,
                        DECLINED -> {
                    invitations.approve(dialogue, List.of(now(guest)));
                    invite(dialogue, guest);
                    switch (state) {
                        case WITHDRAWN -> invitations.withdraw(dialogue, List.of(now(guest)));
                        case ACCEPTED -> invitations.answer(dialogue, List.of(now(guest)), GuestReply.ACCEPT);
                        case TENTATIVE -> invitations.answer(dialogue, List.of(now(guest)), GuestReply.HESITATE);
                        case DECLINED -> invitations.answer(dialogue, List.of(now(guest)), GuestReply.DECLINE);
                        // There is room for everybody here; that who finds none waits is tried elsewhere.
                        case DELEGATING -> noteDelegate(noting, dialogue, guest);
                        case REPRESENTED -> {
                            noteDelegate(protocol, dialogue, guest);
                            invitations.confirmDelegate(dialogue, now(guest), name());
                        }
                        case WAITING, LAPSED -> put(guest, state);
                        case OFFERED -> {
                            invitations.answer(dialogue, List.of(now(guest)), GuestReply.ACCEPT);
                            put(guest, state);
                        }
                        default -> {
                            // It is invited.
                        }
                    }
                }
            }
            return guest;
        });
    }

    private void noteDelegate(Officer noting, DialogueId dialogue, InvitationView guest) {
        as(noting, () -> done(() -> invitations.askDelegate(dialogue, now(guest), SOMEBODY)));
    }

    private static final DelegateDetails SOMEBODY = new DelegateDetails("Ole Sample", "Adviser", null);

    private static PersonName name() {
        return People.latin("Ole", UnusualNames.next());
    }

    private static boolean done(Runnable act) {
        act.run();
        return true;
    }

    private void put(InvitationView guest, InvitationState state) {
        database.sql("update crm_invitation set state = ? where id = ?")
                .param(state.name())
                .param(Bytes16.of(guest.id()))
                .update();
    }

    private void act(Officer actor, InvitationAct act, DialogueId dialogue, InvitationView guest) {
        as(actor, () -> switch (act) {
            case PROPOSE -> invitations.propose(dialogue, List.of(guest.contact()));
            case APPROVE -> invitations.approve(dialogue, List.of(now(guest)));
            case RETURN -> invitations.giveBack(dialogue, List.of(now(guest)), ReturnReason.THEME, null);
            case REMOVE -> invitations.remove(dialogue, List.of(now(guest)));
            case INVITE -> invite(dialogue, guest);
            case WITHDRAW -> invitations.withdraw(dialogue, List.of(now(guest)));
            case ACCEPT, WAIT -> invitations.answer(dialogue, List.of(now(guest)), GuestReply.ACCEPT);
            case HESITATE -> invitations.answer(dialogue, List.of(now(guest)), GuestReply.HESITATE);
            case DECLINE -> invitations.answer(dialogue, List.of(now(guest)), GuestReply.DECLINE);
            case DELEGATE -> done(() -> invitations.askDelegate(dialogue, now(guest), SOMEBODY));
            case CONFIRM -> invitations.confirmDelegate(dialogue, now(guest), name());
            case REFUSE -> done(() -> invitations.refuseDelegate(dialogue, now(guest), "Only in person"));
            case OFFER, LAPSE, STAND_IN -> throw new IllegalArgumentException("no officer does it");
        });
    }

    /** Sends the invitation to that guest alone. */
    private int invite(DialogueId dialogue, InvitationView guest) {
        SendingDetails mail = SendingDetails.now(TemplateKind.INVITATION);
        RecipientList recipients = sendings.recipients(dialogue, mail);
        Set<InvitationId> others = recipients.recipients().stream()
                .map(Recipient::invitation)
                .filter(other -> !other.equals(guest.id()))
                .collect(Collectors.toSet());
        return sendings.send(dialogue, mail, recipients.mark(), others);
    }

    // V10
    @Test
    void nobodyApprovesTheirOwnAlsoNotAmongOthers() {
        DialogueId dialogue = dialogue(START);
        InvitationView own = propose(manager, dialogue, person("Own", Sensitivity.INTERNAL));
        InvitationView other = propose(diplomat, dialogue, person("Other", Sensitivity.INTERNAL));
        long entries = entries();
        conflict("actor-another-approver", manager, () -> invitations.approve(dialogue, List.of(now(other), now(own))));
        assertThat(listed(viewer, dialogue)).extracting(InvitationView::state).containsOnly(InvitationState.PROPOSED);
        assertThat(entries()).isEqualTo(entries);
        conflict("changed", manager, () -> invitations.approveAll(dialogue, "f".repeat(32)));
        assertThat(as(manager, () -> invitations.approveAll(dialogue, mark(dialogue))))
                .isEqualTo(1);
        assertThat(as(viewer, () -> invitations.get(dialogue, own.id())).state())
                .isEqualTo(InvitationState.PROPOSED);
        assertThat(as(viewer, () -> invitations.get(dialogue, other.id())).state())
                .isEqualTo(InvitationState.APPROVED);
        assertThat(as(otherManager, () -> invitations.approveAll(dialogue, mark(dialogue))))
                .isEqualTo(1);
    }

    // C4: who was decided on, or proposed anew by somebody else, since the officer looked is another matter.
    @Test
    void nobodyDecidesOnWhomTheyDidNotSee() {
        DialogueId dialogue = dialogue(START);
        InvitationView guest = propose(diplomat, dialogue, person("Guest", Sensitivity.INTERNAL));
        SeenGuest seen = now(guest);
        String shown = as(manager, () -> mark(dialogue));
        // As many as before, but somebody else.
        as(diplomat, () -> invitations.remove(dialogue, List.of(seen)));
        propose(diplomat, dialogue, person("Other", Sensitivity.INTERNAL));
        conflict("changed", manager, () -> invitations.approveAll(dialogue, shown));
        as(protocol, () -> invitations.propose(dialogue, List.of(guest.contact())));
        conflict("changed", manager, () -> invitations.approve(dialogue, List.of(seen)));
        SeenGuest proposedAgain = now(guest);
        as(manager, () -> invitations.approve(dialogue, List.of(proposedAgain)));
        conflict("changed", protocol, () -> invitations.remove(dialogue, List.of(proposedAgain)));
        assertThat(as(viewer, () -> invitations.get(dialogue, guest.id())).state())
                .isEqualTo(InvitationState.APPROVED);
        // The same once more is no harm.
        assertThat(as(manager, () -> invitations.approve(dialogue, List.of(proposedAgain))))
                .isZero();
    }

    @Test
    void theListOfADialogueThatIsOverCancelledOrArchivedStaysAsItIs() {
        DialogueView held = as(
                protocol,
                () -> dialogues.create(plan(Instant.now().minusSeconds(9_000)).details()));
        DialogueView cancelled = as(protocol, () -> dialogues.create(plan(START).details()));
        DialogueView archived = as(protocol, () -> dialogues.create(plan(START).details()));
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        List<InvitationView> guests = Stream.of(held, cancelled, archived)
                .map(dialogue -> propose(diplomat, dialogue.id(), aliya))
                .toList();
        as(protocol, () -> dialogues.markHeld(held.id(), held.version()));
        as(protocol, () -> dialogues.cancel(cancelled.id(), cancelled.version(), "Rain"));
        as(protocol, () -> dialogues.archive(archived.id(), archived.version()));
        for (InvitationView guest : guests) {
            DialogueId dialogue = guest.dialogue();
            conflict("closed", diplomat, () -> invitations.propose(dialogue, List.of(aliya)));
            conflict("closed", manager, () -> invitations.approve(dialogue, List.of(now(guest))));
            conflict("closed", manager, () -> invitations.approveAll(dialogue, mark(dialogue)));
            conflict("closed", manager, () -> invitations.remove(dialogue, List.of(now(guest))));
            conflict(
                    "closed",
                    manager,
                    () -> invitations.giveBack(dialogue, List.of(now(guest)), ReturnReason.THEME, null));
            assertThat(only(viewer, dialogue)).isEqualTo(as(viewer, () -> invitations.get(dialogue, guest.id())));
        }
    }

    @Test
    void whoIsArchivedIsNotProposed() {
        DialogueId dialogue = dialogue(START);
        ContactView gone = as(diplomat, () -> contacts.register(person("Gone").details()));
        InvitationView before = propose(diplomat, dialogue, gone.id());
        as(diplomat, () -> contacts.archive(gone.id(), gone.version()));
        assertThat(only(viewer, dialogue).contactArchived()).isTrue();
        conflict("contact-archived", manager, () -> invitations.approve(dialogue, List.of(now(before))));
        assertThat(as(manager, () -> invitations.guestList(dialogue))
                        .decidable()
                        .guests())
                .isZero();
        as(diplomat, () -> invitations.remove(dialogue, List.of(now(before))));
        conflict("contact-archived", diplomat, () -> invitations.propose(dialogue, List.of(gone.id())));
    }

    // V1
    @Test
    void thePostForWhichSomebodyIsOnTheListStaysAsItWas() {
        DialogueId dialogue = dialogue(START);
        OrganisationId centre = organisation("Centre", null, Circle.EXPERT);
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        var mandate =
                as(diplomat, () -> mandates.begin(aliya, post(centre, PostRole.HEAD_OF_UNIT), Tenure.UNKNOWN, null));
        InvitationView proposed = propose(diplomat, dialogue, aliya);
        assertThat(proposed.standing())
                .extracting("organisation", "role", "circle")
                .containsExactly(centre, PostRole.HEAD_OF_UNIT, Circle.EXPERT);
        as(diplomat, () -> {
            mandates.remove(mandate.id(), mandate.version());
            return true;
        });
        OrganisationId paper = organisation("Paper", null, Circle.MEDIA);
        as(diplomat, () -> mandates.begin(aliya, post(paper, PostRole.CORRESPONDENT), Tenure.UNKNOWN, null));
        assertThat(only(viewer, dialogue).standing()).isEqualTo(proposed.standing());
        as(diplomat, () -> invitations.remove(dialogue, List.of(now(proposed))));
        assertThat(propose(diplomat, dialogue, aliya).standing())
                .extracting("organisation", "role", "circle")
                .containsExactly(paper, PostRole.CORRESPONDENT, Circle.MEDIA);
    }

    // ---- who sees what
    // --------------------------------------------------------------------------------------------------------

    // Z6, Z8, Z14, Z2: who may not see the contact or the dialogue finds the guest nowhere, and no act reaches it.
    @Test
    void aHiddenGuestIsInNoListNoFigureAndNoAct() {
        DialogueId dialogue = dialogue(START);
        ContactId open = person("Open", Sensitivity.INTERNAL);
        ContactId secret = person("Secret", Sensitivity.CONFIDENTIAL);
        InvitationView seen = propose(diplomat, dialogue, open);
        InvitationView hidden = propose(manager, dialogue, secret);
        assertThat(hidden.effective()).isEqualTo(Sensitivity.CONFIDENTIAL);
        assertThat(as(diplomat, () -> invitations.guestList(dialogue)))
                .isEqualTo(new GuestListView(
                        dialogue,
                        Map.of(InvitationState.PROPOSED, 1L),
                        new GuestListView.Decidable(0, InvitationReader.mark(List.of())),
                        Map.of(),
                        0,
                        Map.of(),
                        new GuestBalance(1, 0, Map.of(), Map.of(), List.of(), 0, List.of(), List.of(), 1)));
        assertThat(listed(diplomat, dialogue)).extracting(InvitationView::id).containsExactly(seen.id());
        assertThat(as(diplomat, () -> invitations.count(InvitationQuery.of(dialogue))))
                .isEqualTo(1);
        assertThat(as(diplomat, () -> invitations.states(dialogue, List.of(open, secret))))
                .containsOnlyKeys(open);
        assertThat(text(history(diplomat, dialogue))).doesNotContain(secret.toString());
        assertThat(text(history(manager, dialogue))).contains(secret.toString());
        absent(diplomat, () -> invitations.get(dialogue, hidden.id()));
        absent(diplomat, () -> invitations.of(secret, Paging.first(5)));
        absent(diplomat, () -> invitations.propose(dialogue, List.of(secret)));
        long entries = entries();
        absent(otherManager, () -> invitations.approve(dialogue, List.of(now(seen), now(hidden))));
        absent(
                otherManager,
                () -> invitations.giveBack(dialogue, List.of(now(seen), now(hidden)), ReturnReason.THEME, null));
        absent(otherManager, () -> invitations.remove(dialogue, List.of(now(seen), now(hidden))));
        assertThat(entries()).isEqualTo(entries);
        assertThat(as(manager, () -> invitations.get(dialogue, seen.id())).state())
                .isEqualTo(InvitationState.PROPOSED);
        // All that the other manager sees is one, and that is approved.
        assertThat(as(otherManager, () -> invitations.approveAll(dialogue, mark(dialogue))))
                .isEqualTo(1);
    }

    @Test
    void aHiddenDialogueAndAForeignOneAreNoneAndTellNothing() {
        DialogueId secret = as(
                        manager,
                        () -> dialogues.create(
                                plan(START).as(Sensitivity.CONFIDENTIAL).details()))
                .id();
        DialogueId open = dialogue(START);
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        InvitationView hidden = propose(manager, secret, aliya);
        propose(manager, open, aliya);
        for (Officer officer : List.of(diplomat, foreigner)) {
            absent(officer, () -> invitations.guestList(secret));
            absent(officer, () -> invitations.list(InvitationQuery.of(secret), Paging.first(5)));
            absent(officer, () -> invitations.count(InvitationQuery.of(secret)));
            absent(officer, () -> invitations.get(secret, hidden.id()));
            absent(officer, () -> invitations.states(secret, List.of(aliya)));
            absent(officer, () -> invitations.bookings(secret, List.of(aliya)));
            absent(officer, () -> invitations.propose(secret, List.of(aliya)));
            absent(officer, () -> invitations.remove(secret, List.of(now(hidden))));
        }
        absent(foreigner, () -> invitations.of(aliya, Paging.first(5)));
        // The id of another dialogue does not help.
        absent(diplomat, () -> invitations.get(open, hidden.id()));
        assertThat(as(diplomat, () -> invitations.of(aliya, Paging.first(5))).items())
                .extracting(ContactInvitation::dialogue)
                .containsExactly(open);
        assertThat(as(manager, () -> invitations.of(aliya, Paging.first(5))).items())
                .extracting(ContactInvitation::dialogue)
                .containsExactlyInAnyOrder(open, secret);
        assertThat(as(diplomat, () -> invitations.bookings(open, List.of(aliya))))
                .isEmpty();
        assertThat(as(manager, () -> invitations.bookings(open, List.of(aliya))))
                .containsOnlyKeys(aliya);
    }

    @Test
    void aContactOfAnotherMissionIsNoGuest() {
        DialogueId dialogue = dialogue(START);
        ContactId theirs = as(
                        foreigner, () -> contacts.register(person("Theirs").details()))
                .id();
        absent(diplomat, () -> invitations.propose(dialogue, List.of(theirs)));
        Officer both = officers.headquarters(mission);
        assertThatThrownBy(() -> as(both, () -> invitations.propose(dialogue, List.of(theirs))))
                .isInstanceOf(NotPermittedException.class);
    }

    // ---- many at once
    // --------------------------------------------------------------------------------------------------------

    // C3
    @Test
    void whoIsProposedByManyAtOnceIsOnTheListOnceAndWhoIsDecidedOnAtOnceIsOneOfBoth() throws Exception {
        DialogueId dialogue = dialogue(START);
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        List<ProposedGuests> proposed =
                atOnce(6, number -> as(diplomat, () -> invitations.propose(dialogue, List.of(aliya))));
        assertThat(proposed).extracting(ProposedGuests::added).containsExactlyInAnyOrder(1, 0, 0, 0, 0, 0);
        InvitationView guest = only(viewer, dialogue);
        List<Boolean> done = atOnce(4, number -> {
            try {
                return number % 2 == 0
                        ? as(manager, () -> invitations.approve(dialogue, List.of(now(guest)))) >= 0
                        : as(
                                        otherManager,
                                        () -> invitations.giveBack(
                                                dialogue, List.of(now(guest)), ReturnReason.THEME, null))
                                >= 0;
            } catch (ConflictException otherwiseMeanwhile) {
                return false;
            }
        });
        assertThat(done).contains(true);
        InvitationState state =
                as(viewer, () -> invitations.get(dialogue, guest.id())).state();
        assertThat(state).isIn(InvitationState.APPROVED, InvitationState.RETURNED);
        assertThat(history(viewer, dialogue))
                .extracting(entry -> after(entry, "invitationState"))
                .containsExactly(state.name(), "PROPOSED");
    }

    private List<AuditEntry> history(Officer officer, DialogueId dialogue) {
        return as(officer, () -> dialogues.history(dialogue, Paging.first(100))).items().stream()
                .filter(entry -> entry.kind().equals("invitation"))
                .toList();
    }

    private static String text(List<AuditEntry> history) {
        return Arrays.toString(history.toArray());
    }

    private long entries() {
        return database.sql("select count(*) from crm_audit_entry")
                .query(Long.class)
                .single();
    }
}
