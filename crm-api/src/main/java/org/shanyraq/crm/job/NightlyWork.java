package org.shanyraq.crm.job;

/** SPI: what one instance does every night by itself, on behalf of nobody, such as removing what was kept long enough. */
public interface NightlyWork {

    /** Unique name, kebab-case; stands in the log. */
    String kind();

    /** Does it. When it fails the log says so, other work goes on, and the next night tries again. */
    void run();
}
