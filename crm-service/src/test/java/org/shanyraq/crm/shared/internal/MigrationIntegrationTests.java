package org.shanyraq.crm.shared.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.testing.TestDatabase;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Faults 14 and 15: a migration that was killed, a lock left behind, two instances that start at once. */
class MigrationIntegrationTests {

    @Test
    void aLockLeftBehindByAKilledInstanceHoldsNobodyUp() throws Exception {
        TestDatabase.Schema schema = TestDatabase.freshSchema("migration_lock");
        migrate(schema);
        execute(
                schema,
                "create table if not exists crm_databasechangeloglock (id int primary key, locked bit(1) not null, "
                        + "lockgranted datetime, lockedby varchar(255))",
                "replace into crm_databasechangeloglock values (1, true, now(), 'an instance that was killed')");

        assertThat(within20Seconds(() -> migrate(schema))).isTrue();
    }

    @Test
    void everyChangeCanRunAgainWhenItsNoteWasLost() throws Exception {
        TestDatabase.Schema schema = TestDatabase.freshSchema("migration_again");
        migrate(schema);
        execute(schema, "delete from crm_databasechangelog");

        assertThat(migrate(schema)).isTrue();
        assertThat(number(schema, "select count(*) from crm_databasechangelog")).isPositive();
    }

    @Test
    void recordsOfEarlierAreAsHiddenAsTheirLastEntrySays() throws Exception {
        TestDatabase.Schema schema = TestDatabase.freshSchema("migration_audit");
        migrate(schema);
        execute(
                schema,
                "delete from crm_databasechangelog where id in ('audit-3', 'audit-4')",
                "drop table crm_audit_record");
        List<Noted> entries = List.of(
                new Noted("1", null, 1, "CREATED"),
                new Noted("1", null, 3, "CHANGED"),
                new Noted("5", "1", 3, "CREATED"),
                new Noted("2", null, 1, "CREATED"),
                new Noted("2", null, 3, "CHANGED"),
                new Noted("2", null, 1, "CHANGED"),
                new Noted("3", null, 3, "CREATED"),
                new Noted("3", null, 1, "DELETED"),
                new Noted("4", null, 0, "CREATED"));
        for (int i = 0; i < entries.size(); i++) {
            execute(schema, entries.get(i).insert(i + 1));
        }
        migrate(schema);

        assertThat(text(schema, """
                        select group_concat(concat(right(hex(record_id), 1), ':', sensitivity, ':', highest) order by record_id)
                        from crm_audit_record""")).isEqualTo("1:3:3,2:1:3,3:3:3");
    }

    // Z20
    @Test
    void whatJobsOfEarlierToldOfTheirCountsIsForThoseWhoSeeAll() throws Exception {
        TestDatabase.Schema schema = TestDatabase.freshSchema("migration_jobs");
        migrate(schema);
        execute(
                schema,
                "delete from crm_databasechangelog where id in ('job-3', 'job-4')",
                new Noted("1", null, 1, "CREATED").insert(1),
                new Noted("2", null, 1, "CREATED").insert(2),
                """
                insert into crm_job (id, mission_id, officer_id, kind, title, parameters, state, done, cancelling, created_at)
                select record_id, mission_id, actor_id, 'import-check', 'contacts.csv', '', 'DONE', 1, 0, now() from crm_audit_entry""",
                "update crm_audit_entry set kind = 'job',"
                        + " changes = '[{\"field\":\"title\",\"before\":null,\"after\":\"contacts.csv\"}]' where number = 1");
        migrate(schema);
        // What the end of the job says of its sensitivity: the entry of earlier is not to follow it.
        execute(schema, """
                insert into crm_audit_record (record_id, sensitivity, highest)
                select record_id, 1, 1 from crm_audit_entry where number = 1""");

        assertThat(text(schema, """
                        select group_concat(concat(e.number, ':', r.sensitivity) order by e.number)
                        from crm_audit_entry e join crm_audit_record r on r.record_id = e.about_id""")).isEqualTo("1:3");
    }

