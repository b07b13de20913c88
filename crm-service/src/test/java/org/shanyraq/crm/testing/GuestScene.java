package org.shanyraq.crm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.organisation.Circle;
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
import org.shanyraq.crm.shared.Tenure;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A dialogue that invites, and guests on their way to it: what tests of all that comes after the plan begin with. */
public abstract class GuestScene extends OfficerScene {

    @Autowired
    protected Invitations invitations;

    @Autowired
    protected Sendings sendings;

    @Autowired
    protected Dialogues dialogues;

    @Autowired
    protected Contacts contacts;

    @Autowired
    protected Mandates mandates;

    @Autowired
    protected Organisations organisations;

    @Autowired
    protected JdbcClient database;

    @Autowired
    @Qualifier("crmMailWorkers")
    private SmartLifecycle mailWorkers;

    /** To which all officers belong but the foreigner. */
    protected final String mission;

    private final String otherMission;

    protected Officer diplomat;
    protected Officer protocol;
    protected Officer manager;
    protected Officer viewer;
    protected Officer foreigner;

    /** Sees everybody, and is not the one who approves. */
    protected Officer clearedProtocol;

    /** Letters that no other test uses. */
    protected String unique = "";

    protected GuestScene(String mission, String otherMission) {
        this.mission = mission;
        this.otherMission = otherMission;
    }

    /** Or they would note what became of mails, and guests change, in the midst of what the test does. */
    @BeforeEach
    protected void restFromMails() {
        mailWorkers.stop();
    }

    @AfterEach
    protected void goOnWithMails() {
        mailWorkers.start();
    }

    @BeforeEach
    protected void signIn() {
        diplomat = officers.diplomat(mission);
        protocol = officers.protocol(mission);
        manager = officers.manager(mission);
        viewer = officers.viewer(mission);
        foreigner = officers.manager(otherMission);
        clearedProtocol = officers.officer(Role.PROTOCOL, mission, Sensitivity.CONFIDENTIAL);
        unique = UnusualNames.next();
    }

    // ---- dialogues

    protected DialogueId inviting(Plans plans) {
        DialogueView drafted = as(protocol, () -> dialogues.create(plans.details()));
        return as(protocol, () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
    }

    protected DialogueView changed(DialogueId dialogue, UnaryOperator<Plans> change) {
        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        Plans other = change.apply(new Plans(view.details()));
        return as(protocol, () -> dialogues.change(dialogue, view.version(), other.details()));
    }

    protected void cancelled(DialogueId dialogue) {
        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.cancel(dialogue, view.version(), "Rain"));
    }

    // ---- guests

    /** Somebody with an address, whom nobody registered yet. */
    protected People person(String given) {
        return People.named(given, unique).with(People.email(address(given)));
    }

    protected String address(String given) {
        return given.toLowerCase(Locale.ROOT) + "@" + unique.toLowerCase(Locale.ROOT) + ".example";
    }

    protected ContactId registered(People person) {
        return as(manager, () -> contacts.register(person.details())).id();
    }

    protected OrganisationId organisation(
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

    protected static PostDetails post(OrganisationId organisation, PostRole role) {
        return new PostDetails(organisation, role, LocalizedText.EMPTY, null, Tenure.UNKNOWN);
    }

    protected InvitationView proposed(DialogueId dialogue, People person) {
        return proposed(dialogue, registered(person));
    }

    protected InvitationView proposed(DialogueId dialogue, ContactId contact) {
        as(clearedProtocol, () -> invitations.propose(dialogue, List.of(contact)));
        return guestOf(dialogue, contact);
    }

    protected InvitationView approved(DialogueId dialogue, People person) {
        return approved(dialogue, registered(person));
    }

    protected InvitationView approved(DialogueId dialogue, ContactId contact) {
        InvitationView guest = proposed(dialogue, contact);
        as(manager, () -> invitations.approve(dialogue, List.of(now(guest))));
        return guest(guest);
    }

    protected InvitationView guestOf(DialogueId dialogue, ContactId contact) {
        return as(manager, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(100))).items().stream()
                .filter(guest -> guest.contact().equals(contact))
                .findFirst()
                .orElseThrow();
    }

    /** As it is by now. */
    protected InvitationView guest(InvitationView guest) {
        return as(manager, () -> invitations.get(guest.dialogue(), guest.id()));
    }

    /** As an officer sees it who looks at this moment. */
    protected SeenGuest now(InvitationView guest) {
        return new SeenGuest(guest.id(), guest(guest).version());
    }

    /** To how many it is sent. */
    protected int send(DialogueId dialogue, SendingDetails details, Set<InvitationId> without) {
        return send(protocol, dialogue, details, without);
    }

    protected int send(Officer sender, DialogueId dialogue, SendingDetails details, Set<InvitationId> without) {
        RecipientList list = as(sender, () -> sendings.recipients(dialogue, details));
        return as(sender, () -> sendings.send(dialogue, details, list.mark(), without));
    }

    // ---- refusals

    protected static void refused(String key, ThrowingCallable act) {
        ConflictException refused = catchThrowableOfType(ConflictException.class, act);
        assertThat(refused).isNotNull();
        assertThat(refused.key()).isEqualTo(key);
    }

    /** Field and key of all that is wrong with what the officer entered. */
    protected List<Tuple> invalid(Officer officer, Supplier<?> act) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> as(officer, act));
        assertThat(refused).isNotNull();
        return refused.violations().stream()
                .map(violation -> tuple(violation.field(), violation.key()))
                .toList();
    }

    protected void absent(Officer officer, Supplier<?> act) {
        assertThatThrownBy(() -> as(officer, act)).isInstanceOf(NotFoundException.class);
    }
}
