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
import org.shanyraq.crm.shared.internal.QrCode;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Which door code is whose. A guest gets one with the seat, in the same transaction, and keeps it; whoever accompanies a guest gets one with the
 * badge.
 */
class DoorPasses implements GuestPasses {

    private static final int AT_ONCE = 500;

    private final JdbcClient database;
    private final GuestPages pages;

    DoorPasses(JdbcClient database, GuestPages pages) {
        this.database = database;
        this.pages = pages;
    }

    /**
     * Whose a code is.
     *
     * @param position 0 for the guest, from 1 for those who accompany the guest
     */
    record Bearer(InvitationId guest, int position) {}

    /** Late in the transaction, when the answer stands in the database. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(GuestAnswered answered) {
        make(new Bearer(answered.invitation(), 0), "and i.state = 'ACCEPTED'");
    }

    private void make(Bearer bearer, String condition) {
        database.sql("insert ignore into crm_attendance_pass (code, invitation_id, position)"
                        + " select ?, i.id, ? from crm_invitation i where i.id = ? " + condition)
                .params(DoorCode.next().bytes(), bearer.position(), Bytes16.of(bearer.guest()))
                .update();
    }

    /** The codes of guests and those who accompany them, each of whom has one after that. */
    Map<Bearer, DoorCode> provide(Collection<Bearer> bearers) {
        Map<Bearer, DoorCode> known = of(bearers);
        List<Bearer> without =
                bearers.stream().filter(bearer -> !known.containsKey(bearer)).toList();
        without.forEach(bearer -> make(bearer, ""));
        known.putAll(of(without));
        return known;
    }

    private Map<Bearer, DoorCode> of(Collection<Bearer> bearers) {
        Map<Bearer, DoorCode> codes = new HashMap<>();
        for (var some :
                Portions.of(bearers.stream().map(Bearer::guest).distinct().toList(), AT_ONCE)) {
            database.sql("select invitation_id, position, code from crm_attendance_pass where invitation_id in ("
                            + ScopedQuery.marks(some.size()) + ")")
                    .params(Bytes16.of(some))
                    .query(row -> {
                        codes.put(
                                new Bearer(
                                        new InvitationId(Bytes16.uuid(row, "invitation_id")), row.getInt("position")),
                                new DoorCode(row.getBytes("code")));
                    });
        }
        return codes;
    }

    /**
     * Whose code it is, of whichever dialogue. Asked before the guest is locked, so it must not be the read that settles what the transaction sees:
     * whoever waits for that lock has to see who came meanwhile.
     */
    Optional<Bearer> bearer(DoorCode code) {
        return database.sql("select invitation_id, position from crm_attendance_pass where code = ? lock in share mode")
                .param(code.bytes())
                .query((row, index) ->
                        new Bearer(new InvitationId(Bytes16.uuid(row, "invitation_id")), row.getInt("position")))
                .optional();
    }

    @Override
    public Optional<String> picture(String token) {
        return pages.seated(token)
                .map(guest -> new Bearer(guest, 0))
                .flatMap(guest -> Optional.ofNullable(of(List.of(guest)).get(guest)))
                .map(code -> QrCode.svg(code.text()));
    }
}
