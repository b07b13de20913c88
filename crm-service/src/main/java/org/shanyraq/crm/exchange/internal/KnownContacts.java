package org.shanyraq.crm.exchange.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;

/**
 * Contacts looked up for a stretch of rows: those whom all its rows mention at once, when the first of them is asked for. Of one
 * transaction only. What is written meanwhile has to be told.
 */
final class KnownContacts {

    private final Contacts contacts;
    private final Map<ContactId, Optional<ContactView>> byId = new HashMap<>();
    private final Map<ExternalId, Optional<ContactView>> byExternalId = new HashMap<>();
    private final Map<String, List<ContactView>> byEmail = new HashMap<>();
    private Mentions expected = Mentions.NONE;

    KnownContacts(Contacts contacts) {
        this.contacts = contacts;
    }

    /** These will be asked for. */
    void expect(Collection<Mentions> rows) {
        expected = Mentions.of(rows);
    }

    /** As {@link Contacts#getAll} gives it. */
    Optional<ContactView> byId(ContactId id) {
        if (!byId.containsKey(id)) {
            Portions.of(with(id, expected.ids(), byId.keySet()), Paging.MAX_SIZE)
                    .forEach(page -> {
                        page.forEach(one -> byId.put(one, Optional.empty()));
                        contacts.getAll(page).forEach(found -> byId.put(found.id(), Optional.of(found)));
                    });
        }
        return byId.getOrDefault(id, Optional.empty());
    }

    /** As {@link Contacts#findByExternalId} finds it. */
    Optional<ContactView> byExternalId(ExternalId externalId) {
        if (!byExternalId.containsKey(externalId)) {
            Portions.of(with(externalId, expected.externalIds(), byExternalId.keySet()), Paging.MAX_SIZE)
                    .forEach(page -> {
                        Map<ExternalId, ContactView> found = contacts.findByExternalIds(page);
                        page.forEach(one -> byExternalId.put(one, Optional.ofNullable(found.get(one))));
                    });
        }
        return byExternalId.getOrDefault(externalId, Optional.empty());
    }

    /** As {@link Contacts#findByEmail} finds them. */
    List<ContactView> byEmail(String address) {
        String email = Mentions.folded(address);
        if (!byEmail.containsKey(email)) {
            Portions.of(with(email, expected.emails(), byEmail.keySet()), Paging.MAX_SIZE)
                    .forEach(page -> {
                        Map<String, List<ContactView>> found = contacts.findByEmails(page);
                        page.forEach(one -> byEmail.put(one, found.getOrDefault(one, List.of())));
                    });
        }
        return byEmail.getOrDefault(email, List.of());
    }

    /** The one that is asked for, first, and the expected ones that are not known yet. */
    private static <T> List<T> with(T asked, Set<T> expected, Set<T> known) {
        List<T> wanted = new ArrayList<>(List.of(asked));
        expected.stream()
                .filter(one -> !one.equals(asked) && !known.contains(one))
                .forEach(wanted::add);
        return wanted;
    }

    /** A contact was registered. */
    void registered(ContactView contact) {
        forget(contact.id(), contact.details());
    }

    /** A contact was changed. */
    void changed(ContactView before, ContactDetails after) {
        forget(before.id(), before.details());
        forget(before.id(), after);
    }

    /** A mandate of the contact was begun or changed. */
    void mandated(ContactView contact) {
        forget(contact.id(), contact.details());
    }

    private void forget(ContactId id, ContactDetails details) {
        byId.remove(id);
        details.externalIds().forEach(byExternalId::remove);
        details.channels().stream()
                .filter(channel -> channel.kind() == Channel.Kind.EMAIL)
                .forEach(channel -> byEmail.remove(Mentions.folded(channel.value())));
    }
}