    @Test
    void whoSignedInBeforeBelongsToTheMissionsOfThatTime() throws Exception {
        TestDatabase.Schema schema = TestDatabase.freshSchema("migration_members");
        migrate(schema);
        execute(
                schema,
                "delete from crm_databasechangelog where id in ('mission-3', 'mission-4')",
                "drop table crm_membership",
                "insert into crm_mission (id, code, name, created_at) values"
                        + " (repeat('1', 16), 'bxl', 'BXL', now()), (repeat('2', 16), 'bxl-2', 'BXL-2', now())",
                """
                insert into crm_officer (id, issuer, subject, kind, name, roles, missions, clearance, first_seen_at, described_at)
                values (repeat('a', 16), 'test', 'a', 'PERSON', 'One', '[]', '["bxl"]', 1, now(), now()),
                  (repeat('b', 16), 'test', 'b', 'PERSON', 'Both', '[]', '["bxl","bxl-2"]', 1, now(), now()),
                  (repeat('c', 16), 'test', 'c', 'PERSON', 'None', '[]', '[]', 1, now(), now())""");
        migrate(schema);

        assertThat(text(schema, """
                        select group_concat(concat(o.subject, ':', m.code, ':', k.present) order by o.subject, m.code)
                        from crm_membership k join crm_officer o on o.id = k.officer_id join crm_mission m on m.id = k.mission_id""")).isEqualTo("a:bxl:1,b:bxl:1,b:bxl-2:1");
    }

    /** An entry of the audit trail about a record whose id has only a last digit. */
    private record Noted(String record, @Nullable String within, int sensitivity, String action) {

        String insert(int number) {
            return """
                    insert into crm_audit_entry (mission_id, number, at, actor_id, actor_name, actor_kind, kind, record_id, within_id,
                      sensitivity, action, cause, changes, previous, hash)
                    values (%s, %d, now(), %s, 'Somebody', 'PERSON', 'contact', %s, %s, %d, '%s', null, '[]', %s, %s)""".formatted(
                            id("9"),
                            number,
                            id("8"),
                            id(record),
                            within == null ? "null" : id(within),
                            sensitivity,
                            action,
                            "repeat('0', 32)",
                            "repeat('0', 32)");
        }

        private static String id(String digit) {
            return "unhex(lpad('" + digit + "', 32, '0'))";
        }
    }

    @Test
    void twoInstancesThatStartAtOnceMigrateOnce() throws Exception {
        TestDatabase.Schema schema = TestDatabase.freshSchema("migration_two");
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> starts = List.of(() -> migrate(schema), () -> migrate(schema));
            for (Future<Boolean> start : pool.invokeAll(starts)) {
                assertThat(start.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(number(schema, "select count(*) - count(distinct id) from crm_databasechangelog"))
                .isZero();
    }

    private static boolean within20Seconds(Callable<Boolean> work) throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            return one.submit(work).get(20, TimeUnit.SECONDS);
        } finally {
            one.shutdownNow();
        }
    }

    private static boolean migrate(TestDatabase.Schema schema) throws LiquibaseException {
        SpringLiquibase liquibase = new SharedAutoConfiguration().crmLiquibase(dataSource(schema));
        liquibase.setResourceLoader(new DefaultResourceLoader());
        liquibase.afterPropertiesSet();
        return true;
    }

    private static DataSource dataSource(TestDatabase.Schema schema) {
        return new DriverManagerDataSource(schema.url(), schema.username(), schema.password());
    }

    private static void execute(TestDatabase.Schema schema, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(schema.url(), schema.username(), schema.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long number(TestDatabase.Schema schema, String sql) throws SQLException {
        return Long.parseLong(text(schema, sql));
    }

    private static String text(TestDatabase.Schema schema, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(schema.url(), schema.username(), schema.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
