package org.shanyraq.crm.mission.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.mission.Colleague;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.Standing;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.NameKeys;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Names the officers of missions. A mission has some tens of them, so whom a text fits is found out here and not by an index. */
@Transactional(readOnly = true)
class ColleagueService implements Colleagues {

    private static final String PEOPLE =
            "crm_membership m join crm_officer o on o.id = m.officer_id and o.kind = 'PERSON'";

    /** From how many letters on another transliteration fits too, as in the search. */
    private static final int LETTERS = 4;

    private final Access access;
    private final JdbcClient database;

    ColleagueService(Access access, JdbcClient database) {
        this.access = access;
        this.database = database;
    }

    /** Somebody of a mission. */
    private record Found(OfficerId id, String name, MissionId mission, boolean present, Sensitivity clearance) {}

    @Override
    public List<Colleague> suggest(String text, MissionId mission) {
        List<NameKeys.Word> typed = NameKeys.words(text);
        if (typed.isEmpty()) {
            return List.of();
        }
        return found(people().and("m.mission_id = ?", Bytes16.of(mission)).and("m.present = true")).stream()
                .filter(person -> fits(typed, person.name()))
                .limit(SUGGESTED)
                .map(person -> new Colleague(person.id(), person.name(), Set.of(person.mission())))
                .toList();
    }

    private static boolean fits(List<NameKeys.Word> typed, String name) {
        Set<NameKeys.Word> words = NameKeys.indexWords(name);
        return typed.stream().allMatch(wanted -> words.stream().anyMatch(word -> begins(wanted, word)));
    }

    private static boolean begins(NameKeys.Word wanted, NameKeys.Word word) {
        return word.text().startsWith(wanted.text())
                || wanted.skeletons().stream()
                        .filter(skeleton -> skeleton.length() >= LETTERS)
                        .anyMatch(skeleton -> word.skeletons().stream().anyMatch(other -> other.startsWith(skeleton)));
    }

    @Override
    public List<Colleague> getAll(Collection<OfficerId> ids) {
        Map<OfficerId, String> names = new LinkedHashMap<>();
        Map<OfficerId, Set<MissionId>> missions = new HashMap<>();
        for (Found person : found(ids)) {
            names.put(person.id(), person.name());
            Set<MissionId> present = missions.computeIfAbsent(person.id(), id -> new HashSet<>());
            if (person.present()) {
                present.add(person.mission());
            }
        }
        return names.entrySet().stream()
                .map(named -> new Colleague(
                        named.getKey(), named.getValue(), Objects.requireNonNull(missions.get(named.getKey()))))
                .toList();
    }

    @Override
    public Map<OfficerId, Standing> standings(Collection<OfficerId> ids, MissionId mission, Sensitivity sensitivity) {
        Map<OfficerId, Standing> standings = new LinkedHashMap<>();
        if (sensitivity.isWithin(access.scope().clearance())) {
            found(ids).stream()
                    .filter(person -> person.mission().equals(mission))
                    .forEach(person -> standings.put(
                            person.id(),
                            new Standing(person.name(), person.present(), sensitivity.isWithin(person.clearance()))));
        }
        return standings;
    }

    private List<Found> found(Collection<OfficerId> ids) {
        List<OfficerId> wanted = ids.stream().distinct().toList();
        return wanted.isEmpty()
                ? List.of()
                : found(people().and(
                                "m.officer_id in (" + ScopedQuery.marks(wanted.size()) + ")",
                                Bytes16.of(wanted).toArray()));
    }

    private ScopedQuery people() {
        AccessScope scope = access.scope();
        return ScopedQuery.select("o.id, o.name, o.clearance, m.mission_id, m.present")
                .from(PEOPLE)
                .withinMissions(scope, "m")
                .orderBy(Key.ascending("o.name"), new Key("o.id", false));
    }

    private List<Found> found(ScopedQuery query) {
        return query.list(
                database,
                (row, index) -> new Found(
                        new OfficerId(Bytes16.uuid(row, "id")),
                        row.getString("name"),
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        row.getBoolean("present"),
                        Sensitivity.ofLevel(row.getInt("clearance"))));
    }
}
