package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.MailPreview;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.mail.CalendarPart;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.Plans;
import org.shanyraq.crm.testing.ServiceTest;

/** What guests read in their mails and find in their calendars: rows E4 and P5 of the features; threat P3. */
@ServiceTest
class GuestMailIntegrationTests extends SendingScene {

    // ---- words
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whoIsApprovedIsInvitedByAMailInTheirOwnLanguageAndAddressedAsTheyWish() {
        DialogueId dialogue = inviting();
        InvitationView english = approved(dialogue, person("Ida").from("BE", "en", "fr"));
        InvitationView french = approved(dialogue, person("Jean").from("FR", "fr"));
        InvitationView russian = approved(
                dialogue,
                person("Olga")
                        .with(People.inOwnScript("Ольга", "Вымышленная", "ru"))
                        .from("KZ", "ru"));
        InvitationView german = approved(dialogue, person("Karl").from("DE", "de"));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 4L);

        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        assertThat(list.recipients())
                .extracting(Recipient::invitation, Recipient::language, Recipient::salutation, Recipient::formOfAddress)
                .containsExactlyInAnyOrder(
                        tuple(english.id(), "en", "Excellency", true),
                        tuple(french.id(), "fr", "Madame, Monsieur", false),
                        tuple(russian.id(), "ru", "Уважаемый(-ая) Ольга Вымышленная", false),
                        // Nobody writes German here: the language of the dialogue.
                        tuple(german.id(), "en", "Excellency", true));
        assertThat(as(protocol, () -> sendings.send(dialogue, INVITATION, list.mark(), Set.of())))
                .isEqualTo(4);

