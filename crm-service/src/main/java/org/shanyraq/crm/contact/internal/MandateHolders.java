package org.shanyraq.crm.contact.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.organisation.PostHolders;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.TenureColumns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** Tells organisations who holds their posts: contacts by their mandates, but for archived ones. */
@Transactional(readOnly = true)
class MandateHolders implements PostHolders {

    private final JdbcClient database;

    MandateHolders(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Map<PostId, List<Holder>> holders(
            Collection<PostId> posts, LocalDate day, AccessScope scope, int limitPerPost) {
        Map<PostId, List<Holder>> holders = new LinkedHashMap<>();
        if (!posts.isEmpty()) {
            query("m.post_id, c.id, c.display_name, m.since, m.until, m.ended", posts, day, scope)
                    .orderBy(Key.ascending("c.sort_name"), Key.ascending("c.id"))
                    .firstOfEach("m.post_id", limitPerPost)
                    .list(database, (row, index) -> holders.computeIfAbsent(
                                    new PostId(Bytes16.uuid(row, "post_id")), post -> new ArrayList<>())
                            .add(new Holder(
                                    Bytes16.uuid(row, "id"),
                                    row.getString("display_name"),
                                    TenureColumns.read(row, ""))));
        }
        return holders;
    }

    @Override
    public Map<PostId, Integer> taken(Collection<PostId> posts, LocalDate day, AccessScope scope) {
        Map<PostId, Integer> taken = new LinkedHashMap<>();
        if (!posts.isEmpty()) {
            query("m.post_id, count(*) as held", posts, day, scope)
                    .groupBy("m.post_id")
                    .list(
                            database,
                            (row, index) -> taken.put(new PostId(Bytes16.uuid(row, "post_id")), row.getInt("held")));
        }
        return taken;
    }

    private static ScopedQuery query(String columns, Collection<PostId> posts, LocalDate day, AccessScope scope) {
        return ScopedQuery.select(columns)
                .from("crm_mandate m join crm_contact c on c.id = m.contact_id")
                .and(
                        "m.post_id in (" + ScopedQuery.marks(posts.size()) + ")",
                        Bytes16.of(posts).toArray())
                .and(TenureColumns.covers("m"), TenureColumns.on(day))
                .within(scope, "c")
                .and("c.archived = 0");
    }

    @Override
    public boolean isUsed(PostId post) {
        return database.sql("select 1 from crm_mandate where post_id = ? limit 1")
                .param(Bytes16.of(post))
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
