package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.NotPermittedException;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.audit.AuditAction;
import org.shanyraq.crm.audit.AuditEntry;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactQuery;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
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
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestMail;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.invitation.InvitationQuery;
import org.shanyraq.crm.invitation.InvitationState;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.MailOutcome;
import org.shanyraq.crm.invitation.MailPreview;
import org.shanyraq.crm.invitation.Recipient;
import org.shanyraq.crm.invitation.RecipientList;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.SendingView;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.TemplateText;
import org.shanyraq.crm.invitation.TemplateView;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.mail.CalendarPart;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailDraft;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.shared.ConflictException;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.NotFoundException;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails to guests: rows E4, E6, E12, E14, A10 and P5 of the features; threats Z1, Z2, C3, C10 and P3. */
@ServiceTest
class SendingIntegrationTests extends OfficerScene {

    private static final SendingDetails INVITATION = SendingDetails.now(TemplateKind.INVITATION);
    private static final SendingDetails REMINDER = SendingDetails.now(TemplateKind.REMINDER);
    private static final SendingDetails UPDATE = SendingDetails.now(TemplateKind.UPDATE);
    private static final SendingDetails CANCELLATION = SendingDetails.now(TemplateKind.CANCELLATION);

    private final Instant start = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.HOURS);

    @Autowired
    private GuestPages pages;

    @Autowired
    private AnswerConfirmations confirmations;

    @Autowired
    private Sendings sendings;

    @Autowired
    private Templates templates;

    @Autowired
    private Invitations invitations;

    @Autowired
    private Dialogues dialogues;

    @Autowired
    private Contacts contacts;

    @Autowired
    private GuestMails owner;

    @Autowired
    private OfficerDirectory directory;

    @Autowired
    private SendingReader reader;

    @Autowired
    private Suppressions suppressions;

    @Autowired
    private GuestLetters letters;

    @Autowired
    private CalendarTexts calendars;

    @Autowired
    private PlatformTransactionManager databaseTransactions;

    @Autowired
    private JdbcClient database;

    private Officer diplomat;
    private Officer protocol;
    private Officer manager;
    private Officer viewer;
    private Officer foreigner;

    /** Letters that no other test uses. */
    private String unique = "";

    @BeforeEach
    void signIn() {
        diplomat = officers.diplomat("sending-one");
        protocol = officers.protocol("sending-one");
        manager = officers.manager("sending-one");
        viewer = officers.viewer("sending-one");
        foreigner = officers.manager("sending-two");
        unique = UnusualNames.next();
    }

    // ---- sending
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whoIsInvitedByTelephoneIsInvitedWithoutAMailAndIsRemindedLikeOthers() {
        DialogueId dialogue = inviting();
        InvitationView called = approved(dialogue, person("Ida").from("BE", "en"));
        InvitationView written = approved(dialogue, person("Jean").from("FR", "fr"));
        List<SeenGuest> seen = List.of(new SeenGuest(called.id(), called.version()));
        assertThatThrownBy(() -> as(diplomat, () -> sendings.inviteOtherwise(dialogue, seen)))
                .isInstanceOf(NotPermittedException.class);
        assertThatThrownBy(() -> as(foreigner, () -> sendings.inviteOtherwise(dialogue, seen)))
                .isInstanceOf(NotFoundException.class);

        assertThat(as(protocol, () -> sendings.inviteOtherwise(dialogue, seen))).isEqualTo(1);
        assertThat(as(protocol, () -> sendings.inviteOtherwise(dialogue, seen)))
                .as("the same click again")
                .isZero();

        assertThat(as(viewer, () -> invitations.get(dialogue, called.id())).state())
                .isEqualTo(InvitationState.INVITED);
        assertThat(queued(called)).isEmpty();
        assertThat(as(protocol, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.INVITATION, 1L)
                .containsEntry(TemplateKind.REMINDER, 1L)
                .containsEntry(TemplateKind.UPDATE, 0L);
        assertThatThrownBy(() -> as(
                        protocol,
                        () -> sendings.inviteOtherwise(
                                dialogue, List.of(new SeenGuest(written.id(), written.version() + 1)))))
                .isInstanceOf(ConflictException.class);

        // A7: who answered was in touch.
        ContactQuery untouched = ContactQuery.ALL.withText(unique).withNoContactDays(30);
        assertThat(as(viewer, () -> contacts.count(untouched, 10))).isEqualTo(2);
        List<SeenGuest> invited = List.of(new SeenGuest(
                called.id(),
                as(viewer, () -> invitations.get(dialogue, called.id())).version()));
        as(protocol, () -> invitations.answer(dialogue, invited, GuestReply.DECLINE));
        assertThat(as(viewer, () -> contacts.list(untouched, Paging.first(10))).items())
                .extracting(ContactSummary::id)
                .containsExactly(written.contact());
        assertThat(as(viewer, () -> contacts.count(untouched.withNoContactDays(ContactQuery.MOST_DAYS), 10)))
                .isEqualTo(1);
        assertThatThrownBy(() -> as(viewer, () -> contacts.count(untouched.withNoContactDays(0), 10)))
                .isInstanceOf(InvalidInputException.class);
    }

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
                .startsWith(start.atZone(ZoneId.of("Europe/Brussels"))
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
        database.sql("update crm_invitation_confirmation set due_at = utc_timestamp(6) - interval 1 second")
                .update();
        confirmations.run();
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

    private static String token(MailText mail) {
        return mail.text().substring(mail.text().indexOf("/r/") + 3).split("\\s", 2)[0];
    }

    @Test
    void whoIsLeftOutIsNotInvitedAndWhoCannotBeReachedIsSaid() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView left = approved(dialogue, person("Left"));
        InvitationView mute = approved(dialogue, People.named("Mute", unique));
        InvitationView odd = approved(dialogue, People.named("Odd", unique).with(People.email("имя@example.org")));
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        assertThat(list.recipients())
                .extracting(Recipient::invitation, Recipient::obstacle)
                .containsExactlyInAnyOrder(
                        tuple(ida.id(), null),
                        tuple(left.id(), null),
                        tuple(mute.id(), Recipient.Obstacle.NO_ADDRESS),
                        tuple(odd.id(), Recipient.Obstacle.BAD_ADDRESS));
        assertThat(list.reachable()).isEqualTo(2);
        assertThat(as(protocol, () -> sendings.send(dialogue, INVITATION, list.mark(), Set.of(left.id()))))
                .isEqualTo(1);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        for (InvitationView other : List.of(left, mute, odd)) {
            assertThat(guest(other).state()).isEqualTo(InvitationState.APPROVED);
            assertThat(queued(other)).isEmpty();
        }
        conflict("nobody-to-send-to", () -> send(dialogue, INVITATION, Set.of(left.id())));
    }

    // Of a hundred without an address nobody is ticked one by one.
    @Test
    void allWhoHaveNoAddressAreNotedAsInvitedOtherwiseAtOnce() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView mute = approved(dialogue, People.named("Mute", unique));
        InvitationView odd = approved(dialogue, People.named("Odd", unique).with(People.email("имя@example.org")));
        InvitationView secret =
                approved(dialogue, People.named("Secret", unique).with(Sensitivity.CONFIDENTIAL));
        InvitationView proposed = proposed(dialogue, People.named("Proposed", unique));
        RecipientList.Unaddressed seen =
                as(protocol, () -> sendings.recipients(dialogue, INVITATION)).unaddressed();
        assertThat(seen.guests()).isEqualTo(2);
        assertThat(as(protocol, () -> sendings.recipients(dialogue, SendingDetails.now(TemplateKind.REMINDER)))
                        .unaddressed()
                        .guests())
                .isZero();
        assertThatThrownBy(() -> as(diplomat, () -> sendings.inviteOtherwise(dialogue, seen.mark())))
                .isInstanceOf(NotPermittedException.class);
        absent(foreigner, () -> sendings.inviteOtherwise(dialogue, seen.mark()));

        // Nobody is noted whom the officer did not see there.
        InvitationView late = approved(dialogue, People.named("Late", unique));
        conflict("changed", () -> as(protocol, () -> sendings.inviteOtherwise(dialogue, seen.mark())));
        assertThat(guest(mute).state()).isEqualTo(InvitationState.APPROVED);

        RecipientList.Unaddressed now =
                as(protocol, () -> sendings.recipients(dialogue, INVITATION)).unaddressed();
        List<Integer> invited = new ArrayList<>();
        assertThat(StatementCounter.statementsOf(
                        () -> invited.add(as(protocol, () -> sendings.inviteOtherwise(dialogue, now.mark())))))
                .hasSizeLessThan(40);
        assertThat(invited).containsExactly(3);
        for (InvitationView one : List.of(mute, odd, late)) {
            assertThat(guest(one).state()).isEqualTo(InvitationState.INVITED);
            assertThat(queued(one)).isEmpty();
        }
        assertThat(List.of(
                        guest(ida).state(),
                        guest(secret).state(),
                        guest(proposed).state()))
                .containsExactly(InvitationState.APPROVED, InvitationState.APPROVED, InvitationState.PROPOSED);
        // Each of them has an entry of its own.
        assertThat(as(manager, () -> dialogues.history(dialogue, Paging.first(3)))
                        .items())
                .allSatisfy(entry -> {
                    assertThat(entry.actor()).isEqualTo(protocol.name());
                    assertThat(entry.changes()).anyMatch(change -> "INVITED".equals(change.after()));
                });
        conflict("changed", () -> as(protocol, () -> sendings.inviteOtherwise(dialogue, now.mark())));
        assertThat(as(protocol, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.INVITATION, 1L)
                .containsEntry(TemplateKind.REMINDER, 3L);
    }

    private InvitationView proposed(DialogueId dialogue, People person) {
        ContactId contact =
                as(manager, () -> contacts.register(person.details())).id();
        as(diplomat, () -> invitations.propose(dialogue, List.of(contact)));
        return as(manager, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(100))).items().stream()
                .filter(one -> one.contact().equals(contact))
                .findFirst()
                .orElseThrow();
    }

    // Whoever would get no mail is not called invited by one.
    @Test
    void whoseAddressGetsNoMailsIsSaidBeforeAndNotInvited() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView gone = approved(dialogue, person("Gone"));
        as(protocol, () -> {
            suppressions.add(address("Gone").toUpperCase(Locale.ROOT), null, Sensitivity.INTERNAL);
            return true;
        });
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        assertThat(list.recipients())
                .extracting(Recipient::invitation, Recipient::obstacle)
                .containsExactlyInAnyOrder(tuple(ida.id(), null), tuple(gone.id(), Recipient.Obstacle.SUPPRESSED));
        assertThat(list.reachable()).isEqualTo(1);
        assertThat(as(protocol, () -> sendings.send(dialogue, INVITATION, list.mark(), Set.of())))
                .isEqualTo(1);
        assertThat(guest(gone).state()).isEqualTo(InvitationState.APPROVED);
        assertThat(queued(gone)).isEmpty();
    }

    // E12
    @Test
    void aReminderGoesToThoseAloneWhoWereInvitedAndHaveNotAnsweredAlsoWhenItGoesOut() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView late = approved(dialogue, person("Late"));
        conflict("nobody-to-send-to", () -> send(dialogue, REMINDER, Set.of()));
        assertThat(send(dialogue, INVITATION, Set.of(late.id()))).isEqualTo(1);
        // Who has not got the invitation yet is reminded of nothing.
        conflict("nobody-to-send-to", () -> send(dialogue, REMINDER, Set.of()));
        ended(ida, MailState.SENT);
        assertThat(send(dialogue, REMINDER, Set.of())).isEqualTo(1);
        MailText mail = text(ida, "en").orElseThrow();
        assertThat(mail.subject()).startsWith("Reminder: ");
        // As often as somebody presses the button, and told of nothing new.
        assertThat(send(dialogue, REMINDER, Set.of())).isEqualTo(1);
        assertThat(sequence(ida)).isZero();

        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(ida))));
        assertThat(text(ida, "en")).isEmpty();
    }

    // E4
    @Test
    void theEventInAMailShowsWhatTheGuestSaidSoFar() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
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
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
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
        changed(dialogue, details -> moved(details, "Elsewhere"));
        confirmed(token, GuestReply.ACCEPT);
        assertThat(text(ida, "en").orElseThrow().text()).contains("Place: Elsewhere");
        assertThat(calendar(ida)).isEmpty();
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 1L);
    }

    // What a confirmation says of the event is no notice of a change: it does not come before it, nor instead of it.
    @Test
    void aNoticeThatIsStoppedAfterAConfirmationIsTakenBackAllTheSame() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        String token = token(text(ida, "en").orElseThrow());
        changed(dialogue, details -> moved(details, "Elsewhere"));
        Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, new SendingDetails(TemplateKind.UPDATE, null, later, null, false), Set.of());
        SendingId notice = as(protocol, () -> sendings.list(dialogue, Paging.first(1)))
                .items()
                .get(0)
                .id();
        confirmed(token, GuestReply.ACCEPT);
        assertThat(calendar(ida)).as("the new event before its notice").isEmpty();
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
        assertThat(as(protocol, () -> sendings.stop(dialogue, notice))).isEqualTo(1);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 1L);
    }

    private void confirmed(String token, GuestReply reply) {
        pages.answer(
                token, GuestAnswer.of(reply, pages.open(token).orElseThrow().form()));
        database.sql("update crm_invitation_confirmation set due_at = utc_timestamp(6) - interval 1 second")
                .update();
        confirmations.run();
    }

    private GuestMails answered() {
        return new GuestMails(
                access,
                directory,
                new SendingReader(
                        database,
                        Map.of("sending-one", "The Embassy", "sending-one.fr", "L’Ambassade"),
                        Map.of("sending-one", "protocol@mission.example")),
                new Delegates(database),
                dialogues,
                letters,
                calendars,
                token -> Optional.of("https://crm.example/crm/r/" + token),
                new Answered(),
                new TransactionTemplate(databaseTransactions),
                Clock.systemUTC());
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

    /** An outbox that knows where calendars answer, which is not set where nothing is sent. */
    private static final class Answered implements Outbox {

        @Override
        public int put(List<MailDraft> drafts) {
            return 0;
        }

        @Override
        public int withdraw(String kind, UUID subject) {
            return 0;
        }

        @Override
        public Set<UUID> withdraw(MissionId mission, String kind, Collection<UUID> subjects, String occurrence) {
            return Set.of();
        }

        @Override
        public Map<String, Bar> barred(MissionId mission, Collection<MailAddress> addresses, boolean unsubscribable) {
            return Map.of();
        }

        @Override
        public Set<String> busyToday(MissionId mission, Collection<MailAddress> addresses) {
            return Set.of();
        }

        @Override
        public Optional<MailAddress> sender() {
            return Optional.of(MailAddress.of("mission@mission.example"));
        }

        @Override
        public Optional<MailAddress> organiser() {
            return Optional.of(MailAddress.of("answers@mission.example"));
        }
    }

    // E6
    @Test
    void whoWasToldAnotherTimeOrPlaceIsToldOnceOfTheChange() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        String uid = uid(ida);
        assertThat(uid).matches("[0-9a-f]{32}@shanyraq");

        DialogueView told = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.change(dialogue, told.version(), moved(told.details(), "Hall of the river")));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 1L);
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(1);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
        assertThat(sequence(ida)).isEqualTo(1);
        assertThat(uid(ida)).isEqualTo(uid);
        MailText mail = text(ida, "en").orElseThrow();
        assertThat(mail.text()).contains("Hall of the river");
        assertThat(mail.unsubscribable()).isFalse();

        // What guests are not told is no change for them.
        changed(dialogue, details -> with(details, details.streamLink(), new Capacity(50, Map.of())));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
    }

    @Test
    void whoWasToldAnotherProgrammeSpeakerOrLinkIsToldOfTheChange() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        AgendaItem talk =
                as(protocol, () -> dialogues.get(dialogue)).details().agenda().get(1);
        AgendaItem other = new AgendaItem(
                talk.id(),
                talk.kind(),
                talk.title(),
                talk.minutes(),
                List.of(Speaker.named("Marie Exemple", SpeakerRole.INVITED_SPEAKER)));
        changed(dialogue, details -> details.withAgenda(List.of(details.agenda().get(0), other)));
        told(dialogue, "Talk – Invited speaker: Marie Exemple", ida);
        changed(
                dialogue,
                details -> details.withAgenda(List.of(
                        details.agenda().get(0),
                        new AgendaItem(
                                talk.id(),
                                talk.kind(),
                                talk.title(),
                                talk.minutes(),
                                List.of(Speaker.named("Marie Exemple", SpeakerRole.MODERATOR))))));
        told(dialogue, "Talk – Moderator: Marie Exemple", ida);
        changed(dialogue, details -> details.withAgenda(List.of(details.agenda().get(1))));
        told(dialogue, "18:00  Talk – Moderator: Marie Exemple", ida);
        changed(dialogue, details -> with(details, "https://stream.example/water", details.capacity()));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 1L);
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(1);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
    }

    private void told(DialogueId dialogue, String news, InvitationView guest) {
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(1);
        assertThat(text(guest, "en").orElseThrow().text()).contains(news);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
    }

    private void changed(DialogueId dialogue, UnaryOperator<DialogueDetails> change) {
        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.change(dialogue, view.version(), change.apply(view.details())));
    }

    private static DialogueDetails with(DialogueDetails details, @Nullable String streamLink, Capacity capacity) {
        return new DialogueDetails(
                details.theme(),
                details.series(),
                details.languages(),
                streamLink == null ? details.format() : DialogueFormat.HYBRID,
                details.venue(),
                details.address(),
                streamLink,
                details.startsAt(),
                details.endsAt(),
                details.zone(),
                capacity,
                details.sensitivity(),
                details.agenda());
    }

    @Test
    void whoComesHasTheLinkInTheCalendarAndNobodyElse() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        changed(dialogue, details -> with(details, "https://stream.example/water", details.capacity()));
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

    /** The event in the last mail about the guest, where calendars can answer. */
    private String event(InvitationView guest) {
        return calendar(guest).orElseThrow().text().replace("\r\n ", "");
    }

    private Optional<CalendarPart> calendar(InvitationView guest) {
        Mail mail = mail(guest, "en");
        return Optional.ofNullable(
                as(Officer.system(mail.mission()), () -> answered().textOf(mail))
                        .orElseThrow()
                        .calendar());
    }

    @Test
    void whoIsRepresentedLosesTheEventAndGetsItBackWithTheSeat() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        as(protocol, () -> invitations.answer(dialogue, List.of(now(ida)), GuestReply.ACCEPT));
        access.runAs(
                protocol,
                () -> invitations.askDelegate(
                        dialogue, now(ida), new DelegateDetails("Ole Sample", null, address("Ole"))));
        ContactId ole =
                as(manager, () -> contacts.register(person("Ole").details())).id();
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

    // ---- stopping
    // --------------------------------------------------------------------------------------------------------

    @Test
    void aSendingThatWaitsIsStoppedAndItsGuestsAreDueForItAgain() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView gone = approved(dialogue, person("Gone"));
        Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, at(later, later.plus(Duration.ofDays(1))), Set.of());
        database.sql("update crm_mail set state = 'SENT', due_at = null where subject_id = ?")
                .param(Bytes16.of(gone.id()))
                .update();
        ended(gone, MailState.SENT);
        SendingId sending = sending(dialogue);
        assertThatThrownBy(() -> as(viewer, () -> sendings.stop(dialogue, sending)))
                .isInstanceOf(NotPermittedException.class);
        absent(foreigner, () -> sendings.stop(dialogue, sending));

        assertThat(as(protocol, () -> sendings.stop(dialogue, sending))).isEqualTo(1);
        assertThat(as(protocol, () -> sendings.stop(dialogue, sending)))
                .as("the same click again")
                .isZero();
        assertThat(queued(ida)).containsExactly(tuple(address("Ida"), "en", "WITHDRAWN"));
        assertThat(queued(gone)).containsExactly(tuple(address("Gone"), "en", "SENT"));
        assertThat(text(ida, "en")).as("whoever is at it finds nothing to send").isEmpty();
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .extracting(SendingView::withdrawn, SendingView::waiting, SendingView::stoppedBy)
                .containsExactly(tuple(1L, 0L, protocol.name()));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 1L);
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50)))
                        .items())
                .filteredOn(entry -> entry.kind().equals("invitation-sending"))
                .extracting(AuditEntry::action)
                .contains(AuditAction.CREATED, AuditAction.CHANGED);

        assertThat(send(dialogue, INVITATION, Set.of())).isEqualTo(1);
        assertThat(text(ida, "en")).isPresent();
        conflict("stop-too-late", () -> {
            ended(ida, MailState.SENT);
            database.sql("update crm_mail set state = 'SENT', due_at = null where subject_id = ? and state = 'WAITING'")
                    .param(Bytes16.of(ida.id()))
                    .update();
            return as(protocol, () -> sendings.stop(dialogue, sending(dialogue)));
        });
    }

    // What the guest was not told is not held to be told.
    @Test
    void whoDidNotGetANoticeThatWasStoppedIsDueForItAndKeepsTheDeadline() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView under = approved(dialogue, person("Under"));
        Instant first = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, at(null, first), Set.of());
        ended(ida, MailState.SENT);
        ended(under, MailState.SENT);
        changed(dialogue, details -> moved(details, "Hall of the river"));
        Instant second = first.plus(Duration.ofDays(2));
        send(dialogue, new SendingDetails(TemplateKind.UPDATE, null, null, second, false), Set.of());
        assertThat(answerBy(ida)).isEqualTo(second);
        Mail claimed = mail(under, "en");
        database.sql("update crm_mail set state = 'SENDING', due_at = null where id = ?")
                .param(Bytes16.of(claimed.id()))
                .update();
        assertThat(as(protocol, () -> sendings.stop(dialogue, sending(dialogue))))
                .isEqualTo(2);
        assertThat(answerBy(ida)).isEqualTo(first);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 2L);
        // Of the one that was being written its owner is told later, and again: nothing changes any more.
        long version = guest(under).version();
        ended(under, MailState.WITHDRAWN);
        assertThat(guest(under).version()).isEqualTo(version);
        assertThat(database.sql("select stopped from crm_mail where id = ?")
                        .param(Bytes16.of(claimed.id()))
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(2);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 0L);
    }

    private SendingId sending(DialogueId dialogue) {
        return as(viewer, () -> sendings.list(dialogue, Paging.first(9)))
                .items()
                .get(0)
                .id();
    }

    // ---- who is not reached
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whoWasNotReachedIsFoundByTheLastMailAndByEachSending() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView lost = approved(dialogue, person("Lost"));
        InvitationView back = approved(dialogue, person("Back"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        ended(lost, MailState.FAILED);
        ended(back, MailState.BOUNCED);
        SendingId first = sending(dialogue);
        assertThat(found(dialogue, MailOutcome.UNREACHED, null)).containsExactlyInAnyOrder(lost.id(), back.id());
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).unreached())
                .isEqualTo(2);
        assertThat(found(dialogue, MailOutcome.SENT, null)).containsExactly(ida.id());

        assertThat(send(dialogue, REMINDER, Set.of())).isEqualTo(2);
        assertThat(found(dialogue, MailOutcome.UNREACHED, null)).containsExactly(lost.id());
        assertThat(as(viewer, () -> invitations.guestList(dialogue)).unreached())
                .isEqualTo(1);
        assertThat(found(dialogue, MailOutcome.UNREACHED, first)).containsExactlyInAnyOrder(lost.id(), back.id());
        as(protocol, () -> invitations.withdraw(dialogue, List.of(now(back))));
        assertThat(found(dialogue, MailOutcome.UNREACHED, first))
                .as("also who is not on the list any more, as the figure counts")
                .containsExactlyInAnyOrder(lost.id(), back.id());
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .filteredOn(one -> one.id().equals(first))
                .extracting(SendingView::failed)
                .containsExactly(2L);
    }

    private List<InvitationId> found(DialogueId dialogue, MailOutcome outcome, @Nullable SendingId sending) {
        InvitationQuery query = InvitationQuery.of(dialogue).withMail(outcome, sending);
        List<InvitationId> found = as(viewer, () -> invitations.list(query, Paging.first(50))).items().stream()
                .map(InvitationView::id)
                .toList();
        assertThat(as(viewer, () -> invitations.count(query))).isEqualTo(found.size());
        return found;
    }

    @Test
    void itGoesToThoseAloneWhoAreChosen() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView other = approved(dialogue, person("Other"));
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        conflict(
                "nobody-to-send-to",
                () -> as(protocol, () -> sendings.sendOnly(dialogue, INVITATION, list.mark(), Set.of())));
        conflict("changed", () -> as(protocol, () -> sendings.sendOnly(dialogue, INVITATION, "", Set.of(ida.id()))));
        assertThat(as(protocol, () -> sendings.sendOnly(dialogue, INVITATION, list.mark(), Set.of(ida.id()))))
                .isEqualTo(1);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(guest(other).state()).isEqualTo(InvitationState.APPROVED);
    }

    // Ending invitations is no wish to stand before a closed door.
    @Test
    void whoUnsubscribedIsToldOfChangesAndWhoBouncedIsNot() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView dead = approved(dialogue, person("Dead"));
        send(dialogue, INVITATION, Set.of());
        ended(ida, MailState.SENT);
        ended(dead, MailState.SENT);
        as(protocol, () -> {
            suppressions.add(address("Ida"), null, Sensitivity.INTERNAL);
            suppressions.add(address("Dead"), null, Sensitivity.INTERNAL);
            return true;
        });
        database.sql("update crm_mail_suppression set reason = 'UNSUBSCRIBED' where address = ?")
                .param(address("Ida"))
                .update();
        conflict("nobody-to-send-to", () -> send(dialogue, REMINDER, Set.of()));
        changed(dialogue, details -> moved(details, "Hall of the river"));
        assertThat(as(protocol, () -> sendings.recipients(dialogue, UPDATE)).recipients())
                .extracting(Recipient::invitation, Recipient::obstacle)
                .containsExactlyInAnyOrder(tuple(ida.id(), null), tuple(dead.id(), Recipient.Obstacle.SUPPRESSED));
        assertThat(send(dialogue, UPDATE, Set.of())).isEqualTo(1);
        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.cancel(dialogue, view.version(), "Rain"));
        assertThat(send(dialogue, CANCELLATION, Set.of())).isEqualTo(1);
        assertThat(text(ida, "en").orElseThrow().unsubscribable()).isFalse();
    }

    @Test
    void whoWasInvitedByTelephoneIsToldOfChangesAndOfTheEnd() {
        DialogueId dialogue = inviting();
        InvitationView called = approved(dialogue, person("Ida"));
        InvitationView silent = approved(dialogue, person("Silent"));
        as(protocol, () -> sendings.inviteOtherwise(dialogue, List.of(now(called), now(silent))));
        as(protocol, () -> invitations.answer(dialogue, List.of(now(called)), GuestReply.ACCEPT));
        assertThat(as(viewer, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.UPDATE, 0L)
                .containsEntry(TemplateKind.INVITATION, 0L);
        changed(dialogue, details -> moved(details, "Hall of the river"));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.UPDATE, 2L);
        send(dialogue, UPDATE, Set.of(silent.id()));
        assertThat(text(called, "en").orElseThrow().text())
                .contains("Hall of the river")
                .contains("https://crm.example/crm/r/");
        assertThat(event(called))
                .contains("METHOD:REQUEST")
                .contains("SEQUENCE:1")
                .contains("UID:" + uid(called));
        ended(called, MailState.SENT);
        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.cancel(dialogue, view.version(), "Rain"));
        assertThat(send(dialogue, CANCELLATION, Set.of())).isEqualTo(2);
        assertThat(event(called)).contains("METHOD:CANCEL").contains("SEQUENCE:2");
        assertThat(calendar(silent)).as("there is no event to take back").isEmpty();
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.CANCELLATION, 0L);
    }

    @Test
    void whoCannotBeWrittenToIsReachedThroughTheAssistantWhenCopiesGoThere() {
        DialogueId dialogue = inviting();
        Channel assistant = new Channel(
                Channel.Kind.EMAIL,
                Channel.Purpose.ASSISTANT,
                "assistant@" + unique.toLowerCase(Locale.ROOT) + ".example",
                false);
        InvitationView ida =
                approved(dialogue, People.named("Ida", unique).with(People.email(address("Ida")), assistant));
        as(protocol, () -> {
            suppressions.add(address("Ida"), null, Sensitivity.INTERNAL);
            return true;
        });
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, INVITATION));
        assertThat(list.recipients())
                .extracting(Recipient::obstacle, Recipient::throughAssistant)
                .containsExactly(tuple(Recipient.Obstacle.SUPPRESSED, true));
        assertThat(list.sendable()).isTrue();
        conflict("nobody-to-send-to", () -> send(dialogue, INVITATION, Set.of()));
        assertThat(send(dialogue, new SendingDetails(TemplateKind.INVITATION, null, null, null, true), Set.of()))
                .isEqualTo(1);
        assertThat(queued(ida)).containsExactly(tuple(assistant.value(), "en", "WAITING"));
        assertThat(text(ida, "en").orElseThrow().text()).startsWith("Dear Ida");
        assertThat(queued(ida)).as("it stays there").hasSize(1);
        ended(ida, MailState.SENT);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.REMINDER, 1L);
        assertThat(as(protocol, () -> owner.addressOf(mail(ida, "en"))).map(MailAddress::address))
                .contains(assistant.value());
    }

    @Test
    void whatTheSystemWritesIsCopiedToTheAssistantWhoGotTheInvitation() {
        DialogueId dialogue = inviting();
        Channel assistant = new Channel(
                Channel.Kind.EMAIL,
                Channel.Purpose.ASSISTANT,
                "assistant@" + unique.toLowerCase(Locale.ROOT) + ".example",
                false);
        InvitationView copied =
                approved(dialogue, People.named("Copied", unique).with(People.email(address("Copied")), assistant));
        send(dialogue, new SendingDetails(TemplateKind.INVITATION, null, null, null, true), Set.of());
        InvitationView alone =
                approved(dialogue, People.named("Alone", unique).with(People.email(address("Alone")), assistant));
        send(dialogue, INVITATION, Set.of());
        for (InvitationView guest : List.of(copied, alone)) {
            access.runAs(
                    protocol,
                    () -> invitations.askDelegate(
                            dialogue, now(guest), new DelegateDetails("Ole Sample", null, address("Ole"))));
            access.runAs(protocol, () -> invitations.refuseDelegate(dialogue, now(guest), "No more seats"));
        }
        assertThat(addresses(copied, TemplateKind.REFUSAL))
                .containsExactlyInAnyOrder(address("Copied"), assistant.value());
        assertThat(addresses(alone, TemplateKind.REFUSAL)).containsExactly(address("Alone"));
    }

    private List<String> addresses(InvitationView guest, TemplateKind kind) {
        return database.sql(
                        "select m.address from crm_invitation_mail m"
                                + " join crm_invitation_sending s on s.id = m.sending_id where m.invitation_id = ? and s.kind = ?")
                .params(Bytes16.of(guest.id()), kind.name())
                .query(String.class)
                .list();
    }

    @Test
    void whoWasWrittenToIsToldOnceThatTheDialogueIsOff() {
        DialogueId dialogue = inviting();
        InvitationView written = approved(dialogue, person("Written"));
        InvitationView waiting = approved(dialogue, person("Waiting"));
        send(dialogue, INVITATION, Set.of());
        ended(written, MailState.SENT);
        DialogueView view = as(protocol, () -> dialogues.get(dialogue));
        as(protocol, () -> dialogues.cancel(dialogue, view.version(), "Rain"));
        assertThat(as(viewer, () -> sendings.due(dialogue)))
                .containsEntry(TemplateKind.CANCELLATION, 1L)
                .containsEntry(TemplateKind.REMINDER, 0L);
        // What has not gone out does not go out any more.
        assertThat(text(waiting, "en")).isEmpty();
        assertThat(send(dialogue, CANCELLATION, Set.of())).isEqualTo(1);
        assertThat(text(written, "en").orElseThrow().subject()).startsWith("Cancelled: ");
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.CANCELLATION, 0L);
        conflict("not-now", () -> send(dialogue, INVITATION, Set.of()));
    }

    @Test
    void anInvitationThatIsTakenBackIsNotSentAndWhoHasItIsToldAndMayBeInvitedAnew() {
        DialogueId dialogue = inviting();
        InvitationView written = approved(dialogue, person("Written"));
        InvitationView waiting = approved(dialogue, person("Waiting"));
        send(dialogue, INVITATION, Set.of());
        ended(written, MailState.SENT);
        assertThat(as(protocol, () -> invitations.withdraw(dialogue, List.of(now(written), now(waiting)))))
                .isEqualTo(2);
        assertThat(queued(waiting))
                .extracting(Tuple::toList)
                .containsExactly(List.of(address("Waiting"), "en", "WITHDRAWN"));
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.CANCELLATION, 1L);
        assertThat(send(dialogue, CANCELLATION, Set.of())).isEqualTo(1);

        as(diplomat, () -> invitations.propose(dialogue, List.of(written.contact())));
        as(manager, () -> invitations.approve(dialogue, List.of(now(written))));
        assertThat(send(dialogue, INVITATION, Set.of())).isEqualTo(1);
        assertThat(guest(written).state()).isEqualTo(InvitationState.INVITED);
        // Once more on the same event of their calendar, after what took it out.
        assertThat(sequence(written)).isEqualTo(2);
    }

    // A10
    @Test
    void theAssistantGetsACopyWhenThatIsWanted() {
        DialogueId dialogue = inviting();
        Channel assistant = new Channel(
                Channel.Kind.EMAIL,
                Channel.Purpose.ASSISTANT,
                "assistant@" + unique.toLowerCase(Locale.ROOT) + ".example",
                false);
        InvitationView both =
                approved(dialogue, People.named("Both", unique).with(People.email(address("Both")), assistant));
        InvitationView only = approved(dialogue, People.named("Only", unique).with(assistant));
        send(dialogue, new SendingDetails(TemplateKind.INVITATION, null, null, null, true), Set.of());
        assertThat(queued(both))
                .containsExactlyInAnyOrder(
                        tuple(address("Both"), "en", "WAITING"), tuple(assistant.value(), "en", "WAITING"));
        // Who has no other address is written to there, once.
        assertThat(queued(only)).containsExactly(tuple(assistant.value(), "en", "WAITING"));
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .extracting(SendingView::guests, SendingView::waiting)
                .containsExactly(tuple(2L, 2L));
    }

    @Test
    void aMailWaitsForItsTimeAndWhatIsWrongIsSaidBeforeAnythingIsDone() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        Instant later = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(invalid(() -> send(dialogue, at(start.plus(Duration.ofDays(2)), null), Set.of())))
                .containsExactly(tuple("sendAt", "crm.invitation.error.send-at"));
        assertThat(invalid(() -> send(dialogue, at(Instant.now().minus(Duration.ofDays(1)), null), Set.of())))
                .containsExactly(tuple("sendAt", "crm.invitation.error.send-at"));
        assertThat(invalid(() -> send(dialogue, at(later, later), Set.of())))
                .containsExactly(tuple("answerBy", "crm.invitation.error.answer-by"));
        assertThat(invalid(() -> send(dialogue, at(null, start.plus(Duration.ofDays(2))), Set.of())))
                .containsExactly(tuple("answerBy", "crm.invitation.error.answer-by"));
        TemplateView reminder = as(
                protocol,
                () -> templates.create(new TemplateDetails(
                        TemplateKind.REMINDER, "R", Map.of("en", new TemplateText("x", "{{answer_link}}")))));
        assertThat(invalid(() -> send(
                        dialogue,
                        new SendingDetails(TemplateKind.INVITATION, reminder.id(), null, null, false),
                        Set.of())))
                .containsExactly(tuple("template", "crm.invitation.error.template-none"));
        assertThat(guest(ida).state()).isEqualTo(InvitationState.APPROVED);
        assertThat(queued(ida)).isEmpty();

        send(dialogue, at(later, later.plusSeconds(60)), Set.of());
        assertThat(database.sql("select due_at from crm_mail where subject_id = ?")
                        .param(Bytes16.of(ida.id()))
                        .query((row, index) -> UtcTime.instant(row, "due_at"))
                        .single())
                .isEqualTo(later);
        assertThat(text(ida, "en").orElseThrow().text()).contains("by ");
    }

    // C10: the mail goes to where the guest is reached when it goes out.
    @Test
    void whoHasAnotherAddressWhenTheMailGoesOutIsWrittenToThereAlone() {
        DialogueId dialogue = inviting();
        ContactView contact = as(manager, () -> contacts.register(person("Ida").details()));
        InvitationView ida = approved(dialogue, contact.id());
        send(dialogue, INVITATION, Set.of());
        Mail first = mail(ida, "en");
        ContactDetails moved =
                People.named("Ida", unique).with(People.email(address("Moved"))).details();
        as(manager, () -> contacts.change(contact.id(), contact.version(), moved));
        assertThat(as(Officer.system(first.mission()), () -> owner.textOf(first)))
                .isEmpty();
        assertThat(queued(ida))
                .extracting(one -> one.toList().get(0))
                .containsExactly(address("Ida"), address("Moved"));
        // That the first one is not sent is no news of the second.
        as(Officer.system(first.mission()), () -> {
            owner.ended(first, MailState.WITHDRAWN, null);
            return first;
        });
        assertThat(as(viewer, () -> sendings.lastMails(dialogue, List.of(ida.id())))
                        .get(ida.id()))
                .extracting(GuestMail::state, GuestMail::address)
                .containsExactly(MailState.WAITING, address("Moved"));
        assertThat(text(ida, "en")).isPresent();

        // Back at the old address, to which a mail of this sending was taken back: none is waited for there, and it is
        // due again.
        Mail second = mail(ida, "en");
        ContactView now = as(manager, () -> contacts.get(contact.id()));
        as(manager, () -> contacts.change(now.id(), now.version(), contact.details()));
        assertThat(as(Officer.system(second.mission()), () -> owner.textOf(second)))
                .isEmpty();
        ended(ida, MailState.WITHDRAWN);
        assertThat(as(viewer, () -> sendings.lastMails(dialogue, List.of(ida.id())))
                        .values())
                .extracting(GuestMail::state)
                .containsExactly(MailState.WITHDRAWN);
        assertThat(as(viewer, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 1L);
    }

    @Test
    void whoseInvitationNeverWentOutCanBeSentItAgain() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        send(dialogue, INVITATION, Set.of());
        conflict("nobody-to-send-to", () -> send(dialogue, INVITATION, Set.of()));
        ended(ida, MailState.WITHDRAWN);
        assertThat(send(dialogue, INVITATION, Set.of())).isEqualTo(1);
        assertThat(guest(ida).state()).isEqualTo(InvitationState.INVITED);
        assertThat(sequence(ida)).isZero();
    }

    // A deadline that guests are told of is the one that holds.
    @Test
    void aDeadlineIsMovedByTheMailAloneThatTellsOfAnotherOne() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        Instant first = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, at(null, first), Set.of());
        ended(ida, MailState.SENT);
        assertThat(as(protocol, () -> sendings.recipients(dialogue, REMINDER)).recipients())
                .extracting(Recipient::answerBy)
                .containsExactly(first);
        send(dialogue, REMINDER, Set.of());
        assertThat(answerBy(ida)).isEqualTo(first);
        assertThat(text(ida, "en").orElseThrow().text())
                .as("what holds is said")
                .contains("Please answer by " + weekday(first));
        changed(dialogue, details -> moved(details, "Hall of the river"));
        send(dialogue, UPDATE, Set.of());
        assertThat(answerBy(ida)).isEqualTo(first);
        changed(dialogue, details -> moved(details, "Hall of the lake"));
        Instant second = first.plus(Duration.ofDays(9));
        send(dialogue, new SendingDetails(TemplateKind.UPDATE, null, null, second, false), Set.of());
        assertThat(answerBy(ida)).isEqualTo(second);
    }

    private static String weekday(Instant time) {
        return time.atZone(ZoneId.of("Europe/Brussels")).format(DateTimeFormatter.ofPattern("EEEE", Locale.UK));
    }

    @Test
    void nobodyIsRemindedOfAnAnswerThatTheirPageDoesNotTake() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView late = approved(dialogue, person("Late"));
        Instant first = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
        send(dialogue, at(null, first), Set.of());
        ended(ida, MailState.SENT);
        ended(late, MailState.SENT);
        awaited(late, Instant.now().minusSeconds(60));
        assertThat(invalid(() -> send(dialogue, REMINDER, Set.of())))
                .containsExactly(tuple("answerBy", "crm.invitation.error.answer-by-over"));
        assertThat(send(dialogue, REMINDER, Set.of(late.id()))).isEqualTo(1);
        Instant afterwards = first.plus(Duration.ofDays(1));
        assertThat(invalid(() -> send(
                        dialogue,
                        new SendingDetails(TemplateKind.REMINDER, null, afterwards, null, false),
                        Set.of(late.id()))))
                .containsExactly(tuple("answerBy", "crm.invitation.error.answer-by-over"));
        SendingDetails anew = new SendingDetails(TemplateKind.REMINDER, null, null, afterwards, false);
        assertThat(send(dialogue, anew, Set.of())).isEqualTo(2);
        assertThat(answerBy(late)).isEqualTo(afterwards);
        assertThat(text(late, "en")).isPresent();
        awaited(late, Instant.now().minusSeconds(1));
        assertThat(text(late, "en")).as("it waited for too long").isEmpty();
    }

    private void awaited(InvitationView guest, Instant until) {
        database.sql("update crm_invitation set answer_by = ? where id = ?")
                .params(UtcTime.of(until), Bytes16.of(guest.id()))
                .update();
    }

    private Instant answerBy(InvitationView guest) {
        return database.sql("select answer_by from crm_invitation where id = ?")
                .param(Bytes16.of(guest.id()))
                .query((row, index) -> UtcTime.instant(row, "answer_by"))
                .single();
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
                .isEqualTo("protocol-sending-one-restricted@mission.example");
        assertThat(guest(ida).state()).isEqualTo(InvitationState.APPROVED);
        assertThat(queued(ida))
                .containsExactly(tuple("protocol-sending-one-restricted@mission.example", "en", "WAITING"));
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

    // ---- who may
    // --------------------------------------------------------------------------------------------------------

    // Z1, Z2
    @Test
    void whoMayNotSeeAGuestNeitherWritesToThemNorCountsThem() {
        DialogueId dialogue = inviting();
        approved(dialogue, person("Ida"));
        InvitationView hidden = approved(dialogue, person("Hidden").with(Sensitivity.CONFIDENTIAL));
        assertThat(as(protocol, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 1L);
        assertThat(as(manager, () -> sendings.due(dialogue))).containsEntry(TemplateKind.INVITATION, 2L);
        assertThat(send(dialogue, INVITATION, Set.of())).isEqualTo(1);
        assertThat(queued(hidden)).isEmpty();
        absent(protocol, () -> sendings.preview(dialogue, REMINDER, hidden.id()));
        absent(protocol, () -> sendings.test(dialogue, REMINDER, hidden.id()));
        RecipientList rest = as(manager, () -> sendings.recipients(dialogue, INVITATION));
        as(manager, () -> sendings.send(dialogue, INVITATION, rest.mark(), Set.of()));
        assertThat(as(viewer, () -> sendings.list(dialogue, Paging.first(9))).items())
                .extracting(SendingView::guests)
                .containsExactly(0L, 1L);
        assertThat(as(viewer, () -> sendings.lastMails(dialogue, List.of(hidden.id()))))
                .isEmpty();
        assertThat(as(manager, () -> sendings.lastMails(dialogue, List.of(hidden.id()))))
                .containsKey(hidden.id());

        for (Officer nobody : List.of(diplomat, viewer)) {
            for (Supplier<?> act : acts(dialogue, hidden.id())) {
                assertThatThrownBy(() -> as(nobody, act)).isInstanceOf(NotPermittedException.class);
            }
        }
        for (Supplier<?> act : acts(dialogue, hidden.id())) {
            absent(foreigner, act);
        }
        absent(foreigner, () -> sendings.due(dialogue));
        absent(foreigner, () -> sendings.list(dialogue, Paging.first(9)));
        absent(foreigner, () -> sendings.lastMails(dialogue, List.of()));
    }

    private List<Supplier<?>> acts(DialogueId dialogue, InvitationId guest) {
        return List.of(
                () -> sendings.recipients(dialogue, INVITATION),
                () -> sendings.preview(dialogue, INVITATION, guest),
                () -> sendings.test(dialogue, INVITATION, guest),
                () -> sendings.send(dialogue, INVITATION, "", Set.of()));
    }

    // C10: rights and records are looked at when the mail goes out.
    @Test
    void aMailIsNotWrittenAnyMoreForASenderOrAGuestWhoIsNotWhatTheyWere() {
        DialogueId dialogue = inviting();
        ContactView contact = as(manager, () -> contacts.register(person("Ida").details()));
        InvitationView ida = approved(dialogue, contact.id());
        Officer sender = sender(Role.PROTOCOL, Sensitivity.INTERNAL);
        RecipientList list = as(sender, () -> sendings.recipients(dialogue, INVITATION));
        as(sender, () -> sendings.send(dialogue, INVITATION, list.mark(), Set.of()));
        assertThat(text(ida, "en")).isPresent();
        sender(Role.VIEWER, Sensitivity.INTERNAL);
        assertThat(text(ida, "en")).isEmpty();
        sender(Role.PROTOCOL, Sensitivity.PUBLIC);
        assertThat(text(ida, "en")).isEmpty();
        sender(Role.PROTOCOL, Sensitivity.INTERNAL);
        assertThat(text(ida, "en")).isPresent();

        as(manager, () -> contacts.archive(contact.id(), contact.version()));
        assertThat(text(ida, "en")).isEmpty();
    }

    private Officer sender(Role role, Sensitivity clearance) {
        return directory.signedIn(new SignIn(
                "test",
                "sender-" + unique,
                Officer.Kind.PERSON,
                "Sender",
                null,
                Set.of(role),
                Set.of("sending-one"),
                clearance));
    }

    // C3
    @Test
    void ofTwoWhoSendAtOnceOneDoes() throws Exception {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        String mark =
                as(protocol, () -> sendings.recipients(dialogue, INVITATION)).mark();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<Integer>> sent = new ArrayList<>();
            for (Officer officer : List.of(protocol, manager)) {
                Callable<Integer> press = () -> {
                    together.await();
                    try {
                        return as(officer, () -> sendings.send(dialogue, INVITATION, mark, Set.of()));
                    } catch (ConflictException late) {
                        return 0;
                    }
                };
                sent.add(both.submit(press));
            }
            assertThat(sent.get(0).get() + sent.get(1).get()).isEqualTo(1);
        } finally {
            both.shutdown();
        }
        assertThat(queued(ida)).hasSize(1);
    }

    @Test
    void whoIsOnTheListSinceTheOfficerLookedIsNotWrittenToUnseen() {
        DialogueId dialogue = inviting();
        approved(dialogue, person("Ida"));
        String seen =
                as(protocol, () -> sendings.recipients(dialogue, INVITATION)).mark();
        InvitationView later = approved(dialogue, person("Later"));
        conflict("changed", () -> as(protocol, () -> sendings.send(dialogue, INVITATION, seen, Set.of())));
        assertThat(queued(later)).isEmpty();
    }

    // ---- what becomes of mails
    // --------------------------------------------------------------------------------------------------------

    @Test
    void whatBecameOfAMailStandsWithTheGuestAndAddsUp() {
        DialogueId dialogue = inviting();
        InvitationView ida = approved(dialogue, person("Ida"));
        InvitationView bounced = approved(dialogue, person("Bounced"));
        send(dialogue, INVITATION, Set.of());
        assertThat(as(viewer, () -> sendings.lastMails(dialogue, List.of(ida.id())))
                        .get(ida.id()))
                .extracting(GuestMail::kind, GuestMail::state, GuestMail::address)
                .containsExactly(TemplateKind.INVITATION, MailState.WAITING, address("Ida"));
        ended(ida, MailState.SENT);
        ended(bounced, MailState.SENT);
        ended(bounced, MailState.BOUNCED);
        assertThat(as(viewer, () -> sendings.lastMails(dialogue, List.of(ida.id(), bounced.id()))))
                .hasSize(2)
                .hasEntrySatisfying(
                        bounced.id(), mail -> assertThat(mail.state()).isEqualTo(MailState.BOUNCED));
        SendingView sending = as(viewer, () -> sendings.list(dialogue, Paging.first(9)))
                .items()
                .get(0);
        assertThat(sending)
                .extracting(SendingView::guests, SendingView::waiting, SendingView::sent, SendingView::failed)
                .containsExactly(2L, 0L, 1L, 1L);
        assertThat(sending.sender()).isEqualTo(protocol.name());
        assertThat(as(viewer, () -> dialogues.history(dialogue, Paging.first(50)))
                        .items())
                .extracting(AuditEntry::kind)
                .contains("invitation-sending");
    }

    @Test
    void aThousandGuestsAreWrittenToInAHandfulOfStatements() {
        DialogueId dialogue = inviting();
        List<ContactId> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            List<ContactDetails> some = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                some.add(person("Guest" + i + "x" + j).from("BE", "en").details());
            }
            as(manager, () -> contacts.registerAll(some)).forEach(contact -> all.add(contact.id()));
        }
        for (int i = 0; i < 10; i++) {
            List<ContactId> some = all.subList(i * 100, i * 100 + 100);
            as(diplomat, () -> invitations.propose(dialogue, some));
        }
        as(
                manager,
                () -> invitations.approveAll(
                        dialogue, invitations.guestList(dialogue).decidable().mark()));
        List<RecipientList> lists = new ArrayList<>();
        assertThat(StatementCounter.statementsOf(
                        () -> lists.add(as(protocol, () -> sendings.recipients(dialogue, INVITATION)))))
                .hasSizeLessThanOrEqualTo(12);
        assertThat(lists.get(0).recipients()).hasSize(1_000);
        assertThat(StatementCounter.statementsOf(() -> as(
                        protocol,
                        () -> sendings.send(dialogue, INVITATION, lists.get(0).mark(), Set.of()))))
                .hasSizeLessThan(90);
        assertThat(StatementCounter.statementsOf(() -> as(viewer, () -> sendings.due(dialogue))))
                .hasSize(2);
        List<InvitationView> page = as(viewer, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(50)))
                .items();
        assertThat(StatementCounter.statementsOf(() -> as(
                        viewer,
                        () -> sendings.lastMails(
                                dialogue, page.stream().map(InvitationView::id).toList()))))
                .hasSize(2);
    }

    // ---- what the tests make and ask
    // --------------------------------------------------------------------------------------------------------

    private DialogueId inviting() {
        DialogueView drafted = as(
                protocol,
                () -> dialogues.create(new DialogueDetails(
                        new LocalizedText(Map.of("en", "Water " + unique, "ru", "Вода " + unique)),
                        null,
                        List.of("en", "fr"),
                        DialogueFormat.IN_PERSON,
                        "House of the steppe",
                        "Rue Fictive 1",
                        null,
                        start.atZone(ZoneId.of("Europe/Brussels")).withHour(18).toInstant(),
                        start.atZone(ZoneId.of("Europe/Brussels")).withHour(20).toInstant(),
                        ZoneId.of("Europe/Brussels"),
                        new Capacity(60, Map.of()),
                        Sensitivity.INTERNAL,
                        List.of(
                                AgendaItem.of(
                                        AgendaItemKind.OPENING,
                                        10,
                                        new Speaker(null, "Ida Sample", "Host", SpeakerRole.HOST)),
                                new AgendaItem(
                                        null,
                                        AgendaItemKind.PRESENTATION,
                                        LocalizedText.of("en", "Talk"),
                                        null,
                                        List.of(Speaker.named("Jean Exemple", SpeakerRole.INVITED_SPEAKER)))))));
        return as(protocol, () -> dialogues.startInviting(drafted.id(), drafted.version()))
                .id();
    }

    private static DialogueDetails moved(DialogueDetails details, String venue) {
        return new DialogueDetails(
                details.theme(),
                details.series(),
                details.languages(),
                details.format(),
                venue,
                details.address(),
                details.streamLink(),
                details.startsAt(),
                details.endsAt(),
                details.zone(),
                details.capacity(),
                details.sensitivity(),
                details.agenda());
    }

    private static SendingDetails at(@Nullable Instant sendAt, @Nullable Instant answerBy) {
        return new SendingDetails(TemplateKind.INVITATION, null, sendAt, answerBy, false);
    }

    private People person(String given) {
        return People.named(given, unique).with(People.email(address(given)));
    }

    private String address(String given) {
        return given.toLowerCase(Locale.ROOT) + "@" + unique.toLowerCase(Locale.ROOT) + ".example";
    }

    private InvitationView approved(DialogueId dialogue, People person) {
        return approved(
                dialogue, as(manager, () -> contacts.register(person.details())).id());
    }

    private InvitationView approved(DialogueId dialogue, ContactId contact) {
        Officer proposer = as(manager, () -> contacts.get(contact)).details().sensitivity() == Sensitivity.CONFIDENTIAL
                ? officers.officer(Role.PROTOCOL, "sending-one", Sensitivity.CONFIDENTIAL)
                : diplomat;
        as(proposer, () -> invitations.propose(dialogue, List.of(contact)));
        InvitationView guest =
                as(manager, () -> invitations.list(InvitationQuery.of(dialogue), Paging.first(100))).items().stream()
                        .filter(one -> one.contact().equals(contact))
                        .findFirst()
                        .orElseThrow();
        as(manager, () -> invitations.approve(dialogue, List.of(now(guest))));
        return guest(guest);
    }

    private InvitationView guest(InvitationView guest) {
        return as(manager, () -> invitations.get(guest.dialogue(), guest.id()));
    }

    private SeenGuest now(InvitationView guest) {
        return new SeenGuest(guest.id(), guest(guest).version());
    }

    private int send(DialogueId dialogue, SendingDetails details, Set<InvitationId> without) {
        RecipientList list = as(protocol, () -> sendings.recipients(dialogue, details));
        return as(protocol, () -> sendings.send(dialogue, details, list.mark(), without));
    }

    /** Where mails to the guest go, in which language and what became of them. */
    private List<Tuple> queued(InvitationView guest) {
        return database.sql("select address, language, state from crm_mail where subject_id = ? order by id")
                .param(Bytes16.of(guest.id()))
                .query((row, index) -> tuple(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** The last mail about the guest. */
    private Mail mail(InvitationView guest, String language) {
        return database.sql("select id, mission_id, occurrence, address, sensitivity from crm_mail where subject_id = ?"
                        + " order by id desc limit 1")
                .param(Bytes16.of(guest.id()))
                .query((row, index) -> new Mail(
                        new MailId(Bytes16.uuid(row, "id")),
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        GuestMails.KIND,
                        guest.id().value(),
                        row.getString("occurrence"),
                        MailAddress.of(row.getString("address")),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        language,
                        1))
                .single();
    }

    /** What the last mail about the guest says when it is sent now, by the system itself. */
    private Optional<MailText> text(InvitationView guest, String language) {
        Mail mail = mail(guest, language);
        return as(Officer.system(mail.mission()), () -> owner.textOf(mail));
    }

    private void ended(InvitationView guest, MailState state) {
        Mail mail = mail(guest, "en");
        as(Officer.system(mail.mission()), () -> {
            owner.ended(mail, state, null);
            return state;
        });
    }

    private String uid(InvitationView guest) {
        return database.sql("select calendar_uid from crm_invitation where id = ?")
                .param(Bytes16.of(guest.id()))
                .query(String.class)
                .single();
    }

    private int sequence(InvitationView guest) {
        return database.sql("select calendar_sequence from crm_invitation where id = ?")
                .param(Bytes16.of(guest.id()))
                .query(Integer.class)
                .single();
    }

    private long tokens(InvitationView guest) {
        return database.sql("select count(*) from crm_invitation_token where invitation_id = ?")
                .param(Bytes16.of(guest.id()))
                .query(Long.class)
                .single();
    }

    private void conflict(String key, Supplier<?> act) {
        ConflictException refused = catchThrowableOfType(ConflictException.class, act::get);
        assertThat(refused).isNotNull();
        assertThat(refused.key()).isEqualTo("crm.invitation.error." + key);
    }

    private static List<Tuple> invalid(Supplier<?> act) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, act::get);
        assertThat(refused).isNotNull();
        return refused.violations().stream()
                .map(violation -> tuple(violation.field(), violation.key()))
                .toList();
    }

    private void absent(Officer officer, Supplier<?> act) {
        assertThatThrownBy(() -> as(officer, act)).isInstanceOf(NotFoundException.class);
    }
}
