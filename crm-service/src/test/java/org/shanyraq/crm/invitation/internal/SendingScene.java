package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.SendingId;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.mail.CalendarPart;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailState;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Mails to guests: whom they go to, when, and what becomes of them. */
abstract class SendingScene extends InvitationScene {

    static final SendingDetails INVITATION = SendingDetails.now(TemplateKind.INVITATION);

    static final SendingDetails REMINDER = SendingDetails.now(TemplateKind.REMINDER);

    static final SendingDetails UPDATE = SendingDetails.now(TemplateKind.UPDATE);

    static final SendingDetails CANCELLATION = SendingDetails.now(TemplateKind.CANCELLATION);

    @Autowired
    GuestPages pages;

    @Autowired
    Templates templates;

    @Autowired
    OfficerDirectory directory;

    @Autowired
    Suppressions suppressions;

    @Autowired
    GuestLetters letters;

    @Autowired
    CalendarTexts calendars;

    @Autowired
    PlatformTransactionManager databaseTransactions;

    DialogueId inviting() {
        return inviting(evening("Water")
                .about(new LocalizedText(Map.of("en", "Water " + unique, "ru", "Вода " + unique)))
                .speaking("en", "fr")
                .at("House of the steppe", "Rue Fictive 1")
                .with(
                        AgendaItem.of(
                                AgendaItemKind.OPENING, 10, new Speaker(null, "Ida Sample", "Host", SpeakerRole.HOST)),
                        new AgendaItem(
                                null,
                                AgendaItemKind.PRESENTATION,
                                LocalizedText.of("en", "Talk"),
                                null,
                                List.of(Speaker.named("Jean Exemple", SpeakerRole.INVITED_SPEAKER)))));
    }

    /** Somebody whose invitation went out, as those of all who were approved did. */
    InvitationView written(DialogueId dialogue, String given) {
        InvitationView guest = approved(dialogue, person(given));
        send(dialogue, INVITATION, Set.of());
        ended(guest, MailState.SENT);
        return guest;
    }

    Channel assistant() {
        return new Channel(Channel.Kind.EMAIL, Channel.Purpose.ASSISTANT, address("assistant"), false);
    }

    static String token(MailText mail) {
        return mail.text().substring(mail.text().indexOf("/r/") + 3).split("\\s", 2)[0];
    }

    void confirmed(String token, GuestReply reply) {
        pages.answer(
                token, GuestAnswer.of(reply, pages.open(token).orElseThrow().form()));
        confirmAll();
    }

    GuestMails answered() {
        return new GuestMails(
                access,
                directory,
                new SendingReader(
                        database,
                        Map.of(mission, "The Embassy", mission + ".fr", "L’Ambassade"),
                        Map.of(mission, "protocol@mission.example")),
                new Stages(database),
                new Delegates(database),
                dialogues,
                letters,
                calendars,
                token -> Optional.of("https://crm.example/crm/r/" + token),
                new Answered(),
                new TransactionTemplate(databaseTransactions),
                Clock.systemUTC());
    }

    /** Which knows where calendars answer, as is not set where nothing is sent. */
    static final class Answered extends NoOutbox {

        @Override
        public Optional<MailAddress> sender() {
            return Optional.of(MailAddress.of("mission@mission.example"));
        }

        @Override
        public Optional<MailAddress> organiser() {
            return Optional.of(MailAddress.of("answers@mission.example"));
        }
    }

    /** The event in the last mail about the guest, where calendars can answer. */
    String event(InvitationView guest) {
        return calendar(guest).orElseThrow().text().replace("\r\n ", "");
    }

    Optional<CalendarPart> calendar(InvitationView guest) {
        Mail mail = mail(guest, "en");
        return Optional.ofNullable(
                as(Officer.system(mail.mission()), () -> answered().textOf(mail))
                        .orElseThrow()
                        .calendar());
    }

    SendingId sending(DialogueId dialogue) {
        return as(viewer, () -> sendings.list(dialogue, Paging.first(9)))
                .items()
                .get(0)
                .id();
    }

    static SendingDetails at(@Nullable Instant sendAt, @Nullable Instant answerBy) {
        return new SendingDetails(TemplateKind.INVITATION, null, sendAt, answerBy, false);
    }

    /** Where mails to the guest go, in which language and what became of them. */
    List<Tuple> queued(InvitationView guest) {
        return database.sql("select address, language, state from crm_mail where subject_id = ? order by id")
                .param(Bytes16.of(guest.id()))
                .query((row, index) -> tuple(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    void ended(InvitationView guest, MailState state) {
        Mail mail = mail(guest, "en");
        as(Officer.system(mail.mission()), () -> {
            owner.ended(mail, state, null);
            return state;
        });
    }

    int sequence(InvitationView guest) {
        return database.sql("select calendar_sequence from crm_invitation where id = ?")
                .param(Bytes16.of(guest.id()))
                .query(Integer.class)
                .single();
    }
}
