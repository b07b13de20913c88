package org.shanyraq.crm.contact.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.search.SearchHit;
import org.shanyraq.crm.search.SearchProvider;
import org.shanyraq.crm.shared.LocalizedText;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds people for the search box: the title is the name, the detail what the person is known for, the note the name in the
 * person's own script.
 */
@Transactional(readOnly = true)
class ContactSearch implements SearchProvider {

    private final ContactReader reader;

    ContactSearch(ContactReader reader) {
        this.reader = reader;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public List<SearchHit> find(String text, AccessScope scope, int limit) {
        return reader.fitting(text, scope, limit).stream()
                .map(contact -> new SearchHit(
                        ContactReader.KIND,
                        contact.id(),
                        contact.mission(),
                        LocalizedText.of("en", contact.name()),
                        detail(contact.principal()),
                        contact.nativeName()))
                .toList();
    }

    /** Title of the post and name of the organisation, in each language that one of them has. */
    private static LocalizedText detail(ContactSummary.@Nullable Principal principal) {
        if (principal == null) {
            return LocalizedText.EMPTY;
        }
        LocalizedText title = principal.title();
        LocalizedText organisation = principal.organisationNames();
        Set<String> languages = new TreeSet<>(organisation.texts().keySet());
        languages.addAll(title.texts().keySet());
        Map<String, String> details = new TreeMap<>();
        for (String language : languages) {
            String office = title.isEmpty() ? "" : title.in(language) + ", ";
            details.put(language, office + organisation.in(language));
        }
        return new LocalizedText(details);
    }
}
