package org.shanyraq.crm.access.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.security.web.UnreachableFilterChainException;

/** Says in words why an application with the CRM in it did not start, when the reason is how the two are put together. */
final class UnusableHostFailureAnalyzer implements FailureAnalyzer {

    private final String basePath;

    /** Called by Spring Boot. */
    UnusableHostFailureAnalyzer(Environment environment) {
        this.basePath = environment.getProperty("crm.web.base-path", "/crm");
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableHostException unusable) {
                return analysis(unusable);
            }
            // Spring Security finds those that take every request itself, before our own check.
            if (cause instanceof UnreachableFilterChainException unreachable
                    && unreachable
                            .getUnreachableFilterChain()
                            .toString()
                            .matches("(?s).*'crm(Api|Public|Pages)SecurityFilterChain'.*")) {
                return analysis(UnusableHostException.shadowed(unreachable.getFilterChain(), basePath));
            }
        }
        return null;
    }

    private static FailureAnalysis analysis(UnusableHostException unusable) {
        return new FailureAnalysis(String.valueOf(unusable.getMessage()), unusable.action(), unusable);
    }
}
