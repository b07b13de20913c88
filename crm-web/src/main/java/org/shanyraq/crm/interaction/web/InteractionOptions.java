package org.shanyraq.crm.interaction.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.web.ContactOptions;
import org.shanyraq.crm.interaction.InteractionDetails;
import org.shanyraq.crm.interaction.InteractionView;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.organisation.OrganisationDetails;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Portions;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.Topics;
import org.shanyraq.crm.topic.web.TopicOptions;
import org.springframework.ui.Model;
import org.springframework.validation.Errors;

/** Whom and what forms and filters of interactions offer, and what they call them. */
final class InteractionOptions {

    private final Contacts contacts;
    private final Organisations organisations;
    private final Colleagues colleagues;
    private final OfficerOptions officers;
    private final TopicOptions topics;
    private final Topics vocabulary;
    private final Access access;
    private final PageSupport page;

    InteractionOptions(
            Contacts contacts,
            Organisations organisations,
            Colleagues colleagues,
            Topics vocabulary,
            Access access,
            PageSupport page) {
        this.contacts = contacts;
        this.organisations = organisations;
        this.colleagues = colleagues;
        this.officers = new OfficerOptions(colleagues);
        this.topics = new TopicOptions(vocabulary, page);
        this.vocabulary = vocabulary;
        this.access = access;
        this.page = page;
    }

    List<Option> topics(Collection<TopicId> chosen) {
        return topics.of(chosen);
    }

    /** The name of a topic in a chip. */
    String topic(TopicId id) {
        return vocabulary.getAll(List.of(id)).stream()
                .map(topic -> page.text(topic.details().names()))
                .findFirst()
                .orElse("–");
    }

    /** Has a filter say whose interactions are wanted: one's own, or those of the chosen officer. */
    void offerOfficers(Model model, @Nullable UUID chosen) {
        Officer me = access.officer();
        UUID own = me.id().value();
        List<Option> options = new ArrayList<>();
        if (me.kind() == Officer.Kind.PERSON) {
            options.add(new Option(own.toString(), page.message("crm.interaction.list.officer.me")));
        }
        if (chosen != null && !chosen.equals(own)) {
            options.add(
                    new Option(chosen.toString(), officers.names(Set.of(chosen)).getOrDefault(chosen, "–")));
        }
        model.addAttribute("officers", options);
        model.addAttribute(
                "chosenOfficer",
                options.stream()
                        .filter(option -> chosen != null && option.value().equals(chosen.toString()))
                        .map(Option::text)
                        .findFirst()
                        .orElse("–"));
    }

    /** Whoever notes a conversation was there, until the form says otherwise. */
    void beginWithMe(InteractionForm form, MissionId mission) {
        colleagues.getAll(List.of(access.officer().id())).stream()
                .filter(me -> me.isMemberOf(mission))
                .forEach(me -> form.add(me.id(), me.name()));
    }

    /** The form begins with that contact, if the officer may see it. */
    void beginWith(InteractionForm form, ContactId contact) {
        String name = contactNames(Set.of(contact.value())).get(contact.value());
        if (name != null) {
            form.add(contact, name);
        }
    }

    /** The form begins with what another feature hands over to it; whom the officer may not see is left out. */
    void beginWith(InteractionForm form, InteractionDetails details) {
        form.beginWith(details);
        details.participants().forEach(one -> {
            ContactId contact = one.contact();
            if (contact != null) {
                beginWith(form, contact);
            } else if (one.name() != null) {
                form.add(one.name());
            }
        });
    }

    /** Finds out whom a filter means. */
    void resolve(InteractionFilter filter, Errors errors) {
        filter.contact().resolve(this::contact, new ContactOptions(contacts, page)::of);
        filter.contact().accept(errors, "contact", false);
        filter.within()
                .resolve(
                        id -> {
                            OrganisationDetails found =
                                    organisations.get(new OrganisationId(id)).details();
                            return new Option(
                                    id.toString(), Picked.label(found.acronym(), found.names(), page.language()));
                        },
                        text -> organisations.suggest(text).stream()
                                .map(found -> new Option(
                                        found.id().toString(),
                                        Picked.label(found.acronym(), found.names(), page.language()),
                                        page.missionOf(found.mission())))
                                .toList());
        filter.within().accept(errors, "within", false);
    }

    private Option contact(UUID id) {
        return named(id, contactNames(Set.of(id)));
    }

    private static Option named(UUID id, Map<UUID, String> names) {
        String name = names.get(id);
        if (name == null) {
            throw new NotFoundException();
        }
        return new Option(id.toString(), name);
    }

    /** Finds out whom a form means; what is not clear is told to {@code errors}, if given. */
    void resolve(InteractionForm form, MissionId mission, @Nullable Errors errors) {
        Map<UUID, String> people = contactNames(form.contactIds());
        Map<UUID, String> colleagueNames = officers.names(form.officerIds());
        Function<UUID, Option> contact = id -> named(id, people);
        Function<UUID, Option> officer = id -> named(id, colleagueNames);
        form.resolve(
                contact, new ContactOptions(contacts, page)::of, officer, text -> officers.of(text, mission), errors);
    }

    /** The names of those whom the officer may see. */
    private Map<UUID, String> contactNames(Set<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        Set<ContactId> wanted = ids.stream().map(ContactId::new).collect(Collectors.toCollection(LinkedHashSet::new));
        Portions.of(wanted, Paging.MAX_SIZE).forEach(some -> contacts.getAll(some)
                .forEach(found -> names.put(found.id().value(), found.details().displayName())));
        return names;
    }

    /** An interaction with the names of whom and what it names. */
    InteractionForm.Shown shown(InteractionView view) {
        Map<UUID, String> names = new HashMap<>();
        view.participants().forEach(one -> {
            ContactId contact = one.participant().contact();
            if (contact != null) {
                names.put(contact.value(), one.name());
            }
        });
        view.officers().forEach(officer -> names.put(officer.id().value(), officer.name()));
        view.topics().forEach((topic, name) -> names.put(topic.value(), page.text(name)));
        return new InteractionForm.Shown(view.details(), names);
    }
}
