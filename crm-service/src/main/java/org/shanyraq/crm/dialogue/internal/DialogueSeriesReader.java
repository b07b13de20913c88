package org.shanyraq.crm.dialogue.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.shanyraq.crm.access.AccessScope;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.dialogue.Balance;
import org.shanyraq.crm.dialogue.Capacity;
import org.shanyraq.crm.dialogue.DialogueFormat;
import org.shanyraq.crm.dialogue.DialogueSeriesDetails;
import org.shanyraq.crm.dialogue.DialogueSeriesId;
import org.shanyraq.crm.dialogue.DialogueSeriesView;
import org.shanyraq.crm.organisation.Circle;
import org.shanyraq.crm.organisation.Level;
import org.shanyraq.crm.shared.Archived;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.Slice;
import org.shanyraq.crm.shared.internal.ArchivedRows;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.shanyraq.crm.shared.internal.JsonText;
import org.shanyraq.crm.shared.internal.ScopedQuery;
import org.shanyraq.crm.shared.internal.ScopedQuery.Key;
import org.shanyraq.crm.shared.internal.UtcTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads series of dialogues in plain SQL, always within a scope. */
class DialogueSeriesReader {

    /** Kind of record in the audit trail. */
    static final String KIND = "dialogue-series";

    private static final String VIEW = "s.*, greatest(s.first_number, coalesce(s.last_number, 0) + 1) as next_number";

    private final JdbcClient database;

    DialogueSeriesReader(JdbcClient database) {
        this.database = database;
    }

    Optional<DialogueSeriesView> view(DialogueSeriesId id, AccessScope scope) {
        return ScopedQuery.select(VIEW)
                .from("crm_dialogue_series s")
                .within(scope, "s")
                .and("s.id = ?", Bytes16.of(id))
                .optional(database, (row, index) -> read(row));
    }

    Slice<DialogueSeriesView> list(Archived archived, AccessScope scope, Paging paging) {
        ScopedQuery wanted =
                ScopedQuery.select(VIEW).from("crm_dialogue_series s").within(scope, "s");
        ArchivedRows.ask(wanted, archived, "s");
        return wanted.orderBy(Key.descending("s.id"))
                .slice(
                        database,
                        paging,
                        (row, index) -> read(row),
                        series -> List.of(ScopedQuery.hex(series.id().value())));
    }

    private static DialogueSeriesView read(ResultSet row) throws SQLException {
        return new DialogueSeriesView(
                new DialogueSeriesId(Bytes16.uuid(row, "id")),
                new MissionId(Bytes16.uuid(row, "mission_id")),
                row.getLong("version"),
                new DialogueSeriesDetails(
                        JsonText.readLocalized(row.getString("name")),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        row.getInt("first_number"),
                        JsonText.readStrings(row.getString("languages")),
                        DialogueFormat.valueOf(row.getString("format")),
                        row.getString("venue"),
                        row.getString("address"),
                        row.getString("stream_link"),
                        ZoneId.of(row.getString("zone")),
                        new Capacity(
                                DialogueReader.integerOrNull(row, "capacity"),
                                EnumNumbers.read(Circle.class, row.getString("circle_capacity"))),
                        new Balance(
                                EnumNumbers.read(Circle.class, row.getString("target_shares")),
                                EnumNumbers.read(Level.class, row.getString("target_levels")),
                                DialogueReader.integerOrNull(row, "target_institutions"))),
                row.getInt("next_number"),
                row.getBoolean("archived"),
                UtcTime.instant(row, "created_at"),
                UtcTime.instant(row, "changed_at"));
    }
}
