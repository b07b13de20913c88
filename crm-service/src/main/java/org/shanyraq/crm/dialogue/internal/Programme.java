package org.shanyraq.crm.dialogue.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.dialogue.AgendaItem;
import org.shanyraq.crm.dialogue.AgendaItemId;
import org.shanyraq.crm.dialogue.Speaker;

/** Agendas, of which an officer may not see all speakers. */
final class Programme {

    private Programme() {}

    /** The contacts that speak in the agenda. */
    static Stream<ContactId> contacts(List<AgendaItem> agenda) {
        return agenda.stream()
                .flatMap(item -> item.speakers().stream())
                .map(Speaker::contact)
                .filter(Objects::nonNull);
    }

    /** The new agenda with the speakers of the old one that were hidden from whoever wrote the new one, each at its place. */
    static List<AgendaItem> withHidden(List<AgendaItem> fresh, List<AgendaItem> old, Set<ContactId> visible) {
        Map<AgendaItemId, AgendaItem> before = new HashMap<>();
        old.forEach(item -> before.put(Objects.requireNonNull(item.id()), item));
        List<AgendaItem> all = new ArrayList<>();
        for (AgendaItem item : fresh) {
            AgendaItem was = item.id() == null ? null : before.get(item.id());
            List<Speaker> speakers = new ArrayList<>(item.speakers());
            if (was != null) {
                for (int i = 0; i < was.speakers().size(); i++) {
                    Speaker speaker = was.speakers().get(i);
                    if (!isShown(speaker, visible)) {
                        speakers.add(Math.min(i, speakers.size()), speaker);
                    }
                }
            }
            all.add(item.withSpeakers(speakers));
        }
        return all;
    }

    private static boolean isShown(Speaker speaker, Set<ContactId> visible) {
        return speaker.contact() == null || visible.contains(speaker.contact());
    }
}
