package org.shanyraq.crm.topic.internal;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.shanyraq.crm.topic.TopicDetails;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.TopicView;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads topics in plain SQL. A mission has some tens of them, so the tree is put together here. */
class TopicReader {

    /** Kind of record in the name index and the audit trail. */
    static final String KIND = "topic";

    private static final NameIndex.Subjects SUBJECTS =
            new NameIndex.Subjects(KIND, "crm_topic", false, "s.archived = 0");

    private final JdbcClient database;
    private final NameIndex nameIndex;

    TopicReader(JdbcClient database, NameIndex nameIndex) {
        this.database = database;
        this.nameIndex = nameIndex;
    }

    List<TopicView> suggest(String text, AccessScope scope, int limit) {
        String typed = text.strip().startsWith("#") ? text.strip().substring(1) : text;
        List<UUID> ids = nameIndex.ranked(SUBJECTS, scope, typed, limit);
        return views(ids.stream().map(TopicId::new).toList(), scope);
    }

    /** Those of the topics that lie in the missions, in the given order. */
    List<TopicView> views(Collection<TopicId> ids, AccessScope scope) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<TopicId, TopicView> all = new HashMap<>();
        all(scope).forEach(topic -> all.put(topic.id(), topic));
        return ids.stream().distinct().map(all::get).filter(Objects::nonNull).toList();
    }

    /**
     * Mission by mission, each topic followed by those below it, siblings by name.
     *
     * @param archived whether those that are offered no more are wanted too; without them what is below them is left out
     */
    List<TopicView> tree(String language, AccessScope scope, boolean archived) {
        Collator names = Collator.getInstance(new ULocale(language));
        Map<MissionId, Map<@Nullable TopicId, List<TopicView>>> below = new LinkedHashMap<>();
        for (TopicView topic : all(scope)) {
            if (archived || !topic.archived()) {
                below.computeIfAbsent(topic.mission(), mission -> new HashMap<>())
                        .computeIfAbsent(topic.details().parent(), parent -> new ArrayList<>())
                        .add(topic);
            }
        }
        List<TopicView> tree = new ArrayList<>();
        below.values().forEach(ofMission -> {
            ofMission
                    .values()
                    .forEach(siblings -> siblings.sort(Comparator.comparing(
                                    (TopicView topic) -> topic.details().names().in(language), names::compare)
                            .thenComparing(topic -> topic.details().handle())));
            add(tree, ofMission, null);
        });
        return tree;
    }

    private static void add(
            List<TopicView> tree, Map<@Nullable TopicId, List<TopicView>> below, @Nullable TopicId parent) {
        for (TopicView topic : below.getOrDefault(parent, List.of())) {
            tree.add(topic);
            add(tree, below, topic.id());
        }
    }

    private List<TopicView> all(AccessScope scope) {
        return ScopedQuery.select("""
                        t.id, t.mission_id, t.version, t.names, t.handle, t.parent_id, t.euro_voc, t.archived, t.created_at, t.changed_at,
                        w.depth""")
                .with("""
                        recursive way(id, depth) as (
                          select z.id, 0 from crm_topic z where z.parent_id is null
                          union all
                          select z.id, way.depth + 1 from way join crm_topic z on z.parent_id = way.id)""")
                .from("crm_topic t join way w on w.id = t.id")
                .withinMissions(scope, "t")
                .orderBy(ScopedQuery.Key.ascending("t.mission_id"), ScopedQuery.Key.ascending("t.id"))
                .list(database, (row, index) -> view(row));
    }

    private static TopicView view(ResultSet row) throws SQLException {
        UUID parent = Bytes16.uuidOrNull(row, "parent_id");
        return new TopicView(
                new TopicId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new TopicDetails(
                        JsonText.readLocalized(row.getString("names")),
                        row.getString("handle"),
                        parent == null ? null : new TopicId(parent),
                        row.getString("euro_voc")),
                row.getInt("depth"),
                row.getBoolean("archived"),
                UtcTime.instant(row, "created_at"),
                UtcTime.instant(row, "changed_at"));
    }

    /** The parents of all topics of a mission, which nobody else moves or adds to until the end of the transaction. */
    Map<TopicId, @Nullable TopicId> locked(MissionId mission) {
        Map<TopicId, @Nullable TopicId> parents = new HashMap<>();
        database.sql("select id, parent_id from crm_topic where mission_id = ? order by id for update")
                .param(Bytes16.of(mission))
                .query(row -> {
                    UUID parent = Bytes16.uuidOrNull(row, "parent_id");
                    parents.put(new TopicId(Bytes16.uuid(row, "id")), parent == null ? null : new TopicId(parent));
                });
        return parents;
    }

    boolean isTaken(String handle, MissionId mission, @Nullable TopicId byOther) {
        return database.sql("select id from crm_topic where mission_id = ? and handle = ?")
                .params(Bytes16.of(mission), handle)
                .query((row, index) -> new TopicId(Bytes16.uuid(row, "id")))
                .optional()
                .filter(id -> !id.equals(byOther))
                .isPresent();
    }
}
