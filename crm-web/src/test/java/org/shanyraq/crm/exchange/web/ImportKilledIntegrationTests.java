package org.shanyraq.crm.exchange.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.local.CrmServer;
import org.shanyraq.crm.local.KeycloakForTests;
import org.shanyraq.crm.local.LocalApplication;
import org.shanyraq.crm.running.ApiCalls;
import org.shanyraq.crm.running.RunningCrm;

/**
 * Faults 13 and 26: the application is killed in the middle of an import, and then told to end in another, and each row is there
 * exactly once in the end.
 */
class ImportKilledIntegrationTests {

    private static final int ROWS = 10_000;

    @Test
    void anImportThatIsKilledTwiceAndStoppedOnceGoesOnAndEndsWithEachRowOnce() throws Exception {
        LocalApplication.Parts parts = RunningCrm.parts("import_killed");
        String id;
        CrmServer first = RunningCrm.start(parts, RunningCrm.WITHOUT_DEMO_DATA);
        try {
            ApiCalls api = api(first);
            ApiCalls.Answer uploaded = api.upload("/imports", "people.csv", file(), "subject", "contacts");
            assertThat(uploaded.status()).as(uploaded.response().body()).isEqualTo(201);
            id = uploaded.body().get("id").asString();
            ApiCalls.Answer configured = api.put(
                    "/imports/" + id + "/settings",
                    uploaded.etag(),
                    Map.of(
                            "encoding",
                            "UTF-8",
                            "delimiter",
                            ",",
                            "header",
                            true,
                            "columns",
                            List.of(
                                    column(0, "external_id", "people"),
                                    Map.of("column", 1, "field", "given_name"),
                                    Map.of("column", 2, "field", "family_name"),
                                    Map.of("column", 3, "field", "email"))));
            assertThat(configured.status()).as(configured.response().body()).isEqualTo(200);
            assertThat(api.act("/imports/" + id + "/check", configured.etag()).status())
                    .isBetween(200, 202);
            awaitState(api, id, "checked");
            assertThat(api.act(
                                    "/imports/" + id + "/apply",
                                    api.get("/imports/" + id).etag())
                            .status())
                    .isBetween(200, 202);
            awaitRows(parts, 500);
        } finally {
            first.kill();
        }
        long afterFirst = contacts(parts);
        assertThat(afterFirst).isBetween(500L, ROWS - 1L);

        CrmServer second = RunningCrm.start(parts, RunningCrm.WITHOUT_DEMO_DATA);
        try {
            awaitRows(parts, afterFirst + 500);
        } finally {
            second.kill();
        }

        long afterSecond = contacts(parts);
        CrmServer third = RunningCrm.start(parts, RunningCrm.WITHOUT_DEMO_DATA);
        try {
            awaitRows(parts, afterSecond + 500);
            assertThat(third.stop()).as("told to end in order").isEqualTo(143);
        } finally {
            third.close();
        }
        assertThat(number(parts, "select count(*) from crm_scheduled_task where picked"))
                .as("leases that an instance in order leaves behind")
                .isZero();

        try (CrmServer fourth = RunningCrm.start(parts, RunningCrm.WITHOUT_DEMO_DATA)) {
            awaitState(api(fourth), id, "applied");
            assertThat(contacts(parts)).isEqualTo(ROWS);
            assertThat(number(
                            parts, "select count(distinct value) from crm_contact_external_id where scheme = 'people'"))
                    .isEqualTo(ROWS);
            assertThat(
                            number(
                                    parts,
                                    "select count(*) from crm_audit_entry where kind = 'contact' and action = 'CREATED' and cause like 'import%'"))
                    .as("one entry per contact, none from a step that was lost")
                    .isEqualTo(ROWS);
        }
    }

    private static Map<String, Object> column(int column, String field, String scheme) {
        return Map.of("column", column, "field", field, "scheme", scheme);
    }

    private static ApiCalls api(CrmServer server) {
        return new ApiCalls(server.address(), () -> KeycloakForTests.admin().scriptToken());
    }

    private static byte[] file() {
        StringBuilder csv = new StringBuilder("id,given,family,email\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("p%1$d,Given%1$d,Family%1$d,p%1$d@people.example\n".formatted(i));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void awaitState(ApiCalls api, String id, String state) {
        await().atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(
                                api.get("/imports/" + id).body().path("state").asString(""))
                        .isEqualTo(state));
    }

    private static void awaitRows(LocalApplication.Parts parts, long rows) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> contacts(parts) >= rows);
    }

    private static long contacts(LocalApplication.Parts parts) throws SQLException {
        return number(parts, "select count(*) from crm_contact_external_id where scheme = 'people'");
    }

    private static long number(LocalApplication.Parts parts, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        parts.databaseUrl(), parts.databaseUsername(), parts.databasePassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
