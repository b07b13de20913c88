package org.shanyraq.crm.timeline.internal;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.timeline.TimelineSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Timelines; switched off by {@code crm.timeline.enabled=false}. */
@AutoConfiguration(afterName = "org.shanyraq.crm.audit.internal.AuditAutoConfiguration")
@ConditionalOnProperty(name = "crm.timeline.enabled", matchIfMissing = true)
public final class TimelineAutoConfiguration {

    @Bean
    TimelineService crmTimelines(
            Access access, ObjectProvider<RecordSights> sights, ObjectProvider<TimelineSource> sources) {
        return new TimelineService(
                access, sights.stream().toList(), sources.stream().toList());
    }

    @Bean
    ChangeTimeline crmChangeTimeline(AuditTrail audit) {
        return new ChangeTimeline(audit);
    }
}
