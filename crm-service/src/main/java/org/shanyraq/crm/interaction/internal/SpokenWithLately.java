package org.shanyraq.crm.interaction.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.interaction.InteractionState;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.MetLately;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;

/** Whoever took part in an interaction that came about was met then, as far as the officer may know of it. */
class SpokenWithLately implements MetLately {

    private final Access access;

    SpokenWithLately(Access access) {
        this.access = access;
    }

    @Override
    public void leaveOutMet(ScopedQuery contacts, String contact, Instant since, AccessScope scope) {
        if (scope.missions().isEmpty() || !access.officer().may(Right.READ_INTERACTIONS)) {
            return;
        }
        List<Object> values = new ArrayList<>(List.of(
                InteractionState.HELD.name(),
                UtcTime.of(since),
                scope.clearance().level()));
        values.addAll(Bytes16.of(scope.missions()));
        values.add(Bytes16.of(scope.officer()));
        contacts.and(
                "not exists (select 1 from crm_interaction_participant w join crm_interaction v on v.id = w.interaction_id"
                        + " where w.contact_id = " + contact
                        + " and v.state = ? and v.archived = 0 and v.held_at >= ? and v.sensitivity <= ? and v.mission_id in ("
                        + ScopedQuery.marks(scope.missions().size())
                        + ") and (v.readers_of is null or exists (select 1 from crm_reader rd"
                        + " where rd.record_id = v.readers_of and rd.officer_id = ?)))",
                values.toArray());
    }
}
