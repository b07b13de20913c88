package org.shanyraq.crm.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.shanyraq.crm.shared.internal.Bytes16;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells whether the directory of a mission, down to its search keys, is what it was. */
public final class DirectoryContents {

    private final JdbcClient database;
    private final UUID mission;

    public DirectoryContents(JdbcClient database, UUID mission) {
        this.database = database;
        this.mission = mission;
    }

    /**
     * A number for what each table of the directory holds, versions and times left aside. Of tables that name no mission all rows
     * count. The dictionary of spellings is no part of it: it belongs to no record and never forgets.
     */
    public Map<String, Long> checksums() {
        Map<String, Long> checksums = new TreeMap<>();
        for (String table : tables()) {
            List<String> columns = columns(table);
            String rows = columns.stream()
                    .filter(column ->
                            !List.of("version", "created_at", "changed_at").contains(column))
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

    /** How many notes there are of what was done to records; that a job was asked for is noted as well. */
    public long audited() {
        return database.sql("""
                        select count(*) from crm_audit_entry
                        where mission_id = ? and kind <> 'job' and action <> 'VIEWED'""").param(Bytes16.of(mission)).query(Long.class).single();
    }

    private List<String> tables() {
        return database.sql("""
                        select table_name from information_schema.tables where table_schema = database()
                        and (table_name like 'crm\\_organisation%' or table_name like 'crm\\_contact%'
                          or table_name in ('crm_name_key', 'crm_post', 'crm_mandate'))
                        order by table_name""").query(String.class).list();
    }

    private List<String> columns(String table) {
        return database.sql("""
                        select column_name from information_schema.columns
                        where table_schema = database() and table_name = ? order by ordinal_position""").param(table).query(String.class).list();
    }
}
