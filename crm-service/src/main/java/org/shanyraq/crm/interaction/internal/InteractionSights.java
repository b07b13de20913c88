package org.shanyraq.crm.interaction.internal;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.access.Right;
import org.springframework.transaction.annotation.Transactional;

/** What of interactions others may link to. */
@Transactional(readOnly = true)
class InteractionSights implements RecordSights {

    private final Access access;
    private final InteractionReader reader;

    InteractionSights(Access access, InteractionReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(InteractionReader.KIND);
    }

    @Override
    public List<RecordSight> see(Collection<RecordRef> records, AccessScope scope) {
        if (!access.officer().may(Right.READ_INTERACTIONS)) {
            return List.of();
        }
        return reader.sights(
                records.stream()
                        .filter(record -> record.kind().equals(InteractionReader.KIND))
                        .map(RecordRef::id)
                        .distinct()
                        .toList(),
                scope);
    }
}
