package org.shanyraq.crm.invitation.web;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.shanyraq.crm.shared.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fictional replies from calendars, as they stand when they wait for an officer. */
public final class ReplyRows {

    private ReplyRows() {}

    /** A reply that accepts in the name of the guest of that name who was put on a list last. */
    public static UUID reply(JdbcClient database, String guest, String sender, String comment) {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        database.sql(
                        "insert into crm_invitation_reply (id, version, mission_id, invitation_id, arrival, arrived_at, sender,"
                                + " attendee, answer, comment, sequence, stamp, automatic, named, state, doubt)"
                                + " select ?, 1, i.mission_id, i.id, ?, utc_timestamp(6), ?, 'guest@example.org', 'ACCEPTED', ?, 0,"
                                + " utc_timestamp(6), false, true, 'OPEN', 'SENDER' from crm_invitation i"
                                + " join crm_contact c on c.id = i.contact_id where c.display_name = ? order by i.id desc limit 1")
                .params(bytes, Sha256.of(id.toString()), sender, comment, guest)
                .update();
        return id;
    }
}
