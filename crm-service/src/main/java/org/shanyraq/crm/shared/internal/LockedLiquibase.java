package org.shanyraq.crm.shared.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import liquibase.exception.DatabaseException;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;

/**
 * Migrates under a lock of the database session, so that instances that start at once take turns from the very first
 * statement on, and the lock of one that was killed is gone with its session.
 */
final class LockedLiquibase extends SpringLiquibase {

    private static final int WAIT_SECONDS = 300;

    private final DataSource source;

    LockedLiquibase(DataSource source) {
        this.source = source;
        setDataSource(source);
    }

    @Override
    public void afterPropertiesSet() throws LiquibaseException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (!granted(
                    statement,
                    "select get_lock(concat('crm-', left(sha2(database(), 256), 40)), " + WAIT_SECONDS + ")")) {
                throw new DatabaseException("another instance has been migrating the database for " + WAIT_SECONDS
                        + " seconds: wait until it has finished, then start again");
            }
            try {
                super.afterPropertiesSet();
            } finally {
                granted(statement, "select release_lock(concat('crm-', left(sha2(database(), 256), 40)))");
            }
        } catch (SQLException failure) {
            throw new DatabaseException(failure);
        }
    }

    private static boolean granted(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            return row.next() && row.getInt(1) == 1;
        }
    }
}
