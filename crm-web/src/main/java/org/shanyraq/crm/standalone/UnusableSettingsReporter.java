package org.shanyraq.crm.standalone;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Says what was set wrong in its own lines alone: a stack trace would hide them from whoever has to mend them. */
class UnusableSettingsReporter implements SpringBootExceptionReporter {

    UnusableSettingsReporter(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        if (failure instanceof UnusableSettingsException unusable) {
            unusable.lines().forEach(System.err::println);
            return true;
        }
        return false;
    }
}
