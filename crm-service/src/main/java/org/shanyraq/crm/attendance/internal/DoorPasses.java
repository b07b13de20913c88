package org.shanyraq.crm.attendance.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shanyraq.crm.attendance.GuestPasses;
import org.shanyraq.crm.invitation.GuestAnswered;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.InvitationId;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Which door code is whose. A guest gets one with the seat, in the same transaction, and keeps it. */
class DoorPasses implements GuestPasses {

    private static final int AT_ONCE = 500;

    private final JdbcClient database;
    private final GuestPages pages;

    DoorPasses(JdbcClient database, GuestPages pages) {
        this.database = database;
        this.pages = pages;
    }

    /** Late in the transaction, when the answer stands in the database. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(GuestAnswered answered) {
        make(answered.invitation(), 0, "and i.state = 'ACCEPTED'");
    }

    private void make(InvitationId guest, int position, String condition) {
        database.sql("insert ignore into crm_attendance_pass (code, invitation_id, position)"
                        + " select ?, i.id, ? from crm_invitation i where i.id = ? " + condition)
                .params(DoorCode.next().bytes(), position, Bytes16.of(guest))
                .update();
    }

    /** The codes of guests, each of whom has one after that. */
    Map<InvitationId, DoorCode> provide(Collection<InvitationId> guests) {
        Map<InvitationId, DoorCode> known = of(guests);
        guests.stream().filter(guest -> !known.containsKey(guest)).forEach(guest -> make(guest, 0, ""));
        return known.size() == guests.size() ? known : of(guests);
    }

    private Map<InvitationId, DoorCode> of(Collection<InvitationId> guests) {
        Map<InvitationId, DoorCode> codes = new HashMap<>();
        for (var some : Portions.of(guests, AT_ONCE)) {
            database.sql("select invitation_id, code from crm_attendance_pass where position = 0 and invitation_id in ("
                            + ScopedQuery.marks(some.size()) + ")")
                    .params(Bytes16.of(some))
                    .query(row -> {
                        codes.put(
                                new InvitationId(Bytes16.uuid(row, "invitation_id")),
                                new DoorCode(row.getBytes("code")));
                    });
        }
        return codes;
    }

    /**
     * The guest whose code it is, of whichever dialogue. Asked before the guest is locked, so it must not be the read that settles what the
     * transaction sees: whoever waits for that lock has to see who came meanwhile.
     */
    Optional<InvitationId> guest(DoorCode code) {
        return database.sql(
                        "select invitation_id from crm_attendance_pass where code = ? and position = 0 lock in share mode")
                .param(code.bytes())
                .query((row, index) -> new InvitationId(Bytes16.uuid(row, "invitation_id")))
                .optional();
    }

    @Override
    public Optional<String> picture(String token) {
        return pages.seated(token)
                .flatMap(guest -> Optional.ofNullable(of(List.of(guest)).get(guest)))
                .map(code -> QrPicture.svg(code.text()));
    }
}
