package org.shanyraq.crm.contact.web;

import java.util.List;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.ContactSummary;
import org.shanyraq.crm.contact.ContactView;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.springframework.modulith.NamedInterface;

/** Offers contacts in pickers. */
@NamedInterface("web")
public final class ContactOptions {

    private final Contacts contacts;
    private final PageSupport page;

    public ContactOptions(Contacts contacts, PageSupport page) {
        this.contacts = contacts;
        this.page = page;
    }

    /** The best few for what was typed so far. */
    public List<Option> of(String text) {
        return contacts.suggest(text).stream().map(this::option).toList();
    }

    /** Finds out which one of the mission is meant. */
    public Picked.State resolve(Picked picked, MissionId mission) {
        return picked.resolve(
                id -> {
                    ContactView found = contacts.get(new ContactId(id));
                    if (!found.mission().equals(mission)) {
                        throw new NotFoundException();
                    }
                    return new Option(id.toString(), found.details().displayName());
                },
                text -> contacts.suggest(text).stream()
                        .filter(found -> found.mission().equals(mission))
                        .map(this::option)
                        .toList());
    }

    private Option option(ContactSummary contact) {
        return new Option(
                contact.id().toString(),
                contact.name(),
                page.note(contact.distinction(page.language()), contact.mission()));
    }
}
