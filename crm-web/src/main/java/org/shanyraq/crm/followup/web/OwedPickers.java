package org.shanyraq.crm.followup.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.web.ContactOptions;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.OrganisationSummary;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.validation.Errors;

/** Finds out which officer, person and organisation of a mission a form means. */
final class OwedPickers {

    private final OfficerOptions officers;
    private final ContactOptions contacts;
    private final Organisations organisations;
    private final PageSupport page;

    OwedPickers(Colleagues colleagues, Contacts contacts, Organisations organisations, PageSupport page) {
        this.officers = new OfficerOptions(colleagues);
        this.contacts = new ContactOptions(contacts, page);
        this.organisations = organisations;
        this.page = page;
    }

    /** Where the pickers of officers ask. */
    static String officersOf(MissionId mission) {
        return OfficerOptions.SOURCE + mission;
    }

    /** What is wrong is told to the field. */
    void officer(Picked picked, MissionId mission, String field, boolean required, Errors errors) {
        picked.resolve(
                id -> {
                    String name = officers.names(Set.of(id)).get(id);
                    if (name == null) {
                        throw new NotFoundException();
                    }
                    return new Option(id.toString(), name);
                },
                text -> officers.of(text, mission));
        picked.accept(errors, field, required);
    }

    void contact(Picked picked, MissionId mission, Errors errors) {
        contacts.resolve(picked, mission);
        picked.accept(errors, "contact", false);
    }

    void organisation(Picked picked, MissionId mission, Errors errors) {
        picked.resolve(
                id -> {
                    var found = organisations.get(new OrganisationId(id));
                    if (!found.mission().equals(mission)) {
                        throw new NotFoundException();
                    }
                    return new Option(
                            id.toString(),
                            Picked.label(
                                    found.details().acronym(), found.details().names(), page.language()));
                },
                text -> organisations.suggest(text).stream()
                        .filter(found -> found.mission().equals(mission))
                        .map(this::option)
                        .toList());
        picked.accept(errors, "organisation", false);
    }

    private Option option(OrganisationSummary found) {
        return new Option(found.id().toString(), Picked.label(found.acronym(), found.names(), page.language()));
    }

    /** The name of an officer, or an empty text. */
    String officerName(UUID id) {
        return officers.names(Set.of(id)).getOrDefault(id, "");
    }

    /** Puts a record that one comes from into the picker of its kind; others are left alone. */
    static void begin(Picked picked, RecordSight sight, PageSupport page) {
        picked.id(sight.ref().id());
        picked.text(page.text(sight.title()));
    }

    /** What ids in a history stand for. */
    static Map<UUID, String> names(FollowUps followUps, PageSupport page, Set<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        followUps.named(ids).forEach((id, sight) -> names.put(id, page.text(sight.title())));
        return names;
    }

    /** What the records are called, one a line. */
    static String names(List<RecordSight> records, PageSupport page) {
        return records.stream()
                .map(record -> page.text(record.title()))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
