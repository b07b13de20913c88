package org.shanyraq.crm.job;

/**
 * SPI: what one instance does about once a minute by itself, on behalf of nobody, such as noticing that a time has passed. Usually one instance at
 * a time does it; that nothing is done twice must not rest on that.
 */
public interface FrequentWork {

    /** Unique name, kebab-case; stands in the log. */
    String kind();

    /** Does it, and does little when there is nothing to do. When it fails the log says so, other work goes on, and the next minute tries again. */
    void run();
}
