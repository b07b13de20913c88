package org.shanyraq.crm.mission.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.shared.web.Option;
import org.springframework.modulith.NamedInterface;

/** Offers officers of a mission in pickers. */
@NamedInterface("web")
public final class OfficerOptions {

    /** Where pickers ask while one types; the id of the mission follows. */
    public static final String SOURCE = "/officers/suggest?mission=";

    private final Colleagues colleagues;

    public OfficerOptions(Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    /** Those of the mission who fit what was typed so far. */
    public List<Option> of(String text, MissionId mission) {
        return colleagues.suggest(text, mission).stream()
                .map(officer -> new Option(officer.id().toString(), officer.name()))
                .toList();
    }

    /** The names of those who belong, or once belonged, to a mission that the acting officer sees. */
    public Map<UUID, String> names(Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        colleagues
                .getAll(ids.stream().map(OfficerId::new).toList())
                .forEach(officer -> names.put(officer.id().value(), officer.name()));
        return names;
    }
}
