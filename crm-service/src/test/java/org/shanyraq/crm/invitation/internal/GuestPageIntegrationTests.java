package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.shanyraq.crm.testing.Together.atOnce;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.Attachments;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.GuestFile;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestNeed;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.testing.ServiceTest;
import org.shanyraq.crm.testing.StatementCounter;
import org.springframework.beans.factory.annotation.Autowired;

/** What guests see and answer on their page: rows E2, E3, E10, E16 and D6 of the features; threats P1 to P5, C1 and C2. */
@ServiceTest
class GuestPageIntegrationTests extends AnsweringScene {

    @Autowired
    private Attachments attachments;

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
        send(dialogue, SendingDetails.now(TemplateKind.REMINDER), Set.of());
        Guest reached = new Guest(ida.invitation(), token(ida.invitation()));
        text(ida);
        assertThat(pages.open(ida.token())).isEmpty();
        assertThat(pages.open(reached.token())).isPresent();
        // All links that went to the same address stay good.
        arrived(ida);
        send(dialogue, SendingDetails.now(TemplateKind.REMINDER), Set.of());
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
        send(dialogue, SendingDetails.now(TemplateKind.INVITATION), Set.of());
        gone(withdrawn);
        assertThat(pages.open(token(withdrawn.invitation()))).isPresent();

        cancelled(dialogue);
        gone(again);
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
        twoWeeksPassed(dialogue);
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

        cancelled(dialogue);
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

    // C2: of two clicks at once the second finds what the first did.
    @Test
    void theSameAnswerFromTwoWindowsAtOnceIsOne() throws Exception {
        DialogueId dialogue = inviting(60);
        Guest ida = invited(dialogue, "Ida");
        String form = open(ida).form();
        List<GuestPage> answered = atOnce(
                4, number -> answered(ida, GuestAnswer.inWords(GuestReply.ACCEPT, form, "Yes", null, null, false)));
        assertThat(answered).extracting(GuestPage::reply).containsOnly(GuestReply.ACCEPT);
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
                // What the token opens, the dialogue, the invitation; the seats, before and after; the answer, the mail
                // that
                // confirms it, the pass for the door; and the four of the chain of entries.
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(12);
    }

    private int needs(Guest guest) {
        return database.sql("select count(*) from crm_invitation_need where invitation_id = ?")
                .param(Bytes16.of(guest.invitation().id()))
                .query(Integer.class)
                .single();
    }
}
