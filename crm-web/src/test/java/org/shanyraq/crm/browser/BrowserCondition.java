package org.shanyraq.crm.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

final class BrowserCondition implements ExecutionCondition {

    private static final String MISSING = "No Chromium is installed: browser tests need one"
            + " (apt-get install chromium, or name its program with CRM_TEST_CHROMIUM)";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (TestBrowser.program().isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium is there");
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(MISSING);
        }
        System.out.println("SKIPPED " + context.getDisplayName() + ": " + MISSING);
        return ConditionEvaluationResult.disabled(MISSING);
    }
}
