package org.shanyraq.crm.standalone;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Says in words that the database does not answer, does not let us in, or has no such schema, and what to do about it. */
final class DatabaseFailureAnalyzer implements FailureAnalyzer {

    private static final int NO_SUCH_SCHEMA = 1049;
    private static final int NOT_ON_THIS_SCHEMA = 1044;

    private final String address;
    private final String user;

    /** Called by Spring Boot. */
    DatabaseFailureAnalyzer(Environment environment) {
        // What follows the question mark may be a password.
        this.address = environment.getProperty("spring.datasource.url", "").replaceFirst("\\?.*", "");
        this.user = environment.getProperty("spring.datasource.username", "");
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        if (address.isEmpty()) {
            return null;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                FailureAnalysis analysis = analyze(refused, failure);
                if (analysis != null) {
                    return analysis;
                }
            }
        }
        return null;
    }

    private @Nullable FailureAnalysis analyze(SQLException refused, Throwable failure) {
        String state = String.valueOf(refused.getSQLState());
        if (refused.getErrorCode() == NO_SUCH_SCHEMA) {
            return new FailureAnalysis(
                    "The database server of " + address + " has no such schema.",
                    "Make it by CREATE DATABASE … CHARACTER SET utf8mb4, or correct SPRING_DATASOURCE_URL.",
                    failure);
        }
        if (refused.getErrorCode() == NOT_ON_THIS_SCHEMA || state.startsWith("28")) {
            return new FailureAnalysis(
                    "The database at " + address + " does not let the user " + user + " in.",
                    "Correct SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, or grant the user all rights on the schema.",
                    failure);
        }
        if (state.startsWith("08")) {
            return new FailureAnalysis(
                    "The database at " + address + " does not answer.",
                    "Start it, or correct SPRING_DATASOURCE_URL.",
                    failure);
        }
        return null;
    }
}
