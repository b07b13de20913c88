package org.shanyraq.crm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDatabaseIntegrationTests {

    @Test
    void everyScriptSurvivesTheWayToTheDatabaseAndBack() throws SQLException {
        String text = "Қасым-Жомарт · Βασιλική · naïve · 𝄞 · 👩🏽‍⚖️";
        var schema = TestDatabase.freshSchema("scripts");
        try (Connection connection = connect(schema);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE crm_probe (text VARCHAR(100))");
            try (var insert = connection.prepareStatement("INSERT INTO crm_probe VALUES (?)")) {
                insert.setString(1, text);
                insert.executeUpdate();
            }
            try (ResultSet row = statement.executeQuery("SELECT text FROM crm_probe")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(text);
            }
        }
    }

    @Test
    void everyFreshSchemaIsEmptyAndApartFromTheOthers() throws SQLException {
        var one = TestDatabase.freshSchema("apart");
        var other = TestDatabase.freshSchema("apart");
        assertThat(one.name()).isNotEqualTo(other.name());
        try (Connection connection = connect(one);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE crm_probe (id INT)");
        }
        try (Connection connection = connect(other);
                var tables = connection.getMetaData().getTables(other.name(), null, "%", new String[] {"TABLE"})) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection(TestDatabase.url(), TestDatabase.username(), "wrong"))
                .isInstanceOf(SQLException.class);
        if (!TestDatabase.isMySql()) {
            assertThatThrownBy(() -> DriverManager.getConnection(TestDatabase.url(), "root", ""))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theServerIsTheOneThatWasAskedFor() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        TestDatabase.url(), TestDatabase.username(), TestDatabase.password());
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT VERSION()")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1).contains("MariaDB")).isEqualTo(!TestDatabase.isMySql());
        }
    }

    @Test
    void aForeignDataFolderIsLeftAloneAndSaidInOneLine(@TempDir Path folder) throws Exception {
        Path foreign = Files.createDirectory(folder.resolve("data"));
        Files.writeString(foreign.resolve("thesis.txt"), "mine");
        var settings = new EmbeddedDatabase.Settings(foreign, folder.resolve("log"), 1, "crm", "crm", List.of());
        assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
                .isInstanceOf(EmbeddedDatabase.NotStartedException.class)
                .hasMessageContaining("move it away")
                .message()
                .doesNotContain("\n");
        assertThat(foreign.resolve("thesis.txt")).hasContent("mine");
    }

    private static Connection connect(TestDatabase.Schema schema) throws SQLException {
        return DriverManager.getConnection(schema.url(), schema.username(), schema.password());
    }
}
