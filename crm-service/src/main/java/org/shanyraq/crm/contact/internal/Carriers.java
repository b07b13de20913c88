package org.shanyraq.crm.contact.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.GivenExternalIds;

/**
 * Which contacts carry which external ids, as far as an officer may see. One that is hidden is not told of: then two contacts carry
 * the same id, which those see who see both.
 */
final class Carriers {

    private final Map<ExternalId, Set<ContactId>> carriers;

    Carriers(Map<ExternalId, Set<ContactId>> carriers) {
        this.carriers = new LinkedHashMap<>(carriers);
    }

    /** From now on the contact carries them too. */
    void add(Collection<ExternalId> externalIds, ContactId carrier) {
        externalIds.forEach(id ->
                carriers.computeIfAbsent(id, none -> new LinkedHashSet<>()).add(carrier));
    }

    /**
     * Refuses those that another contact carries.
     *
     * @param self whose they are to be, or null for a contact that is not there yet
     */
    void refuse(GivenExternalIds given, @Nullable ContactId self, Findings findings) {
        given.refuse(
                id -> carriers.getOrDefault(id, Set.of()).stream().anyMatch(carrier -> !carrier.equals(self)),
                findings);
    }
}
