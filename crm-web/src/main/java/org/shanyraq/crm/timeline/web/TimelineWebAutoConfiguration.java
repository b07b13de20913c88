package org.shanyraq.crm.timeline.web;

import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.RecordPanel;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.timeline.Timelines;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of timelines. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "crm.timeline.enabled", matchIfMissing = true)
public final class TimelineWebAutoConfiguration {

    private static final String TITLE = "crm.timeline.title";

    @Bean
    TimelineController crmTimelineController(Timelines timelines, PageSupport page) {
        return new TimelineController(timelines, page);
    }

    @Bean
    TimelineApiController crmTimelineApiController(Timelines timelines, ApiSupport api) {
        return new TimelineApiController(timelines, api);
    }

    @Bean
    RecordPanel crmContactTimelinePanel() {
        return new RecordPanel("contact", TITLE, "/contacts/{id}/timeline", Right.READ_DIRECTORY, 5);
    }

    @Bean
    RecordPanel crmOrganisationTimelinePanel() {
        return new RecordPanel("organisation", TITLE, "/organisations/{id}/timeline", Right.READ_DIRECTORY, 5);
    }

    @Bean
    RecordPanel crmDialogueTimelinePanel() {
        return new RecordPanel("dialogue", TITLE, "/dialogues/{id}/timeline", Right.READ_DIALOGUES, 30);
    }
}