        assertThat(as(viewer, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.INVITATION, 0L)
                .containsEntry(TemplateKind.REMINDER, 0L)
                .containsEntry(TemplateKind.UPDATE, 0L)
                .containsEntry(TemplateKind.CANCELLATION, 0L);
        assertThat(guest(english).state()).isEqualTo(InvitationState.INVITED);
        assertThat(queued(english)).containsExactly(tuple(address("Ida"), "en", "WAITING"));
        assertThat(queued(french)).containsExactly(tuple(address("Jean"), "fr", "WAITING"));

        ended(english, MailState.SENT);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.REMINDER, 1L);
        MailText mail = text(english, "en").orElseThrow();
        assertThat(mail.subject()).startsWith("Invitation: Water " + unique);
        assertThat(mail.text())
                .startsWith("Excellency,")
                .contains("House of the steppe, Rue Fictive 1")
                .contains("18:00  Opening – Host: Ida Sample (Host)")
                .contains("Talk – Invited speaker: Jean Exemple")
                .contains("https://crm.example/crm/r/")
                .contains(MailText.UNSUBSCRIBE_LINK);
        assertThat(mail.html()).contains("<p>Excellency,</p>").contains("<a href=\"https://crm.example/crm/r/");
        assertThat(mail.unsubscribable()).isTrue();
        assertThat(text(russian, "ru").orElseThrow().text()).startsWith("Уважаемый(-ая) Ольга Вымышленная!");
    }

    // Each guest in the first of their languages that the template has, else in that of the dialogue, else in English.
    @Test
    void aTemplateInAnotherLanguageGoesToThoseWhoSpeakItWithDatesAsTheyAreWrittenThere() {
        DialogueId dialogue = inviting();
        InvitationView german = approved(dialogue, person("Karl").from("DE", "de", "ru"));
        InvitationView swiss = approved(dialogue, person("Beat").from("CH", "de-CH", "fr"));
        InvitationView dutch = approved(dialogue, person("Jan").from("NL", "nl"));
        InvitationView russian = approved(dialogue, person("Olga").from("KZ", "ru"));
        TemplateView own = as(
                protocol,
                () -> templates.create(new TemplateDetails(
                        TemplateKind.INVITATION,
                        "Deutsch",
                        Map.of(
                                "de",
                                new TemplateText("{{theme}}", "{{date}}\n\n{{programme}}\n\n{{answer_link}}"),
                                "fr",
                                new TemplateText("{{theme}}", "{{answer_link}}"),
                                "ru",
                                new TemplateText("{{theme}}", "{{answer_link}}")))));
        SendingDetails details = new SendingDetails(TemplateKind.INVITATION, own.id(), null, null, false);
        send(dialogue, details, Set.of());
        assertThat(queued(german)).containsExactly(tuple(address("Karl"), "de", "WAITING"));
        assertThat(queued(swiss)).containsExactly(tuple(address("Beat"), "de", "WAITING"));
        // The dialogue is in English and French.
        assertThat(queued(dutch)).containsExactly(tuple(address("Jan"), "fr", "WAITING"));
        assertThat(queued(russian)).containsExactly(tuple(address("Olga"), "ru", "WAITING"));
        MailText mail = text(german, "de").orElseThrow();
        assertThat(mail.subject()).isEqualTo("Water " + unique);
        assertThat(mail.text())
                .startsWith(start.atZone(Plans.BRUSSELS)
                        .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                                .withLocale(Locale.GERMANY)))
                .contains("18:00  Opening – Host: Ida Sample (Host)");

        // The page has no German, and the system itself writes in the next language of the guest that it knows.
        String token = token(mail);
        GuestPage page = pages.open(token).orElseThrow();
        assertThat(page.language()).isEqualTo("en");
        assertThat(pages.open(token(text(russian, "ru").orElseThrow()))
                        .orElseThrow()
                        .language())
                .isEqualTo("ru");
        pages.answer(token, GuestAnswer.of(GuestReply.ACCEPT, page.form()));
        confirmAll();
        assertThat(queued(german))
                .containsExactly(tuple(address("Karl"), "de", "WAITING"), tuple(address("Karl"), "ru", "WAITING"));
        assertThat(text(german, "ru").orElseThrow().text()).contains("Мы рады, что Вы придёте");
    }

    // A template in one language alone goes to all in that one.
    @Test
    void whoSpeaksNoLanguageOfATemplateGetsItAllTheSame() {
        DialogueId dialogue = inviting();
        InvitationView jean = approved(dialogue, person("Jean").from("FR", "fr"));
        TemplateView own = as(
                protocol,
                () -> templates.create(new TemplateDetails(
                        TemplateKind.INVITATION,
                        "Deutsch",
                        Map.of("de", new TemplateText("{{theme}}", "{{salutation}}, {{answer_link}}")))));
        SendingDetails details = new SendingDetails(TemplateKind.INVITATION, own.id(), null, null, false);
        assertThat(as(protocol, () -> sendings.preview(dialogue, details, jean.id()))
                        .text())
                .startsWith("Dear H.E. Jean");
        send(dialogue, details, Set.of());
        assertThat(queued(jean)).containsExactly(tuple(address("Jean"), "de", "WAITING"));
    }

    // ---- the event in the calendar
    // --------------------------------------------------------------------------------------------------------

    // E4
    @Test
    void theEventInAMailShowsWhatTheGuestSaidSoFar() {
        DialogueId dialogue = inviting();
        InvitationView ida = written(dialogue, "Ida");
        Map<String, String> shown = Map.of(
                "INVITED", "PARTSTAT=NEEDS-ACTION",
                "ACCEPTED", "PARTSTAT=ACCEPTED",
                "WAITING", "PARTSTAT=TENTATIVE",
                "TENTATIVE", "PARTSTAT=TENTATIVE");
        GuestMails known = answered();
        shown.forEach((state, participation) -> {
            database.sql("update crm_invitation set state = ? where id = ?")
                    .params(state, Bytes16.of(ida.id()))
                    .update();
            Mail mail = mail(ida, "en");
            MailText text =
                    as(Officer.system(mail.mission()), () -> known.textOf(mail)).orElseThrow();
            assertThat(Objects.requireNonNull(text.calendar()).text().replace("\r\n ", ""))
                    .as(state)
                    .contains(participation)
                    .contains("UID:" + uid(ida))
                    .contains("mailto:answers@mission.example");
        });
    }

    // The number of the event stays: what was answered is no change of it.
    @Test
    void aConfirmationBringsTheEventWithTheAnswerUnlessThatIsNoOrAChangeIsStillToBeTold() {
        DialogueId dialogue = inviting();
        InvitationView ida = written(dialogue, "Ida");
        String token = token(text(ida, "en").orElseThrow());
        confirmed(token, GuestReply.ACCEPT);
        CalendarPart event = calendar(ida).orElseThrow();
        assertThat(event.method()).isEqualTo(CalendarPart.Method.REQUEST);
        assertThat(event.text().replace("\r\n ", "")).contains("PARTSTAT=ACCEPTED", "SEQUENCE:0", "UID:" + uid(ida));
        assertThat(sequence(ida)).isZero();

        confirmed(token, GuestReply.HESITATE);
        assertThat(calendar(ida).orElseThrow().text().replace("\r\n ", "")).contains("PARTSTAT=TENTATIVE");
        // It would bring back an event that the guest may have taken out.
        confirmed(token, GuestReply.DECLINE);
        assertThat(calendar(ida)).isEmpty();

        // The event gets its next number with the mail that tells of the change.
        changed(dialogue, plans -> plans.at("Elsewhere"));
        confirmed(token, GuestReply.ACCEPT);
        assertThat(text(ida, "en").orElseThrow().text()).contains("Place: Elsewhere");
        assertThat(calendar(ida)).isEmpty();
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 1L);
    }

    @Test
    void guestsWriteBackToTheirMissionWhereThatIsSet() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        Mail mail = mail(ida, "en");
        assertThat(as(Officer.system(mail.mission()), () -> answered().textOf(mail))
                        .map(MailText::replyTo)
                        .map(MailAddress::address))
                .contains("protocol@mission.example");
        assertThat(text(ida, "en").map(MailText::replyTo)).isEmpty();
    }

    @Test
    void guestsAreWrittenToInTheNameThatTheirMissionHasInTheirLanguage() {
        DialogueId dialogue = inviting();
        InvitationView english = approved(dialogue, person("Ida").from("BE", "en"));
        InvitationView french = approved(dialogue, person("Jean").from("FR", "fr"));
        send(dialogue, INVITATION, Set.of());
        Map.of("en", english, "fr", french).forEach((language, guest) -> {
            Mail mail = mail(guest, language);
            MailText text = as(Officer.system(mail.mission()), () -> answered().textOf(mail))
                    .orElseThrow();
            String host = language.equals("fr") ? "L’Ambassade" : "The Embassy";
            assertThat(text.sender()).isEqualTo(host);
            assertThat(text.text()).contains(host);
            assertThat(Objects.requireNonNull(text.calendar()).text()).contains("CN=" + host);
        });
    }

    @Test
    void whoComesHasTheLinkInTheCalendarAndNobodyElse() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        changed(dialogue, plans -> plans.watchedAt("https://stream.example/water"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        assertThat(event(ida)).contains("LOCATION:House of the steppe").doesNotContain("stream.example");
        as(protocol, () -> invitations.answer(dialogue, List.of(now(ida)), GuestReply.ACCEPT));
        assertThat(event(ida)).contains("URL:https://stream.example/water").contains("LOCATION:House of the steppe");
        database.sql("update crm_dialogue set format = 'ONLINE' where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
        assertThat(event(ida))
                .contains("URL:https://stream.example/water")
                .contains("LOCATION:https://stream.example/water");
        as(protocol, () -> invitations.answer(dialogue, List.of(now(ida)), GuestReply.HESITATE));
        assertThat(event(ida)).contains("LOCATION:Online").doesNotContain("stream.example");
    }

    @Test
    void whoIsRepresentedLosesTheEventAndGetsItBackWithTheSeat() {
        DialogueId dialogue = inviting();
        InvitationView ida = written(dialogue, "Ida");
        as(protocol, () -> invitations.answer(dialogue, List.of(now(ida)), GuestReply.ACCEPT));
        access.runAs(
                protocol,
                () -> invitations.askDelegate(
                        dialogue, now(ida), new DelegateDetails("Ole Sample", null, address("Ole"))));
        ContactId ole = registered(person("Ole"));
        as(manager, () -> invitations.confirmDelegate(dialogue, now(ida), ole));
        assertThat(calendar(ida))
                .hasValueSatisfying(part -> assertThat(part.method()).isEqualTo(CalendarPart.Method.CANCEL));
        assertThat(event(ida)).contains("SEQUENCE:1").contains("UID:" + uid(ida));
        assertThat(as(viewer, () -> sendings.due(dialogue)))
                .as("nothing more is to be told")
                .containsEntry(TemplateKind.UPDATE, 0L);

        as(protocol, () -> invitations.answer(dialogue, List.of(now(ida)), GuestReply.ACCEPT));
        assertThat(calendar(ida))
                .hasValueSatisfying(part -> assertThat(part.method()).isEqualTo(CalendarPart.Method.REQUEST));
        assertThat(event(ida))
                .contains("SEQUENCE:2")
                .contains("UID:" + uid(ida))
                .contains("PARTSTAT=ACCEPTED");
    }

    // ---- templates and previews
    // --------------------------------------------------------------------------------------------------------

    @Test
    void aPreviewIsWhatTheGuestWillReadAndATestGoesToOneselfAlone() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida").from("BE", "en"));
        TemplateView own = as(
                protocol,
                () -> templates.create(new TemplateDetails(
                        TemplateKind.INVITATION,
                        "Lunch",
                        Map.of(
                                "en",
                                new TemplateText(
                                        "Lunch with {{host}}", "{{salutation}}, <b>come</b>: {{answer_link}}")))));
        SendingDetails details = new SendingDetails(TemplateKind.INVITATION, own.id(), null, null, false);
        MailPreview preview = as(protocol, () -> sendings.preview(dialogue, details, ida.id()));
        assertThat(preview.text()).isEqualTo("Excellency, <b>come</b>: https://crm.example/crm/r/sample");
        assertThat(preview.to()).contains(address("Ida"));

        assertThat(as(protocol, () -> sendings.test(dialogue, details, ida.id())))
                .isEqualTo("protocol-guests-one-restricted@mission.example");
        assertThat(guest(ida).state()).isEqualTo(InvitationState.APPROVED);
        assertThat(queued(ida))
                .containsExactly(tuple("protocol-guests-one-restricted@mission.example", "en", "WAITING"));
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .isEmpty();
        MailText trial = text(ida, "en").orElseThrow();
        assertThat(trial.text()).contains(preview.text());
        assertThat(trial.html()).contains("&lt;b&gt;come&lt;/b&gt;");
        assertThat(trial.unsubscribable())
                .as("nobody ends their own mails by it")
                .isFalse();
        assertThat(trial.text()).doesNotContain(MailText.UNSUBSCRIBE_LINK);
        assertThat(database.sql("select trial from crm_mail where subject_id = ?")
                        .param(Bytes16.of(ida.id()))
                        .query(Boolean.class)
                        .single())
                .as("it counts for no day")
                .isTrue();
        assertThat(tokens(ida)).isZero();

        // A template that is changed afterwards is another one.
        send(dialogue, details, Set.of());
        as(
                protocol,
                () -> templates.change(
                        own.id(),
                        0,
                        new TemplateDetails(
                                TemplateKind.INVITATION,
                                "Lunch",
                                Map.of("en", new TemplateText("No", "{{answer_link}}")))));
        assertThat(text(ida, "en").orElseThrow().subject()).startsWith("Lunch with ");
    }

    // P3: what is kept of the link opens nothing, and each mail has its own.
    @Test
    void eachMailHasALinkOfItsOwnOfWhichAHashIsKept() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        List<String> links = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Matcher link = Pattern.compile("/r/([\\w-]+)")
                    .matcher(text(ida, "en").orElseThrow().text());
            assertThat(link.find()).isTrue();
            links.add(link.group(1));
        }
        assertThat(links).doesNotHaveDuplicates().allMatch(token -> token.length() >= 27);
        List<byte[]> kept = database.sql("select hash from crm_invitation_token where invitation_id = ?")
                .param(Bytes16.of(ida.id()))
                .query((row, index) -> row.getBytes(1))
                .list();
        assertThat(kept)
                .containsExactlyInAnyOrder(
                        SecretTokens.hash(GuestMails.PURPOSE, links.get(0)),
                        SecretTokens.hash(GuestMails.PURPOSE, links.get(1)));
    }

    private long tokens(InvitationView guest) {
        return database.sql("select count(*) from crm_invitation_token where invitation_id = ?")
                .param(Bytes16.of(guest.id()))
                .query(Long.class)
                .single();
    }
}
