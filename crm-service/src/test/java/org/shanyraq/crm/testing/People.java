package org.shanyraq.crm.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.LegalBasis;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.LocalizedText;

/** Fictional people, made step by step. */
public record People(ContactDetails details) {

    public static People named(String given, String family) {
        return new People(new ContactDetails(
                List.of(latin(given, family)),
                null,
                LocalizedText.EMPTY,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                Sensitivity.INTERNAL,
                null,
                null));
    }

    public static PersonName latin(String given, String family) {
        return new PersonName(PersonName.Kind.LATIN, given, family, null);
    }

    public static PersonName inOwnScript(String given, String family, String language) {
        return new PersonName(PersonName.Kind.NATIVE, given, family, language);
    }

    public static Channel email(String address) {
        return new Channel(Channel.Kind.EMAIL, Channel.Purpose.WORK, address, false);
    }

    public People with(PersonName... more) {
        List<PersonName> names = new ArrayList<>(details.names());
        names.addAll(List.of(more));
        return changed(names, details.channels(), details.externalIds(), details.sensitivity(), details.notes());
    }

    public People named(PersonName... names) {
        return changed(
                List.of(names), details.channels(), details.externalIds(), details.sensitivity(), details.notes());
    }

    public People with(Channel... channels) {
        return changed(
                details.names(), List.of(channels), details.externalIds(), details.sensitivity(), details.notes());
    }

    public People with(ExternalId... externalIds) {
        return changed(
                details.names(), details.channels(), List.of(externalIds), details.sensitivity(), details.notes());
    }

    public People with(Sensitivity sensitivity) {
        return changed(details.names(), details.channels(), details.externalIds(), sensitivity, details.notes());
    }

    public People with(@Nullable String notes) {
        return changed(details.names(), details.channels(), details.externalIds(), details.sensitivity(), notes);
    }

    public People from(@Nullable String country, String... languages) {
        return new People(new ContactDetails(
                details.names(),
                "H.E.",
                LocalizedText.of("en", "Excellency"),
                List.of(languages),
                country,
                details.channels(),
                details.externalIds(),
                details.notes(),
                details.sensitivity(),
                LegalBasis.PUBLIC_TASK,
                "directory"));
    }

    private People changed(
            List<PersonName> names,
            List<Channel> channels,
            List<ExternalId> externalIds,
            Sensitivity sensitivity,
            @Nullable String notes) {
        return new People(new ContactDetails(
                names,
                details.honorific(),
                details.formOfAddress(),
                details.languages(),
                details.country(),
                channels,
                externalIds,
                notes,
                sensitivity,
                details.legalBasis(),
                details.source()));
    }
}
