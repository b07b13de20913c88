package org.shanyraq.crm.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells whether what a mission has, down to the search keys of its directory, is what it was. */
public final class DirectoryContents {

    private final JdbcClient database;
    private final UUID mission;

    public DirectoryContents(JdbcClient database, UUID mission) {
        this.database = database;
        this.mission = mission;
    }

    /**
     * A number for what each table holds for the mission, versions, times and what is noted by night left aside. Of the directory's tables that name no
     * mission all rows count. The papers of imports and jobs and the audit trail are no part of it; nor is the dictionary of
     * spellings, which belongs to no record and never forgets.
     */
    public Map<String, Long> checksums() {
        Map<String, Long> checksums = new TreeMap<>();
        for (String table : tables()) {
            List<String> columns = columns(table);
            String rows = columns.stream()
                    .filter(column -> !List.of("version", "created_at", "changed_at", "escalated_at")
                            .contains(column))
                    .map(column -> "coalesce(hex(`" + column + "`), '-')")
                    .collect(Collectors.joining(", "));
            boolean ofMission = columns.contains("mission_id");
            checksums.put(
                    table,
                    database.sql("select coalesce(sum(crc32(concat_ws('|', " + rows
                                    + "))), 0) + count(*) * 4294967296 from " + table
                                    + (ofMission ? " where mission_id = ?" : ""))
                            .params(ofMission ? List.of(Bytes16.of(mission)) : List.of())
                            .query(Long.class)
                            .single());
        }
        return checksums;
    }

    /** How many notes there are of what was done to records; jobs and imports are noted as well, and what is overdue. */
    public long audited() {
        return database.sql("""
                        select count(*) from crm_audit_entry
                        where mission_id = ? and kind not in ('job', 'import', 'follow-up')""").param(Bytes16.of(mission)).query(Long.class).single();
    }

    private List<String> tables() {
        return database.sql("""
                        select distinct table_name from information_schema.columns
                        where table_schema = database() and table_name like 'crm\\_%'
                          and (column_name = 'mission_id' or table_name like 'crm\\_organisation%'
                            or table_name like 'crm\\_contact%' or table_name = 'crm_name_key')
                          and table_name not like 'crm\\_import%'
                          and table_name not in ('crm_job', 'crm_audit_entry', 'crm_audit_chain', 'crm_membership')
                        order by table_name""").query(String.class).list();
    }

    private List<String> columns(String table) {
        return database.sql("""
                        select column_name from information_schema.columns
                        where table_schema = database() and table_name = ? order by ordinal_position""").param(table).query(String.class).list();
    }
}
