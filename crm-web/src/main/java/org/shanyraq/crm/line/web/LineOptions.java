package org.shanyraq.crm.line.web;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.RecordRef;
import org.shanyraq.crm.access.RecordSight;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.web.ContactOptions;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.NotFoundException;
import org.shanyraq.crm.shared.web.Option;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Picked;
import org.shanyraq.crm.timeline.Timelines;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.Topics;
import org.shanyraq.crm.topic.web.TopicOptions;

/** What forms and filters of lines offer: topics, officers, contacts, and dialogues in which a line was said. */
final class LineOptions {

    private static final String DIALOGUE = "dialogue";
    private static final int SUGGESTED = 10;

    private final TopicOptions topics;
    private final OfficerOptions officers;
    private final ContactOptions contacts;
    private final @Nullable Search search;
    private final @Nullable Timelines timelines;
    private final PageSupport page;

    /** @param search with {@code timelines}, what finds dialogues; without one of them none are offered */
    LineOptions(
            Topics topics,
            Colleagues colleagues,
            Contacts contacts,
            @Nullable Search search,
            @Nullable Timelines timelines,
            PageSupport page) {
        this.topics = new TopicOptions(topics, page);
        this.officers = new OfficerOptions(colleagues);
        this.contacts = new ContactOptions(contacts, page);
        this.search = search;
        this.timelines = timelines;
        this.page = page;
    }

    /** @param chosen those that are offered also when they are archived */
    List<Option> topics(Collection<TopicId> chosen) {
        return topics.of(chosen);
    }

    /** Finds out who the owner is. */
    void owner(Picked owner, MissionId mission) {
        owner.resolve(
                id -> {
                    String name = officers.names(List.of(id)).get(id);
                    if (name == null) {
                        throw new NotFoundException();
                    }
                    return new Option(id.toString(), name);
                },
                text -> officers.of(text, mission));
    }

    /** Finds out on whom a line was used. */
    void contact(Picked contact, MissionId mission) {
        contacts.resolve(contact, mission);
    }

    boolean dialoguesOffered() {
        return search != null && timelines != null;
    }

    /** Finds out in which dialogue a line was used. */
    void dialogue(Picked dialogue, MissionId mission) {
        dialogue.resolve(id -> dialogue(id, mission), text -> dialogues(text, mission));
    }

    private Option dialogue(UUID id, MissionId mission) {
        if (timelines == null) {
            throw new NotFoundException();
        }
        RecordSight sight = timelines.subject(new RecordRef(DIALOGUE, id));
        if (!sight.mission().equals(mission)) {
            throw new NotFoundException();
        }
        return new Option(id.toString(), page.text(sight.title()));
    }

    /** @param mission whose dialogues are wanted; null: those of all that the officer sees */
    List<Option> dialogues(String text, @Nullable MissionId mission) {
        return search == null
                ? List.of()
                : search.find(text, SUGGESTED).stream()
                        .filter(hit -> hit.kind().equals(DIALOGUE))
                        .filter(hit -> mission == null || hit.mission().equals(mission))
                        .map(hit -> new Option(hit.id().value().toString(), page.text(hit.title()), hit.note()))
                        .toList();
    }
}
