package org.shanyraq.crm.exchange.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.shared.ExternalId;

/**
 * By what rows mean contacts: so that those of many rows are looked up at once, and so that a row that means the same contact as
 * another one waits for it.
 *
 * @param ids our own ids
 * @param emails folded, see {@link #folded}
 */
record Mentions(Set<ContactId> ids, Set<ExternalId> externalIds, Set<String> emails) {

    /** Of a row that means nobody whom one could look up. */
    static final Mentions NONE = new Mentions(Set.of(), Set.of(), Set.of());

    Mentions {
        ids = Set.copyOf(ids);
        externalIds = Set.copyOf(externalIds);
        emails = emails.stream().map(Mentions::folded).collect(Collectors.toUnmodifiableSet());
    }

    /** The mentions of all of them. */
    static Mentions of(Collection<Mentions> several) {
        Set<ContactId> ids = new HashSet<>();
        Set<ExternalId> externalIds = new HashSet<>();
        Set<String> emails = new HashSet<>();
        several.forEach(one -> {
            ids.addAll(one.ids);
            externalIds.addAll(one.externalIds);
            emails.addAll(one.emails);
        });
        return new Mentions(ids, externalIds, emails);
    }

    /** Whether both may mean the same contact. */
    boolean meets(Mentions other) {
        return !Collections.disjoint(ids, other.ids)
                || !Collections.disjoint(externalIds, other.externalIds)
                || !Collections.disjoint(emails, other.emails);
    }

    /** An address is the same in whatever case. */
    static String folded(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
