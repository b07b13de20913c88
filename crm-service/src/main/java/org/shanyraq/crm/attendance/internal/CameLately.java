package org.shanyraq.crm.attendance.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.shared.internal.Arrivals;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.MetLately;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;

/** Who came to dialogues; whoever did was met when it began. */
class CameLately implements MetLately, Arrivals {

    @Override
    public void leaveOutMet(ScopedQuery contacts, String contact, Instant since, AccessScope scope) {
        if (scope.missions().isEmpty()) {
            return;
        }
        List<Object> values =
                new ArrayList<>(List.of(UtcTime.of(since), scope.clearance().level()));
        values.addAll(Bytes16.of(scope.missions()));
        contacts.and(
                "not exists (select 1 from crm_attendance w join crm_dialogue v on v.id = w.dialogue_id where w.contact_id = "
                        + contact
                        + " and w.present = 1 and v.starts_at >= ? and v.sensitivity <= ? and v.mission_id in ("
                        + ScopedQuery.marks(scope.missions().size()) + "))",
                values.toArray());
    }

    @Override
    public String arrivals() {
        return "select contact_id, dialogue_id from crm_attendance where present = 1";
    }
}
