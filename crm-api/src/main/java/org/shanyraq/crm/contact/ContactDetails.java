package org.shanyraq.crm.contact;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;

/**
 * All that a user enters of a contact.
 *
 * @param names at least one; at most one {@link PersonName.Kind#LATIN} and one {@link PersonName.Kind#NATIVE}
 * @param honorific as written before the name, for example {@code H.E.}; at most 60 characters
 * @param formOfAddress how to address the person in a letter, per language
 * @param languages tags of the languages that the person speaks, best first
 * @param country ISO 3166-1 alpha-2 of the country that the person is of
 * @param channels any number, with one primary of each kind
 * @param notes plain text, at most 10,000 characters
 * @param source where the data came from, at most 250 characters
 */
public record ContactDetails(
        List<PersonName> names,
        @Nullable String honorific,
        LocalizedText formOfAddress,
        List<String> languages,
        @Nullable String country,
        List<Channel> channels,
        List<ExternalId> externalIds,
        @Nullable String notes,
        Sensitivity sensitivity,
        @Nullable LegalBasis legalBasis,
        @Nullable String source) {

    public ContactDetails {
        names = List.copyOf(names);
        languages = List.copyOf(languages);
        channels = List.copyOf(channels);
        externalIds = List.copyOf(externalIds);
    }

    /** The name to show: the Latin one, else the first. */
    public String displayName() {
        return names.stream()
                .filter(name -> name.kind() == PersonName.Kind.LATIN)
                .findFirst()
                .or(() -> names.stream().findFirst())
                .map(PersonName::full)
                .orElse("");
    }
}
