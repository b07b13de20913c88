package org.shanyraq.crm.invitation.internal;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.invitation.DelegateDetails;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.mail.MailAddress;
import org.shanyraq.crm.shared.InvalidInputException;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom guests want to send in their place, as they wrote it, until it is forgotten; whoever comes is a contact and a guest besides. */
class Delegates {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_POSITION = 200;

    private final JdbcClient database;

    Delegates(JdbcClient database) {
        this.database = database;
    }

    /**
     * @param by the officer who noted it for the guest; null for the guest
     * @param refusal why the host did not agree, null when it did or has yet to decide
     */
    record Asked(
            DelegateDetails details,
            Instant at,
            @Nullable OfficerId by,
            @Nullable String refusal) {}

    /** As they are kept; what is wrong with them is found. */
    static DelegateDetails checked(DelegateDetails details, Findings findings) {
        String name = findings.line("name", details.name(), LONGEST_NAME);
        if (name.isEmpty() && findings.isEmpty()) {
            findings.add("name", "delegate-name");
        }
        String position = findings.lineOrNull("position", details.position(), LONGEST_POSITION);
        String email = findings.lineOrNull("email", details.email(), MailAddress.MOST_CHARACTERS);
        if (email != null) {
            try {
                email = MailAddress.of(email).address();
            } catch (InvalidInputException none) {
                findings.add("email", "delegate-email");
            }
        }
        return new DelegateDetails(name, position, email);
    }

    void ask(InvitationId guest, DelegateDetails details, Officer by, Instant now) {
        database.sql(
                        "insert into crm_invitation_delegate (invitation_id, name, position, email, asked_at, noted_by) values (?, ?, ?, ?, ?, ?)"
                                + " on duplicate key update name = values(name), position = values(position), email = values(email),"
                                + " asked_at = values(asked_at), noted_by = values(noted_by), refusal = null")
                .param(Bytes16.of(guest))
                .param(details.name())
                .param(details.position())
                .param(details.email())
                .param(UtcTime.of(now))
                .param(by.kind() == Officer.Kind.SYSTEM ? null : Bytes16.of(by.id()))
                .update();
    }

    Optional<Asked> of(InvitationId guest) {
        return database.sql(
                        "select name, position, email, asked_at, noted_by, refusal from crm_invitation_delegate where invitation_id = ?")
                .param(Bytes16.of(guest))
                .query((row, index) -> new Asked(
                        new DelegateDetails(row.getString("name"), row.getString("position"), row.getString("email")),
                        UtcTime.instant(row, "asked_at"),
                        Optional.ofNullable(Bytes16.uuidOrNull(row, "noted_by"))
                                .map(OfficerId::new)
                                .orElse(null),
                        row.getString("refusal")))
                .optional();
    }

    void refuse(InvitationId guest, String reason) {
        database.sql("update crm_invitation_delegate set refusal = ? where invitation_id = ?")
                .param(reason)
                .param(Bytes16.of(guest))
                .update();
    }

    void clear(InvitationId guest) {
        database.sql("delete from crm_invitation_delegate where invitation_id = ?")
                .param(Bytes16.of(guest))
                .update();
    }

    /** In whose place a guest comes. */
    Optional<InvitationId> principalOf(InvitationId delegate) {
        return database.sql("select stands_for from crm_invitation where id = ? and stands_for is not null")
                .param(Bytes16.of(delegate))
                .query((row, index) -> new InvitationId(Bytes16.uuid(row, "stands_for")))
                .optional();
    }

    /** Forgets what was written for dialogues that ended before that, or are off, and by guests who answered otherwise since. */
    void forget(Instant endedBefore) {
        database.sql("delete b from crm_invitation_delegate b join crm_invitation i on i.id = b.invitation_id"
                        + " join crm_dialogue d on d.id = i.dialogue_id where d.ends_at < ? or d.state = 'CANCELLED'"
                        + " or i.state not in ('DELEGATING', 'REPRESENTED', 'INVITED')")
                .param(UtcTime.of(endedBefore))
                .update();
    }
}
