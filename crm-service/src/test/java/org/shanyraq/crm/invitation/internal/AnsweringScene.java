package org.shanyraq.crm.invitation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemKind;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.Speaker;
import org.shanyraq.crm.dialogue.SpeakerRole;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.GuestAnswer;
import org.shanyraq.crm.invitation.GuestPage;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.GuestReply;
import org.shanyraq.crm.invitation.GuestTerms;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.invitation.WaitingOrder;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.SecretTokens;
import org.shanyraq.crm.testing.People;
import org.shanyraq.crm.testing.UnusualNames;
import org.springframework.beans.factory.annotation.Autowired;

/** Guests who were sent the link to their page, and what they do there. */
abstract class AnsweringScene extends InvitationScene {

    @Autowired
    GuestPages pages;

    @Autowired
    ForgottenNeeds needs;

    @Autowired
    OfferSweep sweep;

    record Guest(InvitationView invitation, String token) implements Invited {}

    DialogueId inviting(@Nullable Integer seats) {
        return inviting(evening("Answers")
                .watchedAt("https://stream.example/1")
                .seats(seats)
                .with(AgendaItem.of(AgendaItemKind.OPENING, 10, Speaker.named("Ambassador Sample", SpeakerRole.HOST))));
    }

    Guest invited(DialogueId dialogue, String given) {
        InvitationView guest = approved(dialogue, person(given));
        send(dialogue, SendingDetails.now(TemplateKind.INVITATION), Set.of());
        return new Guest(guest, token(guest));
    }

    void room(DialogueId dialogue, int room) {
        changed(dialogue, plans -> plans.seats(room));
    }

    void twoWeeksPassed(DialogueId dialogue) {
        database.sql("update crm_dialogue set starts_at = utc_timestamp(6) - interval 16 day,"
                        + " ends_at = utc_timestamp(6) - interval 15 day where id = ?")
                .param(Bytes16.of(dialogue))
                .update();
    }

    void ofTheMedia(Guest guest) {
        database.sql("update crm_invitation set circle = 'MEDIA' where id = ?")
                .param(Bytes16.of(guest.invitation().id()))
                .update();
    }

    Mail mail(Guest guest) {
        return mail(guest.invitation(), "en");
    }

    /** What the last mail to the guest says when it is sent now. */
    MailText text(Guest guest) {
        return text(mail(guest)).orElseThrow();
    }

    long entries() {
        return database.sql("select count(*) from crm_audit_entry where mission_id = ?")
                .param(Bytes16.of(Objects.requireNonNull(protocol.home())))
                .query(Long.class)
                .single();
    }

    void gone(Guest guest) {
        assertThat(pages.open(guest.token())).isEmpty();
        assertThat(pages.calendar(guest.token())).isEmpty();
        assertThat(pages.answer(guest.token(), GuestAnswer.of(GuestReply.ACCEPT, "")))
                .isFalse();
    }

    /** As the mail of the last sending carries it. */
    String token(InvitationView guest) {
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

    GuestPage open(Guest guest) {
        return pages.open(guest.token()).orElseThrow();
    }

    GuestPage answer(
            Guest guest, GuestReply reply, @Nullable String note, @Nullable String diet, @Nullable String access) {
        return answered(guest, GuestAnswer.inWords(reply, open(guest).form(), note, diet, access, false));
    }

    GuestPage answered(Guest guest, GuestAnswer answer) {
        assertThat(pages.answer(guest.token(), answer)).isTrue();
        return open(guest);
    }

    GuestPage delegate(Guest guest, String name, @Nullable String email) {
        assertThat(pages.delegate(
                        guest.token(),
                        open(guest).form(),
                        new DelegateDetails(name, "Adviser, Sample Institute", email)))
                .isTrue();
        return open(guest);
    }

    static PersonName ole() {
        return People.latin("Ole", UnusualNames.next());
    }

    void terms(DialogueId dialogue, int companions, boolean unnamed) {
        access.runAs(
                protocol,
                () -> invitations.setTerms(dialogue, new GuestTerms(WaitingOrder.FIRST_COME, companions, unnamed)));
    }

    /** Which mails the guest was sent, in their order. */
    List<String> mails(Guest guest) {
        return database.sql(
                        "select s.kind from crm_invitation_mail m join crm_invitation_sending s on s.id = m.sending_id"
                                + " where m.invitation_id = ? order by s.id")
                .param(Bytes16.of(guest.invitation().id()))
                .query(String.class)
                .list();
    }

    void arrived(Guest guest) {
        database.sql("update crm_invitation_mail set state = 'SENT' where invitation_id = ?")
                .param(Bytes16.of(guest.invitation().id()))
                .update();
    }

    void overdue(Guest guest) {
        database.sql("update crm_invitation set offered_until = utc_timestamp(6) - interval 1 second where id = ?")
                .param(Bytes16.of(guest.invitation().id()))
                .update();
    }
}
