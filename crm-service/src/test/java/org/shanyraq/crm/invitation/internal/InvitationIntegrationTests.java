package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.contact.SegmentDetails;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.SegmentKind;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.BookedSpeaker;
import org.shanyraq.crm.invitation.Booking;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.Elsewhere;
import org.shanyraq.crm.invitation.GuestBalance;
import org.shanyraq.crm.invitation.GuestListView;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationAct;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.ProposedGuests;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.ReturnReason;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationKind;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Guest lists: rows E1, E14, U11, V1, V6, V10, V11, V12, V13 and V20 of the features; threats Z1, Z2, Z6, Z8, Z14 and C3. */
@ServiceTest
class InvitationIntegrationTests extends OfficerScene {

    private static final Instant START = Instant.parse("2032-04-06T16:00:00Z");

    @Autowired
    private Invitations invitations;

    @Autowired
    private Sendings sendings;

    @Autowired
    private Dialogues dialogues;

    @Autowired
    private Contacts contacts;

    @Autowired
    private Mandates mandates;

    @Autowired
    private Organisations organisations;

    @Autowired
    private Segments segments;

    @Autowired
    private JdbcClient database;

    private Officer diplomat;
    private Officer protocol;
    private Officer manager;
    private Officer otherManager;
    private Officer viewer;
    private Officer foreigner;

    /** Letters that no other test uses. */
    private String unique = "";

    @BeforeEach
    void signIn() {
        diplomat = officers.diplomat("guests-one");
        protocol = officers.protocol("guests-one");
        manager = officers.manager("guests-one");
        otherManager = officers.officer(Role.MANAGER, "guests-one", Sensitivity.RESTRICTED);
        viewer = officers.viewer("guests-one");
        foreigner = officers.manager("guests-two");
        unique = UnusualNames.next();
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
        Officer actor = officers.officer(role, "guests-one", Sensitivity.RESTRICTED);
        DialogueId dialogue = inviting(START);
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
        return new PersonName(PersonName.Kind.LATIN, "Ole", UnusualNames.next(), null);
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
        DialogueView held =
                as(protocol, () -> dialogues.create(details(Instant.now().minusSeconds(9_000))));
        DialogueView cancelled = as(protocol, () -> dialogues.create(details(START)));
        DialogueView archived = as(protocol, () -> dialogues.create(details(START)));
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
        ContactView gone = as(diplomat, () -> contacts.register(named("Gone", Sensitivity.INTERNAL)));
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
        ContactView gone = as(manager, () -> contacts.register(named("Gone", Sensitivity.INTERNAL)));
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
        as(clearedProtocol(), () -> invitations.propose(first, List.of(secret)));
        as(manager, () -> invitations.approveAll(first, mark(first)));
        propose(diplomat, first, person("Waiting", Sensitivity.INTERNAL));
        assertThat(as(diplomat, () -> invitations.proposeGuestsOf(second, first)))
                .isEqualTo(new ProposedGuests(1, 0, 0, 0));
        assertThat(as(manager, () -> invitations.proposeGuestsOf(second, first)))
                .isEqualTo(new ProposedGuests(1, 0, 1, 0));
        assertThat(listed(manager, second)).extracting(InvitationView::contact).containsExactly(aliya, secret);
        DialogueId hidden = as(manager, () -> dialogues.create(with(details(START), Sensitivity.CONFIDENTIAL)))
                .id();
        absent(diplomat, () -> invitations.proposeGuestsOf(second, hidden));
        absent(foreigner, () -> invitations.proposeGuestsOf(second, first));
    }

