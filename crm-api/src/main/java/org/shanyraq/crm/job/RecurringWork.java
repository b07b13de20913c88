package org.shanyraq.crm.job;

/** What one instance does by itself again and again, on behalf of nobody; how often, its kinds say. */
public sealed interface RecurringWork permits NightlyWork, FrequentWork {

    /** Unique name, kebab-case; stands in the log. */
    String kind();

    /** Does it. When it fails the log says so, other work goes on, and it is tried again the next time. */
    void run();
}
