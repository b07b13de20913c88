package org.shanyraq.crm.job.internal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of long jobs.
 *
 * @param threads how many jobs one instance works on at once; 0: this instance takes jobs in but runs none
 * @param polling how often an instance looks for jobs left by another one
 * @param heartbeat how often an instance says that it still works on a job; after four missed ones another instance goes on
 */
@ConfigurationProperties("crm.job")
public record JobProperties(
        @DefaultValue("2") int threads,
        @DefaultValue("2s") Duration polling,
        @DefaultValue("3s") Duration heartbeat) {

    public JobProperties {
        if (threads < 0 || threads > 64) {
            throw new IllegalArgumentException("crm.job.threads is 0 to 64, not " + threads);
        }
        if (polling.toMillis() < 100 || heartbeat.toMillis() < 100) {
            throw new IllegalArgumentException("crm.job.polling and crm.job.heartbeat are at least 100 ms");
        }
    }
}