    // D3: the rules for guests carry over, guests and answers do not.
    @Test
    void aCopyOfADialogueKeepsItsTermsForGuestsAndBeginsWithNobody() {
        DialogueId dialogue = inviting(START);
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

    private Officer clearedProtocol() {
        return officers.officer(Role.PROTOCOL, "guests-one", Sensitivity.CONFIDENTIAL);
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
        DialogueId secret = as(manager, () -> dialogues.create(with(details(START), Sensitivity.CONFIDENTIAL)))
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
        ContactId theirs = as(foreigner, () -> contacts.register(named("Theirs", Sensitivity.INTERNAL)))
                .id();
        absent(diplomat, () -> invitations.propose(dialogue, List.of(theirs)));
        Officer both = officers.headquarters("guests-one");
        assertThatThrownBy(() -> as(both, () -> invitations.propose(dialogue, List.of(theirs))))
                .isInstanceOf(NotPermittedException.class);
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

    private long counted(Officer officer, InvitationQuery query) {
        long listed = paged(officer, query, 2).size();
        assertThat(as(officer, () -> invitations.count(query))).isEqualTo(listed);
        return listed;
    }

    // ---- wanted elsewhere
    // --------------------------------------------------------------------------------------------------------

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
        DialogueView cancelled = as(protocol, () -> dialogues.create(details(START)));
        DialogueId speaking = as(
                        diplomat,
                        () -> dialogues.create(details(START.plus(Duration.ofDays(2)))
                                .withAgenda(List.of(AgendaItem.of(
                                        AgendaItemKind.KEYNOTE, 20, Speaker.of(aliya, SpeakerRole.KEYNOTE))))))
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
        as(
                diplomat,
                () -> dialogues.create(details(START)
                        .withAgenda(List.of(
                                AgendaItem.of(AgendaItemKind.KEYNOTE, 20, Speaker.of(speaker, SpeakerRole.KEYNOTE))))));
        // What is far away, hidden or taken off the list is in nobody's way.
        as(diplomat, () -> invitations.propose(dialogue(START.plus(Duration.ofDays(8))), List.of(free)));
        DialogueId hidden = as(manager, () -> dialogues.create(with(details(START), Sensitivity.CONFIDENTIAL)))
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
        DialogueId hidden = as(manager, () -> dialogues.create(with(speaking(START, basile), Sensitivity.CONFIDENTIAL)))
                .id();
        DialogueId sameWeek = dialogue(START.plus(Duration.ofDays(2)));
        propose(diplomat, sameWeek, basile);
        DialogueView planned = as(manager, () -> dialogues.create(speaking(START, aliya, basile, secret)));
        DialogueId dialogue = planned.id();
        assertThat(as(viewer, () -> invitations.bookedSpeakers(dialogue)))
                .extracting(BookedSpeaker::contact, BookedSpeaker::name, InvitationIntegrationTests::wantedBy)
                .containsExactly(tuple(aliya, "Aliya " + unique, same));
        assertThat(as(manager, () -> invitations.bookedSpeakers(dialogue)))
                .extracting(BookedSpeaker::contact, InvitationIntegrationTests::wantedBy)
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
                .extracting(BookedSpeaker::contact, InvitationIntegrationTests::wantedBy)
                .containsExactly(tuple(basile, sameWeek));
        as(protocol, () -> dialogues.cancel(dialogue, moved.version(), "Rain"));
        assertThat(as(viewer, () -> invitations.bookedSpeakers(dialogue))).isEmpty();
    }

    private DialogueDetails speaking(Instant start, ContactId... speakers) {
        return details(start)
                .withAgenda(Stream.of(speakers)
                        .map(speaker ->
                                AgendaItem.of(AgendaItemKind.KEYNOTE, 20, Speaker.of(speaker, SpeakerRole.KEYNOTE)))
                        .toList());
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
        DialogueId secret = as(manager, () -> dialogues.create(with(details(START), Sensitivity.CONFIDENTIAL)))
                .id();
        DialogueView rained = as(protocol, () -> dialogues.create(details(START)));
        DialogueId earlier = dialogue(START.minus(Duration.ofDays(90)));
        DialogueId dialogue = dialogue(START);
        approved(secret, aliya);
        approved(rained.id(), aliya);
        as(protocol, () -> dialogues.cancel(rained.id(), rained.version(), "Rain"));
        propose(diplomat, earlier, aliya);
        assertThat(found(viewer, fresh)).containsExactly(aliya, basile);
        assertThat(found(manager, fresh)).containsExactly(basile);
        assertThat(as(viewer, () -> invitations.timesInvited(dialogue, List.of(aliya, basile))))
                .isEmpty();

        approved(earlier, aliya);
        assertThat(found(viewer, fresh)).containsExactly(basile);
        assertThat(as(viewer, () -> contacts.count(fresh, 10))).isEqualTo(1);
        assertThat(as(viewer, () -> invitations.timesInvited(dialogue, List.of(aliya, basile))))
                .isEqualTo(Map.of(aliya, 1));
        assertThat(as(viewer, () -> invitations.timesInvited(earlier, List.of(aliya))))
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

    private void approved(DialogueId dialogue, ContactId contact) {
        as(otherwise(dialogue), () -> invitations.propose(dialogue, List.of(contact)));
        InvitationView guest = listed(manager, dialogue).stream()
                .filter(one -> one.contact().equals(contact))
                .findFirst()
                .orElseThrow();
        as(manager, () -> invitations.approve(dialogue, List.of(now(guest))));
    }

    /** Somebody who sees the dialogue and is not the manager who approves. */
    private Officer otherwise(DialogueId dialogue) {
        try {
            as(diplomat, () -> invitations.guestList(dialogue));
            return diplomat;
        } catch (NotFoundException hidden) {
            return clearedProtocol();
        }
    }

    private List<ContactId> found(Officer officer, ContactQuery query) {
        return as(officer, () -> contacts.list(query, Paging.first(20))).items().stream()
                .map(ContactSummary::id)
                .toList();
    }

    // ---- many at once
    // --------------------------------------------------------------------------------------------------------

    // C3
    @Test
    void whoIsProposedByManyAtOnceIsOnTheListOnceAndWhoIsDecidedOnAtOnceIsOneOfBoth() throws Exception {
        DialogueId dialogue = dialogue(START);
        ContactId aliya = person("Aliya", Sensitivity.INTERNAL);
        List<ProposedGuests> proposed =
                atOnce(6, () -> as(diplomat, () -> invitations.propose(dialogue, List.of(aliya))));
        assertThat(proposed).extracting(ProposedGuests::added).containsExactlyInAnyOrder(1, 0, 0, 0, 0, 0);
        InvitationView guest = only(viewer, dialogue);
        AtomicInteger turn = new AtomicInteger();
        List<Boolean> done = atOnce(4, () -> {
            try {
                return turn.getAndIncrement() % 2 == 0
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

    private static <T> List<T> atOnce(int many, Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            CyclicBarrier together = new CyclicBarrier(many);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                running.add(threads.submit(() -> {
                    together.await();
                    return work.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    // It is done when, 4: a guest list of a thousand in a handful of statements; proposing and approving them in few
    // for each hundred.
    @Test
    void aThousandGuestsAreProposedShownAndApprovedInFewStatements() {
        for (int part = 0; part < 10; part++) {
            List<ContactDetails> people = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                people.add(named("Guest" + (char) ('a' + part) + (char) ('a' + i % 26), Sensitivity.INTERNAL));
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

    // ---- what the tests make and ask
    // --------------------------------------------------------------------------------------------------------

    private DialogueId dialogue(Instant start) {
        return as(diplomat, () -> dialogues.create(details(start))).id();
    }

    /** One that is announced. */
    private DialogueId inviting(Instant start) {
        DialogueView drafted = as(protocol, () -> dialogues.create(details(start)));
        return as(protocol, () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
    }

    private DialogueDetails details(Instant start) {
        return new DialogueDetails(
                LocalizedText.of("en", "Guests " + unique),
                null,
                List.of("en"),
                DialogueFormat.IN_PERSON,
                "House of the steppe",
                null,
                null,
                start,
                start.plusSeconds(7_200),
                ZoneId.of("Europe/Brussels"),
                new Capacity(60, Map.of()),
                Sensitivity.INTERNAL,
                List.of());
    }

    private static DialogueDetails with(DialogueDetails details, Sensitivity sensitivity) {
        return new DialogueDetails(
                details.theme(),
                details.series(),
                details.languages(),
                details.format(),
                details.venue(),
                details.address(),
                details.streamLink(),
                details.startsAt(),
                details.endsAt(),
                details.zone(),
                details.capacity(),
                sensitivity,
                details.agenda());
    }

    private ContactDetails named(String given, Sensitivity sensitivity) {
        return People.named(given, unique)
                .with(People.email(given.toLowerCase(Locale.ROOT) + "@" + unique.toLowerCase(Locale.ROOT) + ".example"))
                .with(sensitivity)
                .details();
    }

    private ContactId person(String given, Sensitivity sensitivity) {
        return as(manager, () -> contacts.register(named(given, sensitivity))).id();
    }

    private OrganisationId organisation(String name, @Nullable OrganisationId parent, Circle circle) {
        return organisation(name, parent, circle, OrganisationKind.THINK_TANK);
    }

    private OrganisationId organisation(
            String name, @Nullable OrganisationId parent, Circle circle, OrganisationKind kind) {
        return as(
                        manager,
                        () -> organisations.register(new OrganisationDetails(
                                LocalizedText.of("en", name + " of " + unique),
                                null,
                                kind,
                                circle,
                                parent,
                                Tenure.UNKNOWN,
                                null,
                                null,
                                null,
                                List.of())))
                .id();
    }

    private OrganisationId group(String name) {
        return organisation(name, null, Circle.EU_INSTITUTIONS, OrganisationKind.POLITICAL_GROUP);
    }

    private void mandate(ContactId person, OrganisationId organisation) {
        as(manager, () -> mandates.begin(person, post(organisation, PostRole.MEMBER), Tenure.UNKNOWN, null));
    }

    private ContactId from(String country, Sensitivity sensitivity) {
        return as(
                        manager,
                        () -> contacts.register(People.named("From" + country.charAt(0), unique)
                                .from(country)
                                .with(sensitivity)
                                .details()))
                .id();
    }

    private static PostDetails post(OrganisationId organisation, PostRole role) {
        return new PostDetails(organisation, role, LocalizedText.EMPTY, null, Tenure.UNKNOWN);
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

    private InvitationView propose(Officer officer, DialogueId dialogue, ContactId contact) {
        as(officer, () -> invitations.propose(dialogue, List.of(contact)));
        return listed(officer, dialogue).stream()
                .filter(guest -> guest.contact().equals(contact))
                .findFirst()
                .orElseThrow();
    }

    /** The guest as it is at this moment. */
    private SeenGuest now(InvitationView guest) {
        return new SeenGuest(
                guest.id(),
                as(manager, () -> invitations.get(guest.dialogue(), guest.id())).version());
    }

    /** The mark that the acting officer's page carries. */
    private String mark(DialogueId dialogue) {
        return invitations.guestList(dialogue).decidable().mark();
    }

    private SegmentId saved(ContactQuery query) {
        return as(
                        diplomat,
                        () -> segments.create(new SegmentDetails(
                                SegmentKind.QUERY, "Query " + unique, null, Sensitivity.INTERNAL, query)))
                .id();
    }

    private List<InvitationView> listed(Officer officer, DialogueId dialogue) {
        return paged(officer, InvitationQuery.of(dialogue), 100);
    }

    private List<InvitationView> paged(Officer officer, InvitationQuery query, int size) {
        List<InvitationView> all = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            Slice<InvitationView> slice = as(officer, () -> invitations.list(query, new Paging(from, size)));
            all.addAll(slice.items());
            cursor = slice.next();
        } while (cursor != null);
        return all;
    }

    private InvitationView only(Officer officer, DialogueId dialogue) {
        List<InvitationView> all = listed(officer, dialogue);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<AuditEntry> history(Officer officer, DialogueId dialogue) {
        return as(officer, () -> dialogues.history(dialogue, Paging.first(100))).items().stream()
                .filter(entry -> entry.kind().equals("invitation"))
                .toList();
    }

    private static @Nullable String after(AuditEntry entry, String field) {
        return entry.changes().stream()
                .filter(change -> change.field().equals(field))
                .map(FieldChange::after)
                .findFirst()
                .orElse(null);
    }

    private static String text(List<AuditEntry> history) {
        return Arrays.toString(history.toArray());
    }

    private long entries() {
        return database.sql("select count(*) from crm_audit_entry")
                .query(Long.class)
                .single();
    }

    private void conflict(String key, Officer officer, Supplier<?> act) {
        ConflictException refused = catchThrowableOfType(ConflictException.class, () -> as(officer, act));
        assertThat(refused).isNotNull();
        assertThat(refused.key()).isEqualTo("crm.invitation.error." + key);
    }

    private void absent(Officer officer, Supplier<?> act) {
        assertThatThrownBy(() -> as(officer, act)).isInstanceOf(NotFoundException.class);
    }

    private List<org.assertj.core.groups.Tuple> invalid(Officer officer, Supplier<?> act) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> as(officer, act));
        assertThat(refused).isNotNull();
        return refused.violations().stream()
                .map(violation -> tuple(violation.field(), violation.key()))
                .toList();
    }
}
