package org.shanyraq.crm.contact.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.contact.PersonName;

/** One spelling of a name. */
@Embeddable
record NameRow(
        @Column(name = "kind") String kind,
        @Column(name = "given") String given,
        @Column(name = "family") String family,
        @Column(name = "language") @Nullable String language) {

    static NameRow of(PersonName name) {
        return new NameRow(name.kind().name(), name.given(), name.family(), name.language());
    }

    PersonName name() {
        return new PersonName(PersonName.Kind.valueOf(kind), given, family, language);
    }
}
