package org.shanyraq.crm.invitation.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.InvitationView;
import org.shanyraq.crm.invitation.SeenGuest;
import org.shanyraq.crm.mail.Mail;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.mail.MailId;
import org.shanyraq.crm.mail.MailText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.testing.GuestScene;
import org.shanyraq.crm.testing.Plans;
import org.springframework.beans.factory.annotation.Autowired;

/** Guests of a dialogue in a month, the seats that they take and the mails that they are written. */
abstract class InvitationScene extends GuestScene {

    @Autowired
    GuestMails owner;

    @Autowired
    AnswerConfirmations confirmations;

    final Instant start = Instant.now()
            .plus(Duration.ofDays(30))
            .atZone(Plans.BRUSSELS)
            .toLocalDate()
            .atTime(18, 0)
            .atZone(Plans.BRUSSELS)
            .toInstant();

    InvitationScene() {
        super("guests-one", "guests-two");
    }

    /** Somebody who was invited, with what the test knows of them besides. */
    interface Invited {
        InvitationView invitation();
    }

    InvitationView guest(Invited guest) {
        return guest(guest.invitation());
    }

    SeenGuest now(Invited guest) {
        return now(guest.invitation());
    }

    Plans evening(String theme) {
        return Plans.evening(theme + " " + unique, start);
    }

    int taken(DialogueId dialogue) {
        return taken(dialogue, "");
    }

    int taken(DialogueId dialogue, String circle) {
        return database.sql("select taken from crm_invitation_seats where dialogue_id = ? and circle = ?")
                .params(Bytes16.of(dialogue), circle)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void awaited(InvitationView guest, Instant answerBy) {
        database.sql("update crm_invitation set answer_by = ? where id = ?")
                .params(UtcTime.of(answerBy), Bytes16.of(guest.id()))
                .update();
    }

    String uid(InvitationView guest) {
        return database.sql("select calendar_uid from crm_invitation where id = ?")
                .param(Bytes16.of(guest.id()))
                .query(String.class)
                .single();
    }

    /** The last mail about the guest. */
    Mail mail(InvitationView guest, String language) {
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
    Optional<MailText> text(InvitationView guest, String language) {
        return text(mail(guest, language));
    }

    Optional<MailText> text(Mail mail) {
        return as(Officer.system(mail.mission()), () -> owner.textOf(mail));
    }

    /** All answers that are to be confirmed are, without waiting for others. */
    void confirmAll() {
        due();
        confirmations.run();
    }

    void due() {
        database.sql("update crm_invitation_confirmation set due_at = utc_timestamp(6) - interval 1 second")
                .update();
    }

    static void conflict(String key, ThrowingCallable act) {
        refused("crm.invitation.error." + key, act);
    }

    void conflict(String key, Officer officer, Supplier<?> act) {
        conflict(key, () -> as(officer, act));
    }
}
