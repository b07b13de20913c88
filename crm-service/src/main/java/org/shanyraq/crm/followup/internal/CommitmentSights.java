package org.shanyraq.crm.followup.internal;

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

/** Says which commitments an officer may see, for features that link to records of any kind. */
@Transactional(readOnly = true)
class CommitmentSights implements RecordSights {

    private final Access access;
    private final CommitmentReader reader;

    CommitmentSights(Access access, CommitmentReader reader) {
        this.access = access;
        this.reader = reader;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(CommitmentReader.KIND);
    }

    @Override
    public List<RecordSight> see(Collection<RecordRef> records, AccessScope scope) {
        if (!access.officer().may(Right.READ_FOLLOW_UPS)) {
            return List.of();
        }
        return reader.sights(
                records.stream()
                        .filter(record -> record.kind().equals(CommitmentReader.KIND))
                        .map(RecordRef::id)
                        .distinct()
                        .toList(),
                scope);
    }
}
