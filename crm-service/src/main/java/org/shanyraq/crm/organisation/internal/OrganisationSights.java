package org.shanyraq.crm.organisation.internal;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.access.RecordSights;
import org.springframework.transaction.annotation.Transactional;

/** Says which organisations an officer may see, for features that link to records of any kind. */
@Transactional(readOnly = true)
class OrganisationSights implements RecordSights {

    private final OrganisationReader reader;

    OrganisationSights(OrganisationReader reader) {
        this.reader = reader;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(OrganisationReader.KIND);
    }

    @Override
    public List<RecordSight> see(Collection<RecordRef> records, AccessScope scope) {
        return reader.sights(
                records.stream()
                        .filter(record -> record.kind().equals(OrganisationReader.KIND))
                        .map(RecordRef::id)
                        .distinct()
                        .toList(),
                scope);
    }
}
