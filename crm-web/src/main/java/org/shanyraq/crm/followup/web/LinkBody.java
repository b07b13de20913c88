package org.shanyraq.crm.followup.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.shared.web.Needed;

/**
 * A record that something is linked to.
 *
 * @param kind {@code contact}, {@code organisation}, {@code dialogue}, {@code commitment} or another kind of record
 */
record LinkBody(
        @Needed @Nullable String kind, @Needed @Nullable UUID id) {

    RecordRef ref() {
        return new RecordRef(Objects.requireNonNull(kind), Objects.requireNonNull(id));
    }

    static List<RecordRef> refs(@Nullable List<LinkBody> links) {
        List<RecordRef> refs = new ArrayList<>();
        for (LinkBody link : links == null ? List.<LinkBody>of() : links) {
            refs.add(link.ref());
        }
        return refs;
    }
}
