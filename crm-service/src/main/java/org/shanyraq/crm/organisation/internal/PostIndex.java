package org.shanyraq.crm.organisation.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps posts findable by their own words and by those of their organisation. */
class PostIndex {

    private final JdbcClient database;
    private final NameIndex nameIndex;

    PostIndex(JdbcClient database, NameIndex nameIndex) {
        this.database = database;
        this.nameIndex = nameIndex;
    }

    void put(Post post, Organisation organisation) {
        nameIndex.putAll(
                PostReader.KIND,
                List.of(entry(
                        post.getId(), post.details().role(), post.details().title(), organisation)));
    }

    void remove(Post post) {
        nameIndex.remove(PostReader.KIND, post.getId());
    }

    /** After the organisation got other names: its posts stand elsewhere in lists and are found by other words. */
    void follow(Organisation organisation) {
        byte[] id = Bytes16.of(organisation.id());
        int posts = database.sql("update crm_post set organisation_sort = ? where organisation_id = ?")
                .params(organisation.sortKey(), id)
                .update();
        if (posts == 0) {
            return;
        }
        List<NameIndex.Entry> entries = database.sql("select id, role, title from crm_post where organisation_id = ?")
                .param(id)
                .query((row, index) -> entry(
                        Bytes16.uuid(row, "id"),
                        PostRole.valueOf(row.getString("role")),
                        JsonText.readLocalized(row.getString("title")),
                        organisation))
                .list();
        nameIndex.putAll(PostReader.KIND, entries);
    }

    private static NameIndex.Entry entry(UUID id, PostRole role, LocalizedText title, Organisation organisation) {
        Set<String> texts = new LinkedHashSet<>(title.texts().values());
        texts.add(role.code().replace('_', ' '));
        texts.addAll(organisation.searchTexts());
        return new NameIndex.Entry(id, organisation.mission().value(), texts);
    }
}
