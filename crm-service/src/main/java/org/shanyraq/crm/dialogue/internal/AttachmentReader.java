package org.shanyraq.crm.dialogue.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.AttachmentDetails;
import org.shanyraq.crm.dialogue.AttachmentId;
import org.shanyraq.crm.dialogue.AttachmentView;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.dialogue.GuestFile;
import org.shanyraq.crm.shared.AttachmentType;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads attachments in plain SQL: those that lie within a scope together with their dialogues. */
class AttachmentReader {

    /** Kind of record in the audit trail. */
    static final String KIND = "attachment";

    private final JdbcClient database;

    AttachmentReader(JdbcClient database) {
        this.database = database;
    }

    Optional<AttachmentView> view(DialogueId dialogue, AttachmentId id, AccessScope scope) {
        return of(dialogue, scope).and("a.id = ?", Bytes16.of(id)).optional(database, (row, index) -> read(row));
    }

    Slice<AttachmentView> list(DialogueId dialogue, AccessScope scope, Paging paging) {
        return of(dialogue, scope)
                .orderBy(Key.ascending("a.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> read(row),
                        attachment -> List.of(ScopedQuery.hex(attachment.id().value())));
    }

    /** Those that guests may have. What became more sensitive since is none of them, whatever it is marked with. */
    List<GuestFile> forGuests(DialogueId dialogue) {
        return database.sql(
                        "select id, title, file_name, file_type, file_size from crm_attachment where dialogue_id = ?"
                                + " and for_guests <> 0 and sensitivity = ? order by id")
                .params(Bytes16.of(dialogue), Sensitivity.PUBLIC.level())
                .query((row, index) -> {
                    String title = row.getString("title");
                    AttachmentType type = AttachmentType.valueOf(row.getString("file_type"));
                    String name = type.named(row.getString("file_name"));
                    return new GuestFile(
                            new AttachmentId(Bytes16.uuid(row, "id")),
                            title == null ? name : title,
                            name,
                            type,
                            row.getLong("file_size"));
                })
                .list();
    }

    private static ScopedQuery of(DialogueId dialogue, AccessScope scope) {
        return ScopedQuery.select("a.*, d.sensitivity as dialogue_sensitivity")
                .from("crm_attachment a join crm_dialogue d on d.id = a.dialogue_id")
                .within(scope, "d")
                .within(scope, "a")
                .and("a.dialogue_id = ?", Bytes16.of(dialogue));
    }

    private static AttachmentView read(ResultSet row) throws SQLException {
        Sensitivity own = Sensitivity.ofLevel(row.getInt("sensitivity"));
        return new AttachmentView(
                new AttachmentId(Bytes16.uuid(row, "id")),
                new DialogueId(Bytes16.uuid(row, "dialogue_id")),
                row.getLong("version"),
                new AttachmentDetails(row.getString("title"), own, row.getBoolean("for_guests")),
                row.getString("file_name"),
                AttachmentType.valueOf(row.getString("file_type")),
                row.getLong("file_size"),
                row.getString("file_hash"),
                own.higher(Sensitivity.ofLevel(row.getInt("dialogue_sensitivity"))),
                UtcTime.instant(row, "created_at"),
                UtcTime.instant(row, "changed_at"));
    }

    /** How many files a dialogue has, and how many bytes they have together. */
    record Taken(long files, long bytes) {}

    /**
     * What those take that lie within the scope. To be asked while the dialogue is locked: what others attached until then counts, also in a
     * transaction that began before.
     */
    Taken taken(DialogueId dialogue, AccessScope scope) {
        return database.sql("""
                        select count(*) as files, coalesce(sum(file_size), 0) as bytes from crm_attachment
                        where dialogue_id = ? and sensitivity <= ? lock in share mode""")
                .params(Bytes16.of(dialogue), scope.clearance().level())
                .query((row, index) -> new Taken(row.getLong("files"), row.getLong("bytes")))
                .single();
    }
}
