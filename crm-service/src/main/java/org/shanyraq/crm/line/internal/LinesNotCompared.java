package org.shanyraq.crm.line.internal;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.job.NightlyWork;
import org.shanyraq.crm.line.LineId;
import org.shanyraq.crm.line.LineText;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares lines that were approved before lines were compared. */
class LinesNotCompared implements NightlyWork {

    private static final int MOST = 1_000;

    private final JdbcClient database;
    private final LineComparison comparison;
    private final TransactionTemplate transaction;

    LinesNotCompared(JdbcClient database, LineComparison comparison, TransactionTemplate transaction) {
        this.database = database;
        this.comparison = comparison;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return "line-comparison";
    }

    @Override
    public void run() {
        List<UUID> lines = database.sql("select l.id from crm_line l where l.current_number is not null"
                        + " and not exists (select 1 from crm_line_wording w where w.line_id = l.id) limit " + MOST)
                .query((row, index) -> Bytes16.uuid(row, "id"))
                .list();
        lines.forEach(line -> transaction.executeWithoutResult(status -> compare(line)));
    }

    private record InUse(MissionId mission, Sensitivity sensitivity, Map<String, LineText> texts) {}

    /** The line is locked, or it would be compared by an edition that is replaced meanwhile. */
    private void compare(UUID line) {
        database.sql("select l.mission_id, l.sensitivity, e.texts from crm_line l"
                        + " join crm_line_edition e on e.line_id = l.id and e.number = l.current_number"
                        + " where l.id = ? for update")
                .param(Bytes16.of(line))
                .query((row, index) -> new InUse(
                        new MissionId(Bytes16.uuid(row, "mission_id")),
                        Sensitivity.ofLevel(row.getInt("sensitivity")),
                        LineEdition.texts(row.getString("texts"))))
                .list()
                .forEach(one -> comparison.keep(new LineId(line), one.mission(), one.sensitivity(), one.texts()));
    }
}
