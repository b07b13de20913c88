package org.shanyraq.crm.capture.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.followup.WorkingDays;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.topic.Topics;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One-line capture; switched off by {@code crm.capture.enabled=false}, and together with interactions, follow-ups, topics, contacts or
 * organisations.
 */
@AutoConfiguration(
        afterName = {
            "org.shanyraq.crm.interaction.internal.InteractionAutoConfiguration",
            "org.shanyraq.crm.followup.internal.FollowUpAutoConfiguration"
        })
@ConditionalOnProperty(
        name = {
            "crm.capture.enabled",
            "crm.interaction.enabled",
            "crm.followup.enabled",
            "crm.topic.enabled",
            "crm.contact.enabled",
            "crm.organisation.enabled"
        },
        matchIfMissing = true)
public final class CaptureAutoConfiguration {

    @Bean
    CaptureTable crmCaptureTable(JdbcClient database) {
        return new CaptureTable(database);
    }

    @Bean
    HandedOverDrafts crmHandedOverDrafts(Access access, CaptureTable table) {
        return new HandedOverDrafts(access, table);
    }

    @Bean
    CaptureService crmCaptures(
            Access access,
            Contacts contacts,
            Organisations organisations,
            Topics topics,
            Interactions interactions,
            FollowUps followUps,
            Commitments commitments,
            WorkingDays workingDays,
            Colleagues colleagues,
            CaptureTable table,
            @Qualifier("crmClock") Clock clock) {
        return new CaptureService(
                access,
                contacts,
                organisations,
                topics,
                interactions,
                followUps,
                commitments,
                workingDays,
                colleagues,
                table,
                clock);
    }
}
