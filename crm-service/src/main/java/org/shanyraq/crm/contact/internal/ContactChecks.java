package org.shanyraq.crm.contact.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.contact.Channel;
import org.shanyraq.crm.contact.ContactDetails;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.PersonName;
import org.shanyraq.crm.shared.ExternalId;
import org.shanyraq.crm.shared.internal.Findings;
import org.shanyraq.crm.shared.internal.GivenExternalIds;
import org.shanyraq.crm.shared.internal.Websites;

/** The rules of {@link ContactDetails}: all that is wrong is said at once. */
class ContactChecks {

    /** Of the keys of its texts. */
    static final String PREFIX = "crm.contact.error.";

    private static final int MOST_NAMES = 20;
    private static final int MOST_CHANNELS = 50;
    private static final int MOST_LANGUAGES = 30;

    /** Where a telephone number without country code is meant. */
    private static final String REGION = "BE";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final ContactReader reader;

    ContactChecks(ContactReader reader) {
        this.reader = reader;
    }

    /**
     * The details as they are kept, or something like them when anything is wrong.
     *
     * @param taken who carries their external ids
     * @param clearance of the officer who enters them
     * @param lowest the least sensitive that the officer may make it
     * @param changed the contact that gets them, or null for a new one
     * @param findings gets all that is wrong
     */
    ContactDetails checked(
            ContactDetails details,
            Carriers taken,
            Sensitivity clearance,
            Sensitivity lowest,
            @Nullable ContactId changed,
            Findings findings) {
        List<PersonName> names = names(details.names(), findings);
        String honorific = findings.lineOrNull("honorific", details.honorific(), 60);
        List<String> languages = findings.languages("languages", details.languages(), MOST_LANGUAGES);
        String country = country("country", details.country(), findings);
        List<Channel> channels = channels(details.channels(), findings);
        GivenExternalIds externalIds = GivenExternalIds.checked(details.externalIds(), "too-many", findings);
        taken.refuse(externalIds, changed, findings);
        if (!details.sensitivity().isWithin(clearance)) {
            findings.add("sensitivity", "sensitivity");
        } else if (!lowest.isWithin(details.sensitivity())) {
            findings.add("sensitivity", "sensitivity-lowered");
        }
        return new ContactDetails(
                names,
                honorific,
                findings.localized("formOfAddress", details.formOfAddress(), 250),
                languages,
                country,
                channels,
                externalIds.sorted(),
                findings.lines("notes", details.notes(), 10_000),
                details.sensitivity(),
                details.legalBasis(),
                findings.lineOrNull("source", details.source(), 250));
    }

    /** The code in upper case; null when it is empty or refused. */
    static @Nullable String country(String field, @Nullable String given, Findings findings) {
        String country = findings.lineOrNull(field, given, 100);
        if (country == null) {
            return null;
        }
        String code = country.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(code)) {
            findings.add(field, "country", code);
        }
        return code;
    }

    private static List<PersonName> names(List<PersonName> given, Findings findings) {
        if (given.isEmpty()) {
            findings.add("names", "name-missing");
        }
        if (given.size() > MOST_NAMES) {
            findings.add("names", "too-many", MOST_NAMES);
            return List.of();
        }
        List<PersonName> names = new ArrayList<>();
        Set<PersonName.Kind> once = EnumSet.noneOf(PersonName.Kind.class);
        for (int i = 0; i < given.size(); i++) {
            PersonName name = given.get(i);
            String path = "names[" + i + "]";
            if (name.full().isBlank()) {
                findings.add(path + ".family", "name-empty");
            }
            boolean single = name.kind() == PersonName.Kind.LATIN || name.kind() == PersonName.Kind.NATIVE;
            if (single && !once.add(name.kind())) {
                findings.add(path + ".kind", "name-kind-twice");
            }
            names.add(new PersonName(
                    name.kind(),
                    findings.line(path + ".given", name.given(), 120),
                    findings.line(path + ".family", name.family(), 120),
                    findings.language(path + ".language", name.language())));
        }
        return names;
    }

    private static List<Channel> channels(List<Channel> given, Findings findings) {
        if (given.size() > MOST_CHANNELS) {
            findings.add("channels", "too-many", MOST_CHANNELS);
            return List.of();
        }
        List<Channel> channels = new ArrayList<>();
        Set<String> once = new HashSet<>();
        Map<Channel.Kind, Integer> primaries = new EnumMap<>(Channel.Kind.class);
        for (int i = 0; i < given.size(); i++) {
            Channel channel = given.get(i);
            String path = "channels[" + i + "]";
            String value = address(channel, path + ".value", findings);
            if (!value.isEmpty() && !once.add(channel.kind() + " " + ChannelRow.fold(value))) {
                findings.add(path + ".value", "channel-twice");
            }
            if (channel.primary() && primaries.merge(channel.kind(), 1, Integer::sum) == 2) {
                findings.add(path + ".primary", "primary-twice");
            }
            channels.add(new Channel(channel.kind(), channel.purpose(), value, channel.primary()));
        }
        for (int i = 0; i < channels.size(); i++) {
            Channel channel = channels.get(i);
            if (primaries.putIfAbsent(channel.kind(), 1) == null) {
                channels.set(i, new Channel(channel.kind(), channel.purpose(), channel.value(), true));
            }
        }
        return channels;
    }

    /** The address in the form in which it is kept, or empty when it was found to be wrong. */
    private static String address(Channel channel, String path, Findings findings) {
        if (channel.value().isBlank()) {
            findings.add(path, "channel-empty");
            return "";
        }
        String value = findings.line(path, channel.value(), 500);
        if (value.isEmpty()) {
            return value;
        }
        return switch (channel.kind()) {
            case EMAIL -> {
                if (!Addresses.isEmail(value)) {
                    findings.add(path, "email");
                }
                yield value;
            }
            case PHONE -> {
                String number = Addresses.phone(value, REGION);
                if (number == null) {
                    findings.add(path, "phone");
                }
                yield number == null ? "" : number;
            }
            case WEBSITE -> {
                if (!Websites.isWebsite(value)) {
                    findings.add(path, "website");
                }
                yield value;
            }
            case ADDRESS, MESSENGER -> value;
        };
    }

    /** Who carries the external ids of some contacts already, as far as that clearance sees. */
    Carriers carriers(List<ContactDetails> all, MissionId mission, Sensitivity clearance) {
        Findings aside = new Findings(PREFIX);
        Set<ExternalId> ids = new LinkedHashSet<>();
        for (ContactDetails details : all) {
            ids.addAll(GivenExternalIds.checked(details.externalIds(), "too-many", aside)
                    .ids());
        }
        return new Carriers(reader.carriers(ids, mission, clearance));
    }
}
