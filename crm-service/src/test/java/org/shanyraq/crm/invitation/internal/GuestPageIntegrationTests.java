package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.audit.FieldChange;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueDetails;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.DialogueView;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.GuestFile;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.Companion;
import org.shanyraq.crm.invitation.Company;
import org.shanyraq.crm.invitation.ContactInvitation;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.DelegateRequest;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestClass;
import org.shanyraq.crm.invitation.GuestNeed;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.Shortage;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.OfficerScene;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What guests see and answer, and who gets a seat: rows E2, E3, E7, E10, E16 and D4 of the features; threats P1 to P5, P11, C1, C2 and C7. */
@ServiceTest
class GuestPageIntegrationTests extends OfficerScene {

    private final Instant start = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.HOURS);

    @Autowired
    private GuestPages pages;

    @Autowired
    private Sendings sendings;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Dialogues dialogues;

    @Autowired
    private Attachments attachments;

    @Autowired
    private Contacts contacts;

    @Autowired
    private ForgottenNeeds needs;

    @Autowired
    private OfferSweep sweep;

    @Autowired
    private AnswerConfirmations confirmations;

    @Autowired
    private Suppressions suppressions;

    @Autowired
    private GuestMails letters;

    @Autowired
    private JdbcClient database;

    private Officer protocol;
    private Officer manager;
    private Officer viewer;

    /** Letters that no other test uses. */
    private String unique = "";

    @BeforeEach
    void signIn() {
        protocol = officers.protocol("answers-one");
        manager = officers.manager("answers-one");
        viewer = officers.viewer("answers-one");
        unique = UnusualNames.next();
    }

    // ---- the page
    // --------------------------------------------------------------------------------------------------------

    // P5, E2: whoever has the link sees the given name, and what the host says to all guests.
    @Test
    void thePageTellsTheGivenNameAndWhatAllGuestsAreToldAndNothingOfOthers() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        invited(dialogue, "Other");
        GuestPage page = open(ida);
        assertThat(page.givenName()).isEqualTo("Ida");
        assertThat(page.theme().in("en")).isEqualTo("Answers " + unique);
        assertThat(page.venue()).isEqualTo("House of the steppe");
        assertThat(page.streamLink()).isNull();
        assertThat(page.programme()).containsExactly("18:00  Opening – Host: Ambassador Sample");
        assertThat(page.reply()).isNull();
        assertThat(page.open()).isTrue();
        assertThat(page.answerBy())
                .isEqualTo(as(viewer, () -> dialogues.get(dialogue)).details().startsAt());
        assertThat(page.toString().replace("Answers " + unique, ""))
                .doesNotContain(unique)
                .doesNotContain("Other")
                .doesNotContain("@" + unique.toLowerCase(Locale.ROOT));
    }

    // P1, E3: looking is no answer.
    @Test
    void lookingChangesNothing() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        // Not even that somebody looked at what is confidential.
        database.sql("update crm_dialogue set sensitivity = 3 where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        long entries = entries();
        long version = guest(ida).version();
        for (int i = 0; i < 3; i++) {
            open(ida);
            pages.calendar(ida.token());
        }
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(guest(ida).version()).isEqualTo(version);
        assertThat(entries()).isEqualTo(entries);
    }

    private long entries() {
        return database.sql("select count(*) from crm_audit_entry where mission_id = ?")
                .param(Bytes16.of(Objects.requireNonNull(protocol.home())))
                .query(Long.class)
                .single();
    }

    @Test
    void aGuestAnswersAndChangesTheAnswerAndAllOfItIsTold() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        GuestPage accepted = answer(ida, GuestReply.ACCEPT, "Looking forward", "no fish", "ramp");
        assertThat(accepted.reply()).isEqualTo(GuestReply.ACCEPT);
        assertThat(accepted.waits()).isFalse();
        assertThat(accepted.streamLink()).isEqualTo("https://stream.example/1");
        // P5: whoever has the link does not read it, and those who organise do.
        assertThat(accepted.wrote()).isTrue();
        assertThat(accepted.toString()).doesNotContain("Looking forward", "no fish", "ramp");
        assertThat(as(protocol, () -> invitations.needs(dialogue)))
                .extracting(GuestNeed::note, GuestNeed::diet, GuestNeed::access)
                .containsExactly(tuple("Looking forward", "no fish", "ramp"));
        assertThatThrownBy(() -> as(viewer, () -> invitations.needs(dialogue)))
                .isInstanceOf(NotPermittedException.class);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(taken(dialogue)).isEqualTo(1);

        assertThat(answer(ida, GuestReply.HESITATE, null, null, null).reply()).isEqualTo(GuestReply.HESITATE);
        assertThat(taken(dialogue)).isZero();
        // What is left empty stays, until it is to be forgotten.
        assertThat(as(protocol, () -> invitations.needs(dialogue)))
                .extracting(GuestNeed::diet)
                .containsExactly("no fish");
        pages.answer(
                ida.token(), GuestAnswer.inWords(GuestReply.HESITATE, open(ida).form(), null, "no meat", null, true));
        assertThat(as(protocol, () -> invitations.needs(dialogue)))
                .extracting(GuestNeed::note, GuestNeed::diet, GuestNeed::access)
                .containsExactly(tuple(null, "no meat", null));
        assertThat(answer(ida, GuestReply.DECLINE, null, null, null).reply()).isEqualTo(GuestReply.DECLINE);
        assertThat(as(viewer, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(9)))
                        .items())
                .isEmpty();
        assertThat(answer(ida, GuestReply.ACCEPT, null, null, null).reply()).isEqualTo(GuestReply.ACCEPT);
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50))).items().stream()
                        .filter(entry -> entry.kind().equals("invitation"))
                        .limit(4))
                .extracting(AuditEntry::actor)
                .containsOnly("Ida " + unique);
    }

    // P2, C2: an answer comes from the page as it is, and the same answer fifty times is one.
    @Test
    void anAnswerComesFromThePageAsItIsAndTheSameTwiceIsOne() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        conflict("answer-stale", () -> pages.answer(ida.token(), GuestAnswer.of(GuestReply.ACCEPT, "")));
        conflict("answer-stale", () -> pages.answer(ida.token(), GuestAnswer.of(GuestReply.ACCEPT, "0".repeat(32))));
        String form = open(ida).form();
        Guest other = invited(dialogue, "Other");
        conflict("answer-stale", () -> pages.answer(other.token(), GuestAnswer.of(GuestReply.ACCEPT, form)));
        for (int i = 0; i < 5; i++) {
            pages.answer(ida.token(), GuestAnswer.of(GuestReply.ACCEPT, form));
        }
        assertThat(taken(dialogue)).isEqualTo(1);
        // An old page does not undo what was answered since.
        conflict("answer-stale", () -> pages.answer(ida.token(), GuestAnswer.of(GuestReply.DECLINE, form)));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
    }

    @Test
    void whatIsTooLongIsRefusedAndNothingIsKept() {
        Guest ida = invited(inviting(60), "Ida");
        String form = open(ida).form();
        for (GuestAnswer wrong : List.of(
                GuestAnswer.inWords(GuestReply.ACCEPT, form, "x".repeat(501), null, null, false),
                GuestAnswer.inWords(GuestReply.ACCEPT, form, null, "x".repeat(301), null, false),
                GuestAnswer.inWords(GuestReply.ACCEPT, form, null, null, "x\u202ey", false))) {
            assertThatThrownBy(() -> pages.answer(ida.token(), wrong)).isInstanceOf(InvalidInputException.class);
        }
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
    }

    // P4, E10: who got the link by mistake has it no longer than until the guest is written to where the guest is.
    @Test
    void aLinkThatWentElsewhereEndsWithTheNextMail() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        database.sql("update crm_contact_channel set value = concat('right.', value) where contact_id = ?")
                .param(Bytes16.of(ida.invitation().contact()))
                .update();
        assertThat(pages.open(ida.token())).isPresent();
        arrived(ida);
        send(dialogue, TemplateKind.REMINDER);
        Guest reached = new Guest(ida.invitation(), token(ida.invitation()));
        text(ida);
        assertThat(pages.open(ida.token())).isEmpty();
        assertThat(pages.open(reached.token())).isPresent();
        // All links that went to the same address stay good.
        arrived(ida);
        send(dialogue, TemplateKind.REMINDER);
        text(ida);
        assertThat(pages.open(reached.token())).isPresent();
    }

    // P4: a link is good for one invitation as long as that stands.
    @Test
    void aLinkEndsWithTheInvitationTheContactAndTheDialogue() {
        DialogueId dialogue = inviting(60);
        Guest withdrawn = invited(dialogue, "Withdrawn");
        Guest archived = invited(dialogue, "Archived");
        Guest ida = invited(dialogue, "Ida");
        assertThat(pages.open("")).isEmpty();
        assertThat(pages.open("x".repeat(5_000))).isEmpty();
        assertThat(pages.open(SecretTokens.next())).isEmpty();
        assertThat(pages.open(GuestMails.SAMPLE)).isEmpty();
        // What opens something else opens nothing here.
        String other = SecretTokens.next();
        database.sql("update crm_invitation_token set hash = ? where hash = ?")
                .param(SecretTokens.hash("unsubscribe", other))
                .param(SecretTokens.hash(GuestMails.PURPOSE, ida.token()))
                .update();
        assertThat(pages.open(other)).isEmpty();
        Guest again = new Guest(ida.invitation(), token(ida.invitation()));
        assertThat(pages.open(again.token())).isPresent();

        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(withdrawn))));
        gone(withdrawn);
        ContactView contact = as(manager, () -> contacts.get(guest(archived).contact()));
        as(manager, () -> contacts.archive(contact.id(), contact.version()));
        gone(archived);

        // Invited anew there is a new link.
        as(
                protocol,
                () -> invitations.propose(dialogue, List.of(guest(withdrawn).contact())));
        as(manager, () -> invitations.approve(dialogue, List.of(now(withdrawn))));
        send(dialogue, TemplateKind.INVITATION);
        gone(withdrawn);
        assertThat(pages.open(token(withdrawn.invitation()))).isPresent();

        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.cancel(dialogue, view.version(), "Rain"));
        gone(again);
    }

    private void gone(Guest guest) {
        assertThat(pages.open(guest.token())).isEmpty();
        assertThat(pages.calendar(guest.token())).isEmpty();
        assertThat(pages.answer(guest.token(), GuestAnswer.of(GuestReply.ACCEPT, "")))
                .isFalse();
    }

    @Test
    void theEventForTheCalendarHasTheLinkForWhoComesAndForNobodyElse() {
        Guest ida = invited(inviting(60), "Ida");
        assertThat(pages.calendar(ida.token())).hasValueSatisfying(event -> assertThat(event)
                .contains("LOCATION:House of the steppe")
                .doesNotContain("stream.example"));
        answer(ida, GuestReply.ACCEPT, null, null, null);
        assertThat(pages.calendar(ida.token()))
                .hasValueSatisfying(event -> assertThat(event).contains("URL:https://stream.example/1"));
        answer(ida, GuestReply.HESITATE, null, null, null);
        assertThat(pages.calendar(ida.token()))
                .hasValueSatisfying(event -> assertThat(event).doesNotContain("stream.example"));
    }

    @Test
    void afterTheDeadlineThePageStaysAndTakesNoAnswer() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        database.sql("update crm_invitation set answer_by = utc_timestamp(6) where id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        GuestPage late = open(ida);
        assertThat(late.open()).isFalse();
        conflict("answer-late", () -> pages.answer(ida.token(), GuestAnswer.of(GuestReply.HESITATE, late.form())));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
        // Who cannot come after all can say so until it begins, so that somebody else has the seat.
        assertThat(late.revocable()).isTrue();
        pages.answer(ida.token(), GuestAnswer.of(GuestReply.DECLINE, late.form()));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.DECLINED);
        conflict(
                "answer-late",
                () -> pages.answer(
                        ida.token(), GuestAnswer.of(GuestReply.ACCEPT, open(ida).form())));
        // The host can still note what is said by telephone.
        as(protocol, () -> invitations.answer(dialogue, List.of(now(ida)), GuestReply.ACCEPT));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
    }

    // E16
    @Test
    void needsAreForgottenTwoWeeksAfterTheDialogue() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, "I am diabetic", "no fish", null);
        needs.run();
        assertThat(needs(ida)).isEqualTo(1);
        assertThat(note(ida)).isEqualTo("I am diabetic");
        database.sql("update crm_dialogue set starts_at = utc_timestamp(6) - interval 16 day,"
                        + " ends_at = utc_timestamp(6) - interval 15 day where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        needs.run();
        assertThat(needs(ida)).isZero();
        assertThat(note(ida)).isNull();
    }

    private @Nullable String note(Guest guest) {
        return database.sql("select note from crm_invitation where id = ?")
                .param(Bytes16.of(guest.invitation().id()))
                .query((row, index) -> Optional.ofNullable(row.getString("note")))
                .single()
                .orElse(null);
    }

    // D6: whoever is invited has the files that are for guests, of that dialogue, while the page is open.
    @Test
    void thePageHasTheFilesThatAreForGuestsAndNoOthers() throws IOException {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        AttachmentId programme = attached(dialogue, true);
        AttachmentId speech = attached(dialogue, false);
        Guest other = invited(inviting(60), "Other");
        assertThat(open(ida).files()).extracting(GuestFile::id).containsExactly(programme);
        assertThat(open(other).files()).isEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(pages.file(ida.token(), programme)).isPresent();
        assertThat(pages.write(ida.token(), programme, out)).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Dear guests");
        assertThat(pages.file(ida.token(), speech)).isEmpty();
        assertThat(pages.write(ida.token(), speech, out)).isFalse();
        assertThat(pages.file(other.token(), programme)).isEmpty();
        assertThat(pages.file(SecretTokens.next(), programme)).isEmpty();

        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.cancel(dialogue, view.version(), "Rain"));
        assertThat(pages.file(ida.token(), programme)).isEmpty();
        assertThat(pages.write(ida.token(), programme, out)).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Dear guests");
    }

    private AttachmentId attached(DialogueId dialogue, boolean forGuests) {
        return as(protocol, () -> {
                    try {
                        return attachments.attach(
                                dialogue,
                                "programme.txt",
                                new AttachmentDetails(null, Sensitivity.PUBLIC, forGuests),
                                new ByteArrayInputStream("Dear guests".getBytes(StandardCharsets.UTF_8)));
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                })
                .id();
    }

    // ---- what guests are told of their answers
    // --------------------------------------------------------------------------------------------------------

    // C2: the same answer fifty times is one mail, and of answers that follow each other quickly the last is told.
    @Test
    void anAnswerIsConfirmedByOneMailHoweverOftenItIsGivenAndOfManyTheLastAloneIsTold() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.DECLINE, null, null, null);
        GuestAnswer accept = GuestAnswer.of(GuestReply.ACCEPT, open(ida).form());
        for (int i = 0; i < 50; i++) {
            pages.answer(ida.token(), accept);
        }
        confirmations.run();
        assertThat(mails(ida)).containsExactly("INVITATION");

        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");
        MailText mail = text(ida);
        assertThat(mail.subject()).startsWith("Your answer: Answers " + unique);
        assertThat(mail.text())
                .contains("We are glad that you will join us")
                .contains("Place: House of the steppe")
                .contains("/r/");
        assertThat(mail.unsubscribable()).isFalse();
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");

        // What is only written to the host is no other answer.
        answer(ida, GuestReply.ACCEPT, "Looking forward", "no fish", null);
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");

        answer(ida, GuestReply.DECLINE, null, null, null);
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER", "ANSWER");
        assertThat(text(ida).text()).contains("You cannot come.");
    }

    // What is said to the host meanwhile, or noted once more, takes nothing back.
    @Test
    void whoAddsSomethingToAnAnswerIsToldOfItAllTheSame() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        answer(ida, GuestReply.ACCEPT, "Looking forward", "no fish", null);
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");
    }

    // Of two that waited in the queue the first says nothing, and the second what holds.
    @Test
    void ofConfirmationsThatHadToWaitTheLastAloneIsWritten() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        confirmed(ida);
        Mail first = mail(ida);
        answer(ida, GuestReply.DECLINE, null, null, null);
        confirmed(ida);
        assertThat(as(Officer.system(first.mission()), () -> letters.textOf(first)))
                .isEmpty();
        assertThat(text(ida).text()).contains("You cannot come.");
    }

    // Who was represented and is not coming after all is told that this was understood.
    @Test
    void whoComesBackToDeclineIsToldSo() {
        DialogueId dialogue = inviting(9);
        Guest ida = invited(dialogue, "Ida");
        delegate(ida, "Ole Sample", null);
        as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        answer(ida, GuestReply.DECLINE, null, null, null);
        assertThat(confirmed(ida)).endsWith("ANSWER");
    }

    @Test
    void whoWaitsAndWhoDoesNotKnowYetIsToldSo() {
        DialogueId dialogue = inviting(1);
        answer(invited(dialogue, "First"), GuestReply.ACCEPT, null, null, null);
        Guest waits = invited(dialogue, "Waits");
        answer(waits, GuestReply.ACCEPT, null, null, null);
        Guest open = invited(dialogue, "Open");
        Instant answerBy = start.minus(Duration.ofDays(3));
        awaited(open, answerBy);
        answer(open, GuestReply.HESITATE, null, null, null);
        assertThat(confirmed(waits)).containsExactly("INVITATION", "ANSWER");
        assertThat(text(waits).text()).contains("You are on the waiting list").doesNotContain("stream.example");
        assertThat(confirmed(open)).containsExactly("INVITATION", "ANSWER");
        assertThat(text(open).text())
                .contains("You do not know yet", "can be changed there until ")
                .contains(answerBy.atZone(ZoneId.of("Europe/Brussels")).format(DateTimeFormatter.ofPattern("HH:mm")));
    }

    @Test
    void noAnswerIsConfirmedThatDoesNotHoldOrToWhomNothingCanBeSent() {
        DialogueId dialogue = inviting(60);
        Guest phoned = invited(dialogue, "Phoned");
        answer(phoned, GuestReply.ACCEPT, null, null, null);
        access.runAs(protocol, () -> invitations.answer(dialogue, List.of(now(phoned)), GuestReply.DECLINE));
        assertThat(confirmed(phoned)).containsExactly("INVITATION");
        Guest gone = invited(dialogue, "Gone");
        answer(gone, GuestReply.ACCEPT, null, null, null);
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(gone))));
        assertThat(confirmed(gone)).containsExactly("INVITATION");
        Guest mute = invited(dialogue, "Mute");
        access.runAs(
                manager,
                () -> suppressions.add(
                        "mute@" + unique.toLowerCase(Locale.ROOT) + ".example", null, Sensitivity.INTERNAL));
        answer(mute, GuestReply.ACCEPT, null, null, null);
        assertThat(confirmed(mute)).containsExactly("INVITATION");
        Guest off = invited(dialogue, "Off");
        answer(off, GuestReply.ACCEPT, null, null, null);
        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.cancel(dialogue, view.version(), "Rain"));
        assertThat(confirmed(off)).containsExactly("INVITATION");
        assertThat(database.sql("select count(*) from crm_invitation_confirmation where dialogue_id = ?")
                        .param(Bytes16.of(dialogue))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whoNeverStopsAnsweringIsToldFiveTimesADayAndTwoSweepsAtOnceTellOnce() throws Exception {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        due();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> sweeps = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                sweeps.add(both.submit(() -> {
                    together.await();
                    confirmations.run();
                    return true;
                }));
            }
            for (Future<Boolean> one : sweeps) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(mails(ida)).containsExactly("INVITATION", "ANSWER");
        for (int i = 0; i < 4; i++) {
            answer(ida, GuestReply.DECLINE, null, null, null);
            confirmed(ida);
            answer(ida, GuestReply.ACCEPT, null, null, null);
            confirmed(ida);
        }
        assertThat(mails(ida)).containsExactly("INVITATION", "ANSWER", "ANSWER", "ANSWER", "ANSWER", "ANSWER");
        // What was answered last is told when the day is over.
        assertThat(database.sql("select state from crm_invitation_confirmation where invitation_id = ? and due_at > ?")
                        .params(
                                Bytes16.of(ida.invitation().id()),
                                UtcTime.of(Instant.now().plus(Duration.ofHours(20))))
                        .query(String.class)
                        .list())
                .containsExactly("ACCEPTED");
    }

    // What must be known in time has room before what a guest knows anyway.
    @Test
    void whoGotHalfOfTheMailsOfADayIsToldOnTheNext() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        database.sql("insert into crm_mail_day (day, mission_id, recipient, mails)"
                        + " select utc_date(), mission_id, recipient, 5 from crm_mail where subject_id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        answer(ida, GuestReply.ACCEPT, null, null, null);
        assertThat(confirmed(ida)).containsExactly("INVITATION");
        database.sql(
                        "update crm_mail_day set mails = 4 where recipient = (select recipient from crm_mail where subject_id = ?)")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        assertThat(confirmed(ida)).containsExactly("INVITATION", "ANSWER");
    }

    @Test
    void whoWasInvitedInALanguageThatTheSystemDoesNotWriteIsWrittenToInThatOfTheDialogue() {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        database.sql("update crm_dialogue set languages = '[\"fr\"]' where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        database.sql("update crm_invitation_mail set language = 'de' where invitation_id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        answer(ida, GuestReply.ACCEPT, null, null, null);
        confirmed(ida);
        assertThat(database.sql("select language from crm_mail where subject_id = ? order by id")
                        .param(Bytes16.of(ida.invitation().id()))
                        .query(String.class)
                        .list())
                .containsExactly("en", "fr");
    }

    /** Which mails the guest was sent once all answers are confirmed that are to be. */
    private List<String> confirmed(Guest guest) {
        due();
        confirmations.run();
        return mails(guest);
    }

    private void due() {
        database.sql("update crm_invitation_confirmation set due_at = utc_timestamp(6) - interval 1 second")
                .update();
    }

    // ---- seats
    // --------------------------------------------------------------------------------------------------------

    // E7: the seat that is given back is offered to whoever waits longest.
    @Test
    void whoFindsNoSeatWaitsAndIsOfferedTheFirstThatIsGivenBack() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        assertThat(answer(first, GuestReply.ACCEPT, null, null, null).waits()).isFalse();
        assertThat(answer(second, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        assertThat(answer(third, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        // To say so once more is no better place in the line.
        answer(second, GuestReply.ACCEPT, "still", null, null);
        assertThat(open(second).streamLink()).isNull();

        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(second).offeredUntil())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(24 * 60 - 5)),
                        Instant.now().plus(Duration.ofHours(24)));
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(mails(second)).containsExactly("INVITATION", "OFFER");
        GuestPage offered = open(second);
        assertThat(offered.offeredUntil()).isEqualTo(guest(second).offeredUntil());
        assertThat(offered.reply()).isNull();
        assertThat(offered.streamLink()).isNull();

        assertThat(answer(second, GuestReply.ACCEPT, null, null, null).reply()).isEqualTo(GuestReply.ACCEPT);
        assertThat(guest(second).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(open(second).offeredUntil()).isNull();
        assertThat(taken(dialogue)).isEqualTo(1);

        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(second))));
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
        // Who declines an offer passes the seat on, and here nobody is left.
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(taken(dialogue)).isZero();
    }

    // E7, C1: an offer that lapses goes to the next, once, whoever else looks after it at that moment.
    @Test
    void anOfferThatIsNotAnsweredInTimeGoesToTheNextOnceAlsoWhenTwoSweepAtOnce() throws Exception {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        List.of(first, second, third).forEach(guest -> answer(guest, GuestReply.ACCEPT, null, null, null));
        answer(first, GuestReply.DECLINE, null, null, null);
        sweep.run();
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);

        overdue(second);
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Boolean>> sweeps = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                sweeps.add(both.submit(() -> {
                    together.await();
                    sweep.run();
                    return true;
                }));
            }
            for (Future<Boolean> one : sweeps) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(guest(second).state()).isEqualTo(InvitationState.LAPSED);
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(mails(second)).containsExactly("INVITATION", "OFFER", "LAPSE");
        assertThat(mails(third)).containsExactly("INVITATION", "OFFER");

        // Whoever was late may answer still, and waits behind the others.
        assertThat(open(second).lapsed()).isTrue();
        assertThat(answer(second, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        Guest fourth = invited(dialogue, "Fourth");
        answer(fourth, GuestReply.ACCEPT, null, null, null);
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(fourth).state()).isEqualTo(InvitationState.WAITING);
    }

    @Test
    void anOfferEndsWithTheTimeForAnswersAndNoneIsMadeWhenNoAnswerCanBeAwaited() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        List.of(first, second, third).forEach(guest -> answer(guest, GuestReply.ACCEPT, null, null, null));
        Instant answerBy = Instant.now().plus(Duration.ofHours(5)).truncatedTo(ChronoUnit.SECONDS);
        awaited(second, answerBy);
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(second).offeredUntil()).isEqualTo(answerBy);
        assertThat(text(second).text())
                .contains("we keep it for you until")
                .contains(answerBy.atZone(ZoneId.of("Europe/Brussels")).format(DateTimeFormatter.ofPattern("HH:mm")));

        // When that time is over, an offer has its own.
        awaited(third, Instant.now().minus(Duration.ofHours(1)));
        answer(second, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(open(third).open()).isTrue();
        assertThat(answer(third, GuestReply.ACCEPT, null, null, null).reply()).isEqualTo(GuestReply.ACCEPT);

        // And when it is over so soon that nobody could answer in it.
        Guest late = invited(dialogue, "Late");
        answer(late, GuestReply.ACCEPT, null, null, null);
        awaited(late, Instant.now().plus(Duration.ofMinutes(30)));
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(guest(late).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(late).offeredUntil()).isAfter(Instant.now().plus(Duration.ofHours(20)));
        assertThat(open(late).open()).isTrue();
        assertThat(answer(late, GuestReply.DECLINE, null, null, null).reply()).isEqualTo(GuestReply.DECLINE);
        awaited(third, Instant.now().plus(Duration.ofDays(1)));
        assertThat(answer(third, GuestReply.ACCEPT, null, null, null).waits()).isFalse();

        // Shortly before it begins a seat is given at once.
        Guest fourth = invited(dialogue, "Fourth");
        answer(fourth, GuestReply.ACCEPT, null, null, null);
        database.sql("update crm_dialogue set starts_at = utc_timestamp(6) + interval 150 minute where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(guest(fourth).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(mails(fourth)).containsExactly("INVITATION", "SEAT");
    }

    // E7: the class that whoever keeps the list gave decides, where the dialogue says so.
    @Test
    void aHigherClassIsOfferedASeatFirstWhereTheDialogueSaysSo() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest longest = invited(dialogue, "Longest");
        Guest wanted = invited(dialogue, "Wanted");
        List.of(first, longest, wanted).forEach(guest -> answer(guest, GuestReply.ACCEPT, null, null, null));
        assertThat(guest(wanted).guestClass()).isEqualTo(GuestClass.B);
        assertThat(as(viewer, () -> invitations.terms(dialogue))).isEqualTo(GuestTerms.USUAL);
        as(protocol, () -> {
            invitations.setTerms(dialogue, new GuestTerms(WaitingOrder.BY_CLASS, 0, false));
            assertThat(invitations.rank(dialogue, List.of(now(wanted)), GuestClass.A))
                    .isEqualTo(1);
            assertThat(invitations.rank(dialogue, List.of(now(wanted)), GuestClass.A))
                    .isZero();
            return dialogue;
        });
        for (Officer other : List.of(viewer, officers.diplomat("answers-one"))) {
            assertThatThrownBy(() -> as(other, () -> invitations.rank(dialogue, List.of(now(first)), GuestClass.A)))
                    .isInstanceOf(NotPermittedException.class);
            assertThatThrownBy(() -> as(other, () -> {
                        invitations.setTerms(dialogue, GuestTerms.USUAL);
                        return dialogue;
                    }))
                    .isInstanceOf(NotPermittedException.class);
        }
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(2)))
                        .items())
                .extracting(AuditEntry::kind)
                .containsExactly("invitation", "invitation-terms");

        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(wanted).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(longest).state()).isEqualTo(InvitationState.WAITING);
        assertThat(open(wanted).toString()).doesNotContain("guestClass");
    }

    @Test
    void moreRoomLetsThoseInWhoWaitAndLessRoomTurnsNobodyOut() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        List.of(first, second, third).forEach(guest -> answer(guest, GuestReply.ACCEPT, null, null, null));
        room(dialogue, 2);
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        room(dialogue, 1);
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        answer(second, GuestReply.ACCEPT, null, null, null);
        // Both seats are one too many: the first that is given back is gone.
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        answer(second, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
    }

    // C1: of many who answer at once no more get a seat than there are.
    @Test
    void ofFortyWhoAcceptAtOnceThreeGetTheSeats() throws Exception {
        DialogueId dialogue = inviting(3);
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            guests.add(invited(dialogue, "Guest" + i));
        }
        List<String> forms = guests.stream().map(guest -> open(guest).form()).toList();
        CyclicBarrier together = new CyclicBarrier(8);
        ExecutorService all = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> answered = new ArrayList<>();
            for (int i = 0; i < guests.size(); i++) {
                Guest guest = guests.get(i);
                String form = forms.get(i);
                Callable<Boolean> accept = () -> {
                    together.await();
                    return answered(guest, GuestAnswer.of(GuestReply.ACCEPT, form))
                            .waits();
                };
                answered.add(all.submit(accept));
            }
            int seated = 0;
            for (Future<Boolean> one : answered) {
                seated += one.get() ? 0 : 1;
            }
            assertThat(seated).isEqualTo(3);
        } finally {
            all.shutdownNow();
        }
        assertThat(taken(dialogue)).isEqualTo(3);
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).states())
                .containsEntry(InvitationState.ACCEPTED, 3L)
                .containsEntry(InvitationState.WAITING, 37L);
    }

    // D4: a circle does not fill the room, and who waits longest of those with room comes first.
    @Test
    void theSeatsOfACircleAreHeldAndAFreeOneGoesToWhomItAdmits() {
        DialogueId dialogue = inviting(2);
        Guest first = invited(dialogue, "First");
        Guest media = invited(dialogue, "Media");
        Guest third = invited(dialogue, "Third");
        Guest fourth = invited(dialogue, "Fourth");
        for (Guest one : List.of(first, media)) {
            database.sql("update crm_invitation set circle = 'MEDIA' where id = ?")
                    .param(Bytes16.of(one.invitation().id()))
                    .update();
        }
        database.sql("update crm_dialogue set circle_capacity = '{\"MEDIA\": 1}' where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        assertThat(answer(first, GuestReply.ACCEPT, null, null, null).waits()).isFalse();
        assertThat(answer(media, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        assertThat(answer(third, GuestReply.ACCEPT, null, null, null).waits()).isFalse();
        assertThat(answer(fourth, GuestReply.ACCEPT, null, null, null).waits()).isTrue();
        // The seat of one without a circle is free: the journalist waits longer, but that circle has its seat.
        answer(third, GuestReply.DECLINE, null, null, null);
        assertThat(guest(media).state()).isEqualTo(InvitationState.WAITING);
        assertThat(guest(fourth).state()).isEqualTo(InvitationState.OFFERED);
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(media).state()).isEqualTo(InvitationState.OFFERED);
    }

    // ---- companions
    // --------------------------------------------------------------------------------------------------------

    // E9: each whom a guest brings has a seat, in all and in the circle, as long as the answer says so.
    @Test
    void whomAGuestBringsTakesSeatsThatComeAndGoWithTheAnswer() {
        DialogueId dialogue = inviting(4);
        terms(dialogue, 2, false);
        Guest ida = invited(dialogue, "Ida");
        database.sql("update crm_invitation set circle = 'MEDIA' where id = ?")
                .param(Bytes16.of(ida.invitation().id()))
                .update();
        assertThat(open(ida).mostCompanions()).isEqualTo(2);
        GuestPage accepted =
                bring(ida, Shortage.TELL, named("Ole Sample", "Sample Institute"), named("Ann Sample", null));
        assertThat(accepted.companions()).isEqualTo(2);
        assertThat(guest(ida).companions()).isEqualTo(2);
        assertThat(taken(dialogue)).isEqualTo(3);
        assertThat(taken(dialogue, "MEDIA")).isEqualTo(3);
        // P5: whoever has the link does not read whom the guest brings, and those who keep the list do.
        assertThat(accepted.toString()).doesNotContain("Ole", "Ann", "Institute");
        assertThat(companions(ida)).containsExactly(named("Ole Sample", "Sample Institute"), named("Ann Sample", null));
        assertThatThrownBy(() -> as(
                        viewer,
                        () -> invitations.companions(
                                dialogue, List.of(ida.invitation().id()))))
                .isInstanceOf(NotPermittedException.class);
        // C2: the same once more is nothing new.
        long entries = entries();
        bring(ida, Shortage.TELL, named("Ole Sample", "Sample Institute"), named("Ann Sample", null));
        assertThat(entries()).isEqualTo(entries);

        bring(ida, Shortage.TELL, named("Ann Sample", null));
        assertThat(taken(dialogue)).isEqualTo(2);
        assertThat(taken(dialogue, "MEDIA")).isEqualTo(2);
        // An answer that says nothing of them leaves them.
        assertThat(answer(ida, GuestReply.HESITATE, null, null, null).companions())
                .isEqualTo(1);
        assertThat(taken(dialogue)).isZero();
        answer(ida, GuestReply.ACCEPT, null, null, null);
        assertThat(taken(dialogue)).isEqualTo(2);
        assertThat(companions(ida)).containsExactly(named("Ann Sample", null));
        // Who does not come brings nobody, and it is forgotten whom.
        assertThat(answer(ida, GuestReply.DECLINE, null, null, null).companions())
                .isZero();
        assertThat(taken(dialogue)).isZero();
        assertThat(companions(ida)).isEmpty();

        bring(ida, Shortage.TELL, named("Ann Sample", null));
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(ida))));
        assertThat(taken(dialogue)).isZero();
        assertThat(companions(ida)).isEmpty();
    }

    // E9, E7: when the seats are too few for all, the guest is told and chooses; the waiting list knows how many are
    // needed.
    @Test
    void whoFindsTooFewSeatsForAllComesAloneOrWaitsForThemTogether() {
        DialogueId dialogue = inviting(2);
        terms(dialogue, 2, true);
        Guest first = invited(dialogue, "First");
        Guest second = invited(dialogue, "Second");
        Guest third = invited(dialogue, "Third");
        Guest fourth = invited(dialogue, "Fourth");
        answer(first, GuestReply.ACCEPT, null, null, null);
        conflict("companions-seats", () -> bring(second, Shortage.TELL, named("Ole Sample", null)));
        assertThat(guest(second).state()).isEqualTo(InvitationState.INVITED);
        assertThat(companions(second)).isEmpty();
        GuestPage together = bring(third, Shortage.WAIT, named("Ann Sample", null));
        assertThat(together.waits()).isTrue();
        assertThat(together.companions()).isEqualTo(1);
        assertThat(taken(dialogue)).isEqualTo(1);
        GuestPage alone = bring(second, Shortage.ALONE, named("Ole Sample", null));
        assertThat(alone.waits()).isFalse();
        assertThat(alone.companions()).isZero();
        assertThat(companions(second)).isEmpty();
        // Whoever comes does not lose the seat over a wish for more.
        for (Shortage any : List.of(Shortage.TELL, Shortage.WAIT)) {
            conflict("companions-seats", () -> bring(second, any, named("Ole Sample", null)));
        }
        assertThat(guest(second).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(taken(dialogue)).isEqualTo(2);
        assertThat(answer(fourth, GuestReply.ACCEPT, null, null, null).waits()).isTrue();

        // One seat is too little for two, and right for one.
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        assertThat(guest(fourth).state()).isEqualTo(InvitationState.OFFERED);
        answer(second, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        answer(fourth, GuestReply.DECLINE, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(2);
        overdue(third);
        sweep.run();
        assertThat(guest(third).state()).isEqualTo(InvitationState.LAPSED);
        assertThat(taken(dialogue)).isZero();
    }

    // P11
    @Test
    void companionsWhoAreTooManyOrNoneAtAllAreRefusedAndNothingIsKept() {
        DialogueId dialogue = inviting(4);
        terms(dialogue, 2, false);
        Guest ida = invited(dialogue, "Ida");
        List<Company> hostile = new ArrayList<>(List.of(
                new Company(List.of(), -1),
                new Company(List.of(), 1_000_000_000),
                new Company(List.of(named("Ole Sample", null)), Integer.MAX_VALUE),
                new Company(Collections.nCopies(999, named("Ole Sample", null)), 0),
                new Company(Collections.nCopies(3, named("Ole Sample", null)), 0),
                // Nobody without a name here.
                new Company(List.of(), 1),
                new Company(List.of(named(" ", "Sample Institute")), 0),
                new Company(List.of(named(null, null)), 0)));
        for (String name :
                List.of("x".repeat(1_000_000), "x".repeat(121), "a\u0000b", "a\u202eb", "a\u200bb", "a\nb")) {
            hostile.add(new Company(List.of(named(name, null)), 0));
            hostile.add(new Company(List.of(named("Ole Sample", name)), 0));
        }
        for (Company company : hostile) {
            assertThatThrownBy(() -> pages.answer(
                            ida.token(),
                            GuestAnswer.of(GuestReply.ACCEPT, open(ida).form()).with(company, Shortage.TELL)))
                    .as(company.toString().length() > 200 ? "long" : company.toString())
                    .isInstanceOf(InvalidInputException.class);
        }
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(companions(ida)).isEmpty();
        assertThat(taken(dialogue)).isZero();
        // Where nobody is to be brought, nobody is.
        Guest other = invited(inviting(4), "Other");
        assertThatThrownBy(() -> bring(other, Shortage.TELL, named("Ole Sample", null)))
                .isInstanceOf(InvalidInputException.class);
        for (int wrong : List.of(-1, 10, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> terms(dialogue, wrong, true)).isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(
                            () -> as(protocol, () -> invitations.allowCompanions(dialogue, List.of(now(ida)), wrong)))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    // C1, P11: with companions, too, no more are seated than there are seats.
    @Test
    void ofManyWhoBringSomebodyAtOnceNoMoreAreSeatedThanThereAreSeats() throws Exception {
        DialogueId dialogue = inviting(7);
        terms(dialogue, 2, true);
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            guests.add(invited(dialogue, "Guest" + i));
        }
        List<String> forms = guests.stream().map(guest -> open(guest).form()).toList();
        CyclicBarrier together = new CyclicBarrier(6);
        ExecutorService all = Executors.newFixedThreadPool(6);
        try {
            List<Future<Boolean>> answered = new ArrayList<>();
            for (int i = 0; i < guests.size(); i++) {
                Guest guest = guests.get(i);
                GuestAnswer answer = GuestAnswer.of(GuestReply.ACCEPT, forms.get(i))
                        .with(new Company(List.of(), i % 3), i % 2 == 0 ? Shortage.WAIT : Shortage.ALONE);
                answered.add(all.submit(() -> {
                    together.await();
                    return pages.answer(guest.token(), answer);
                }));
            }
            for (Future<Boolean> one : answered) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            all.shutdownNow();
        }
        int seated = database.sql("select coalesce(sum(1 + companions), 0) from crm_invitation where dialogue_id = ?"
                        + " and state in ('ACCEPTED', 'OFFERED')")
                .param(Bytes16.of(dialogue))
                .query(Integer.class)
                .single();
        assertThat(taken(dialogue)).isEqualTo(seated).isBetween(5, 7);
        assertThat(database.sql("select count(*) from crm_invitation i where i.dialogue_id = ? and i.companions <>"
                                + " (select count(*) from crm_invitation_companion b where b.invitation_id = i.id)")
                        .param(Bytes16.of(dialogue))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void officersSayHowManyAGuestMayBringAndNoteWhomTheGuestBringsByTelephone() {
        DialogueId dialogue = inviting(20);
        Guest ida = invited(dialogue, "Ida");
        assertThat(open(ida).mostCompanions()).isZero();
        assertThat(as(protocol, () -> invitations.allowCompanions(dialogue, List.of(now(ida)), 3)))
                .isEqualTo(1);
        assertThat(open(ida).mostCompanions()).isEqualTo(3);
        assertThat(guest(ida).companionsAllowed()).isEqualTo(3);
        terms(dialogue, 1, true);
        assertThat(open(ida).mostCompanions()).isEqualTo(3);
        as(protocol, () -> invitations.allowCompanions(dialogue, List.of(now(ida)), null));
        assertThat(open(ida).mostCompanions()).isEqualTo(1);

        note(ida, new Company(List.of(named("Ole Sample", null)), 4));
        assertThat(guest(ida).companions()).isEqualTo(5);
        assertThat(taken(dialogue)).isEqualTo(6);
        assertThat(companions(ida)).hasSize(5).startsWith(named("Ole Sample", null));
        note(ida, Company.NONE);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThatThrownBy(() -> note(ida, new Company(List.of(), 10))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> as(viewer, () -> invitations.allowCompanions(dialogue, List.of(now(ida)), 1)))
                .isInstanceOf(NotPermittedException.class);
    }

    // E9, E16: names go two weeks after the dialogue, and that there were companions stays.
    @Test
    void theNamesOfCompanionsAreForgottenTwoWeeksAfterTheDialogueAndTheirNumberStays() {
        DialogueId dialogue = inviting(20);
        terms(dialogue, 2, false);
        Guest ida = invited(dialogue, "Ida");
        bring(ida, Shortage.TELL, named("Ole Sample", "Sample Institute"), named("Ann Sample", null));
        needs.run();
        assertThat(companions(ida)).hasSize(2).doesNotContain(named(null, null));
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50)))
                        .items()
                        .toString())
                .doesNotContain("Ole Sample");
        database.sql("update crm_dialogue set starts_at = utc_timestamp(6) - interval 16 day,"
                        + " ends_at = utc_timestamp(6) - interval 15 day where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        needs.run();
        assertThat(companions(ida)).containsExactly(named(null, null), named(null, null));
    }

    // ---- delegates
    // --------------------------------------------------------------------------------------------------------

    // E11: whoever is sent gets the seat, an invitation and a page, and the chain stands with both contacts.
    @Test
    void aGuestSendsSomebodyWhoGetsTheSeatOnceTheHostAgrees() {
        DialogueId dialogue = inviting(2);
        Guest ida = invited(dialogue, "Ida");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        GuestPage asked = delegate(ida, "Ole Sample" + unique, "ole@" + unique.toLowerCase(Locale.ROOT) + ".example");
        assertThat(asked.delegating()).isTrue();
        assertThat(asked.mayDelegate()).isFalse();
        assertThat(asked.reply()).isNull();
        assertThat(guest(ida).state()).isEqualTo(InvitationState.DELEGATING);
        assertThat(taken(dialogue)).isEqualTo(1);
        InvitationId id = ida.invitation().id();
        assertThatThrownBy(() -> as(viewer, () -> invitations.delegateRequest(dialogue, id)))
                .isInstanceOf(NotPermittedException.class);
        DelegateRequest request = as(protocol, () -> invitations.delegateRequest(dialogue, id));
        assertThat(request.details().position()).isEqualTo("Adviser, Sample Institute");
        assertThat(request.name()).isEqualTo(new PersonName(PersonName.Kind.LATIN, "Ole", "Sample" + unique, null));
        assertThat(request.known()).isEmpty();

        InvitationId comes = as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), request.name()));
        InvitationView view = as(viewer, () -> invitations.get(dialogue, comes));
        assertThat(view.state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(view.delegate()).isTrue();
        assertThat(view.principal()).isEqualTo("Ida " + unique);
        assertThat(view.contactName()).isEqualTo("Ole Sample" + unique);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.REPRESENTED);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(mails(ida)).containsExactly("INVITATION", "CONFIRMATION");
        assertThat(text(ida).text()).contains("Ole Sample" + unique);
        Guest ole = new Guest(view, token(view));
        assertThat(mails(ole)).containsExactly("DELEGATE");
        MailText mail = text(ole);
        assertThat(mail.text()).contains("Ida " + unique, "in their place");

        // Nothing of the contact is told to whoever sends, and nobody who is sent sends another one.
        assertThat(open(ida).represented()).isTrue();
        assertThat(open(ida).toString()).doesNotContain("Ole", "ole@", "Adviser");
        assertThat(open(ole).mayDelegate()).isFalse();
        assertThat(open(ole).reply()).isEqualTo(GuestReply.ACCEPT);
        conflict("delegate-delegate", () -> delegate(ole, "Ann Sample", null));
        // The chain stands with both, and in the history of the dialogue.
        ContactInvitation ofIda = as(viewer, () -> invitations.of(guest(ida).contact(), Paging.first(9)))
                .items()
                .get(0);
        assertThat(ofIda.representative())
                .isEqualTo(new ContactInvitation.Other(view.contact(), "Ole Sample" + unique));
        ContactInvitation ofOle = as(viewer, () -> invitations.of(view.contact(), Paging.first(9)))
                .items()
                .get(0);
        assertThat(ofOle.principal())
                .isEqualTo(new ContactInvitation.Other(guest(ida).contact(), "Ida " + unique));
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50))).items().stream()
                        .flatMap(entry -> entry.changes().stream())
                        .filter(change -> Set.of("standsFor", "representedBy").contains(change.field())))
                .extracting(FieldChange::field, FieldChange::after)
                .containsExactlyInAnyOrder(
                        tuple("standsFor", guest(ida).contact().toString()),
                        tuple("representedBy", view.contact().toString()));
    }

    // E11: whoever sent somebody may come back until the deadline, in one step.
    @Test
    void whoComesBackHasTheSeatAndWhoWasSentIsTold() {
        DialogueId dialogue = inviting(1);
        Guest ida = invited(dialogue, "Ida");
        Guest ole = represented(ida);
        database.sql("update crm_invitation_mail set state = 'SENT' where invitation_id = ?")
                .param(Bytes16.of(ole.invitation().id()))
                .update();
        assertThat(answer(ida, GuestReply.ACCEPT, null, null, null).reply()).isEqualTo(GuestReply.ACCEPT);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(guest(ole).state()).isEqualTo(InvitationState.WITHDRAWN);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(mails(ole)).containsExactly("DELEGATE", "CANCELLATION");
        assertThat(text(ole).subject()).startsWith("Cancelled");
        gone(ole);

        // Who was not written to yet is not told that it is off; and who declines after all passes the seat on.
        Guest third = invited(dialogue, "Third");
        Guest ann = represented(ida);
        answer(third, GuestReply.ACCEPT, null, null, null);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        answer(ida, GuestReply.DECLINE, null, null, null);
        assertThat(guest(ann).state()).isEqualTo(InvitationState.WITHDRAWN);
        assertThat(mails(ann)).containsExactly("DELEGATE");
        assertThat(guest(third).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
        // With the invitation of whoever sent somebody that of the other one is withdrawn.
        Guest last = represented(third);
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(third))));
        assertThat(guest(last).state()).isEqualTo(InvitationState.WITHDRAWN);
        assertThat(taken(dialogue)).isZero();
    }

    @Test
    void whomTheHostDoesNotAgreeToIsRefusedWithTheReasonAndTheGuestAskedAnew() {
        DialogueId dialogue = inviting(1);
        Guest ida = invited(dialogue, "Ida");
        Guest second = invited(dialogue, "Second");
        answer(ida, GuestReply.ACCEPT, null, null, null);
        answer(second, GuestReply.ACCEPT, null, null, null);
        delegate(ida, "Ole Sample", null);
        for (String wrong : List.of(" ", "x".repeat(501), "a\u202eb")) {
            assertThatThrownBy(() -> refuse(ida, wrong)).isInstanceOf(InvalidInputException.class);
        }
        refuse(ida, "The table is for heads of mission.");
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(mails(ida)).containsExactly("INVITATION", "REFUSAL");
        assertThat(text(ida).text()).contains("The table is for heads of mission.");
        assertThat(guest(second).state()).isEqualTo(InvitationState.OFFERED);
        assertThat(taken(dialogue)).isEqualTo(1);
        conflict("refuse-invited", () -> refuse(ida, "Again"));
        conflict("confirm-invited", () -> as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole())));
    }

    // E11, C1: whoever is sent needs a seat; who asks without one waits for it in the line.
    @Test
    void whoIsSentNeedsASeatForWhichTheGuestWaits() {
        DialogueId dialogue = inviting(1);
        Guest first = invited(dialogue, "First");
        Guest ida = invited(dialogue, "Ida");
        Guest third = invited(dialogue, "Third");
        answer(first, GuestReply.ACCEPT, null, null, null);
        delegate(ida, "Ole Sample", null);
        assertThat(taken(dialogue)).isEqualTo(1);
        answer(third, GuestReply.ACCEPT, null, null, null);
        conflict("delegate-no-seat", () -> as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole())));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.DELEGATING);
        answer(first, GuestReply.DECLINE, null, null, null);
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
        as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        assertThat(taken(dialogue)).isEqualTo(1);
        assertThat(guest(third).state()).isEqualTo(InvitationState.WAITING);
    }

    // E11: nobody loses a seat by less room, also while somebody else has it.
    @Test
    void theSeatThatWasHandedOnIsTheGuestsAgainAlsoWhenThereIsLessRoom() {
        DialogueId dialogue = inviting(2);
        Guest first = invited(dialogue, "First");
        Guest ida = invited(dialogue, "Ida");
        answer(first, GuestReply.ACCEPT, null, null, null);
        answer(ida, GuestReply.ACCEPT, null, null, null);
        delegate(ida, "Ole Sample", null);
        room(dialogue, 1);
        as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.REPRESENTED);
        assertThat(taken(dialogue)).isEqualTo(2);
        answer(ida, GuestReply.ACCEPT, null, null, null);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(taken(dialogue)).isEqualTo(2);
    }

    // E11, D4: the guest has that one seat again, and more are not to be had than there are.
    @Test
    void whoComesBackWithOthersFindsNoMoreSeatsThanThereAre() {
        DialogueId dialogue = inviting(5);
        terms(dialogue, 3, true);
        Guest first = invited(dialogue, "First");
        Guest ida = invited(dialogue, "Ida");
        answer(first, GuestReply.ACCEPT, null, null, null);
        answer(ida, GuestReply.ACCEPT, null, null, null);
        delegate(ida, "Ole Sample", null);
        as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        room(dialogue, 2);
        conflict(
                "companions-seats",
                () -> pages.answer(
                        ida.token(),
                        GuestAnswer.of(GuestReply.ACCEPT, open(ida).form())
                                .with(new Company(List.of(), 3), Shortage.TELL)));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.REPRESENTED);
        assertThat(taken(dialogue)).isEqualTo(2);
        answered(
                ida,
                GuestAnswer.of(GuestReply.ACCEPT, open(ida).form()).with(new Company(List.of(), 3), Shortage.ALONE));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(guest(ida).companions()).isZero();
        assertThat(taken(dialogue)).isEqualTo(2);
    }

    // E11, V11: what an officer notes for a guest another one confirms.
    @Test
    void whoNotedADelegateForTheGuestDoesNotConfirmIt() {
        DialogueId dialogue = inviting(9);
        Guest ida = invited(dialogue, "Ida");
        access.runAs(
                protocol,
                () -> invitations.askDelegate(dialogue, now(ida), new DelegateDetails("Ole Sample", null, null)));
        InvitationId id = ida.invitation().id();
        assertThat(as(protocol, () -> invitations.delegateRequest(dialogue, id)).own())
                .isTrue();
        assertThat(as(manager, () -> invitations.delegateRequest(dialogue, id)).own())
                .isFalse();
        conflict(
                "actor-another-sender",
                () -> as(protocol, () -> invitations.confirmDelegate(dialogue, now(ida), ole())));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.DELEGATING);
        assertThat(taken(dialogue)).isEqualTo(1);
        as(manager, () -> invitations.confirmDelegate(dialogue, now(ida), ole()));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.REPRESENTED);
    }

    // C2: what was answered already is answered, in whatever order and however often it comes.
    @Test
    void toSayOnceMoreWhoComesAlongIsNoMistake() {
        DialogueId dialogue = inviting(4);
        terms(dialogue, 2, false);
        Guest ida = invited(dialogue, "Ida");
        bring(ida, Shortage.TELL, named("Ann Sample", null), named("Ole Sample", null));
        String form = open(ida).form();
        GuestAnswer other = GuestAnswer.of(GuestReply.ACCEPT, form)
                .with(new Company(List.of(named("Zoe Sample", null), named("Ole Sample", null)), 0), Shortage.TELL);
        answered(ida, other);
        answered(ida, other);
        assertThat(companions(ida)).containsExactlyInAnyOrder(named("Ole Sample", null), named("Zoe Sample", null));
        assertThat(taken(dialogue)).isEqualTo(3);

        Guest second = invited(dialogue, "Second");
        GuestAnswer alone = GuestAnswer.of(GuestReply.ACCEPT, open(second).form())
                .with(new Company(List.of(named("Eve Sample", null)), 0), Shortage.ALONE);
        answered(second, alone);
        answered(second, alone);
        assertThat(guest(second).state()).isEqualTo(InvitationState.ACCEPTED);
        assertThat(companions(second)).isEmpty();
        assertThat(taken(dialogue)).isEqualTo(4);
    }

    @Test
    void whoIsSentMayBeAContactAlreadyAndNoGuest() {
        DialogueId dialogue = inviting(9);
        Guest ida = invited(dialogue, "Ida");
        Guest other = invited(dialogue, "Other");
        ContactView ole = as(
                manager,
                () -> contacts.register(People.named("Ole", unique)
                        .with(People.email("ole@" + unique.toLowerCase(Locale.ROOT) + ".example"))
                        .details()));
        delegate(ida, "O. Sample", "ole@" + unique.toLowerCase(Locale.ROOT) + ".example");
        assertThat(as(
                                protocol,
                                () -> invitations.delegateRequest(
                                        dialogue, ida.invitation().id()))
                        .known())
                .extracting(DelegateRequest.Known::contact)
                .containsExactly(ole.id());
        conflict("delegate-guest", () -> confirm(ida, guest(other).contact()));
        conflict("delegate-self", () -> confirm(ida, guest(ida).contact()));
        assertThat(taken(dialogue)).isEqualTo(1);
        InvitationId comes = confirm(ida, ole.id());
        assertThat(as(viewer, () -> invitations.get(dialogue, comes)).contact()).isEqualTo(ole.id());
        // Two weeks after the dialogue it is forgotten what was written.
        database.sql("update crm_dialogue set starts_at = utc_timestamp(6) - interval 16 day,"
                        + " ends_at = utc_timestamp(6) - interval 15 day where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        needs.run();
        assertThat(database.sql("select count(*) from crm_invitation_delegate where invitation_id = ?")
                        .param(Bytes16.of(ida.invitation().id()))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    // P11
    @Test
    void whoIsNobodyIsNotSent() {
        Guest ida = invited(inviting(9), "Ida");
        for (DelegateDetails wrong : List.of(
                new DelegateDetails("", null, null),
                new DelegateDetails("x".repeat(121), null, null),
                new DelegateDetails("x".repeat(1_000_000), null, null),
                new DelegateDetails("a\u202eb", null, null),
                new DelegateDetails("Ole", "x".repeat(201), null),
                new DelegateDetails("Ole", "a\u0000b", null),
                new DelegateDetails("Ole", null, "no address"),
                new DelegateDetails("Ole", null, "a@b.example\r\nBcc: c@d.example"))) {
            assertThatThrownBy(() -> pages.delegate(ida.token(), open(ida).form(), wrong))
                    .isInstanceOf(InvalidInputException.class);
        }
        conflict("answer-stale", () -> pages.delegate(ida.token(), "", new DelegateDetails("Ole Sample", null, null)));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(pages.delegate("none", "", new DelegateDetails("Ole Sample", null, null)))
                .isFalse();
    }

    // C2: of two clicks at once the second finds what the first did.
    @Test
    void theSameAnswerFromTwoWindowsAtOnceIsOne() throws Exception {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        String form = open(ida).form();
        CyclicBarrier together = new CyclicBarrier(4);
        ExecutorService all = Executors.newFixedThreadPool(4);
        try {
            List<Future<GuestPage>> answered = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Callable<GuestPage> accept = () -> {
                    together.await();
                    return answered(ida, GuestAnswer.inWords(GuestReply.ACCEPT, form, "Yes", null, null, false));
                };
                answered.add(all.submit(accept));
            }
            for (Future<GuestPage> one : answered) {
                assertThat(one.get().reply()).isEqualTo(GuestReply.ACCEPT);
            }
        } finally {
            all.shutdownNow();
        }
        assertThat(taken(dialogue)).isEqualTo(1);
    }

    // D4, P11: not even a hand in the database seats one too many.
    @Test
    void theDatabaseItselfHoldsTheNumberOfSeats() {
        DialogueId dialogue = inviting(1);
        answer(invited(dialogue, "First"), GuestReply.ACCEPT, null, null, null);
        assertThatThrownBy(() -> database.sql(
                                "update crm_invitation_seats set taken = taken + 1 where dialogue_id = ? and circle = ''")
                        .param(Bytes16.of(dialogue))
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThat(taken(dialogue)).isEqualTo(1);
    }

    @Test
    void toOpenAndToAnswerTakeAHandfulOfStatements() {
        DialogueId dialogue = inviting(60);
        answer(invited(dialogue, "First"), GuestReply.ACCEPT, null, null, null);
        Guest ida = invited(dialogue, "Ida");
        List<GuestPage> page = new ArrayList<>();
        assertThat(StatementCounter.statementsOf(() -> page.add(open(ida)))).hasSizeLessThanOrEqualTo(6);
        assertThat(StatementCounter.statementsOf(() -> pages.answer(
                        ida.token(),
                        GuestAnswer.of(GuestReply.ACCEPT, page.get(0).form()))))
                // What the token opens, before and after the dialogue is locked; the invitation, the seats, the pass
                // for
                // the door; the four of the chain of entries; that a mail is to tell the answer.
                .hasSizeLessThanOrEqualTo(13);
    }

    // ---- what the tests make and ask
    // --------------------------------------------------------------------------------------------------------

    private record Guest(InvitationView invitation, String token) {}

    private DialogueId inviting(@Nullable Integer room) {
        DialogueView drafted = as(
                protocol,
                () -> dialogues.create(new DialogueDetails(
                        LocalizedText.of("en", "Answers " + unique),
                        null,
                        List.of("en"),
                        DialogueFormat.HYBRID,
                        "House of the steppe",
                        null,
                        "https://stream.example/1",
                        start.atZone(ZoneId.of("Europe/Brussels")).withHour(18).toInstant(),
                        start.atZone(ZoneId.of("Europe/Brussels")).withHour(20).toInstant(),
                        ZoneId.of("Europe/Brussels"),
                        new Capacity(room, Map.of()),
                        Sensitivity.INTERNAL,
                        List.of(AgendaItem.of(
                                AgendaItemKind.OPENING, 10, Speaker.named("Ambassador Sample", SpeakerRole.HOST))))));
        return as(protocol, () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
    }

    private void room(DialogueId dialogue, int room) {
        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        DialogueDetails details = view.details();
        as(
                protocol,
                () -> dialogues.change(
                        dialogue,
                        view.version(),
                        new DialogueDetails(
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
                                new Capacity(room, Map.of()),
                                details.sensitivity(),
                                details.agenda())));
    }

    private Guest invited(DialogueId dialogue, String given) {
        ContactId contact = as(
                        manager,
                        () -> contacts.register(People.named(given, unique)
                                .with(People.email(given.toLowerCase(Locale.ROOT) + "@"
                                        + unique.toLowerCase(Locale.ROOT) + ".example"))
                                .details()))
                .id();
        as(protocol, () -> invitations.propose(dialogue, List.of(contact)));
        InvitationView guest =
                as(manager, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(100))).items().stream()
                        .filter(one -> one.contact().equals(contact))
                        .findFirst()
                        .orElseThrow();
        as(manager, () -> invitations.approve(dialogue, List.of(new SeenGuest(guest.id(), guest.version()))));
        send(dialogue, TemplateKind.INVITATION);
        return new Guest(guest, token(guest));
    }

    private void send(DialogueId dialogue, TemplateKind kind) {
        SendingDetails details = SendingDetails.now(kind);
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, details));
        as(protocol, () -> sendings.send(dialogue, details, list.mark(), Set.of()));
    }

    /** As the mail of the last sending carries it. */
    private String token(InvitationView guest) {
        String token = SecretTokens.next();
        byte[] sending = database.sql("select sending_id from crm_invitation_mail where invitation_id = ?"
                        + " order by sending_id desc limit 1")
                .param(Bytes16.of(guest.id()))
                .query((row, index) -> row.getBytes(1))
                .single();
        database.sql("insert into crm_invitation_token (hash, invitation_id, sending_id, made_at)"
                        + " values (?, ?, ?, utc_timestamp(6))")
                .param(SecretTokens.hash(GuestMails.PURPOSE, token))
                .param(Bytes16.of(guest.id()))
                .param(sending)
                .update();
        return token;
    }

    private GuestPage open(Guest guest) {
        return pages.open(guest.token()).orElseThrow();
    }

    private GuestPage answer(
            Guest guest, GuestReply reply, @Nullable String note, @Nullable String diet, @Nullable String access) {
        return answered(guest, GuestAnswer.inWords(reply, open(guest).form(), note, diet, access, false));
    }

    private GuestPage answered(Guest guest, GuestAnswer answer) {
        assertThat(pages.answer(guest.token(), answer)).isTrue();
        return open(guest);
    }

    private InvitationView guest(Guest guest) {
        return as(
                manager,
                () -> invitations.get(
                        guest.invitation().dialogue(), guest.invitation().id()));
    }

    private SeenGuest now(Guest guest) {
        return new SeenGuest(guest.invitation().id(), guest(guest).version());
    }

    private int taken(DialogueId dialogue) {
        return database.sql("select taken from crm_invitation_seats where dialogue_id = ? and circle = ''")
                .param(Bytes16.of(dialogue))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private GuestPage delegate(Guest guest, String name, @Nullable String email) {
        assertThat(pages.delegate(
                        guest.token(),
                        open(guest).form(),
                        new DelegateDetails(name, "Adviser, Sample Institute", email)))
                .isTrue();
        return open(guest);
    }

    private void refuse(Guest guest, String reason) {
        access.runAs(
                protocol, () -> invitations.refuseDelegate(guest.invitation().dialogue(), now(guest), reason));
    }

    private InvitationId confirm(Guest guest, ContactId contact) {
        return as(protocol, () -> invitations.confirmDelegate(guest.invitation().dialogue(), now(guest), contact));
    }

    private static PersonName ole() {
        return new PersonName(PersonName.Kind.LATIN, "Ole", UnusualNames.next(), null);
    }

    /** Somebody who comes in the place of that guest. */
    private Guest represented(Guest guest) {
        PersonName name = ole();
        delegate(guest, name.full(), "ole@" + name.family().toLowerCase(Locale.ROOT) + ".example");
        InvitationId comes = as(
                protocol, () -> invitations.confirmDelegate(guest.invitation().dialogue(), now(guest), name));
        InvitationView view =
                as(manager, () -> invitations.get(guest.invitation().dialogue(), comes));
        return new Guest(view, token(view));
    }

    private int taken(DialogueId dialogue, String circle) {
        return database.sql("select taken from crm_invitation_seats where dialogue_id = ? and circle = ?")
                .param(Bytes16.of(dialogue))
                .param(circle)
                .query(Integer.class)
                .single();
    }

    private static Companion named(@Nullable String name, @Nullable String organisation) {
        return new Companion(name, organisation);
    }

    private GuestPage bring(Guest guest, Shortage shortage, Companion... companions) {
        return answered(
                guest,
                GuestAnswer.of(GuestReply.ACCEPT, open(guest).form())
                        .with(new Company(List.of(companions), 0), shortage));
    }

    private void note(Guest guest, Company company) {
        access.runAs(
                protocol,
                () -> invitations.answer(
                        guest.invitation().dialogue(), now(guest), GuestReply.ACCEPT, company, Shortage.TELL));
    }

    private void terms(DialogueId dialogue, int companions, boolean unnamed) {
        access.runAs(
                protocol,
                () -> invitations.setTerms(dialogue, new GuestTerms(WaitingOrder.FIRST_COME, companions, unnamed)));
    }

    private List<Companion> companions(Guest guest) {
        InvitationId id = guest.invitation().id();
        return as(protocol, () -> invitations.companions(guest.invitation().dialogue(), List.of(id)))
                .getOrDefault(id, List.of());
    }

    private int needs(Guest guest) {
        return database.sql("select count(*) from crm_invitation_need where invitation_id = ?")
                .param(Bytes16.of(guest.invitation().id()))
                .query(Integer.class)
                .single();
    }

    /** Which mails the guest was sent, in their order. */
    private List<String> mails(Guest guest) {
        return database.sql(
                        "select s.kind from crm_invitation_mail m join crm_invitation_sending s on s.id = m.sending_id"
                                + " where m.invitation_id = ? order by s.id")
                .param(Bytes16.of(guest.invitation().id()))
                .query(String.class)
                .list();
    }

    /** What the last mail to the guest says when it is sent now. */
    private MailText text(Guest guest) {
        Mail mail = mail(guest);
        return as(Officer.system(mail.mission()), () -> letters.textOf(mail)).orElseThrow();
    }

    /** The last mail to the guest. */
    private Mail mail(Guest guest) {
        return database.sql("select id, mission_id, occurrence, address from crm_mail where subject_id = ?"
                        + " order by id desc limit 1")
                .param(Bytes16.of(guest.invitation().id()))
                .query((row, index) -> new Mail(
                        new MailId(Bytes16.uuid(row, "id")),
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        GuestMails.KIND,
                        guest.invitation().id().value(),
                        row.getString("occurrence"),
                        MailAddress.of(row.getString("address")),
                        Sensitivity.INTERNAL,
                        "en",
                        1))
                .single();
    }

    private void awaited(Guest guest, Instant answerBy) {
        database.sql("update crm_invitation set answer_by = ? where id = ?")
                .param(UtcTime.of(answerBy))
                .param(Bytes16.of(guest.invitation().id()))
                .update();
    }

    private void arrived(Guest guest) {
        database.sql("update crm_invitation_mail set state = 'SENT' where invitation_id = ?")
                .param(Bytes16.of(guest.invitation().id()))
                .update();
    }

    private void overdue(Guest guest) {
        database.sql("update crm_invitation set offered_until = utc_timestamp(6) - interval 1 second where id = ?")
                .param(Bytes16.of(guest.invitation().id()))
                .update();
    }

    private static void conflict(String key, ThrowingCallable act) {
        ConflictException refused = catchThrowableOfType(ConflictException.class, act);
        assertThat(refused).isNotNull();
        assertThat(refused.key()).isEqualTo("crm.invitation.error." + key);
    }
}
