package org.shanyraq.crm.topic.web;

import java.util.Map;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.shared.web.HistoryName;
import org.shanyraq.crm.shared.web.NavigationItem;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.topic.TopicId;
import org.shanyraq.crm.topic.Topics;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages of topics; {@code crm.topic.enabled=false} takes them away together with the feature. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "crm.topic.enabled", matchIfMissing = true)
public final class TopicWebAutoConfiguration {

    @Bean
    TopicController crmTopicController(Topics topics, Redirects redirects, PageSupport page) {
        return new TopicController(topics, redirects, page);
    }

    @Bean
    TopicApiController crmTopicApiController(Topics topics) {
        return new TopicApiController(topics);
    }

    @Bean
    HistoryName crmTopicsHistoryName(Topics topics, Access access, PageSupport page) {
        return new HistoryName(
                "topics",
                null,
                ids -> !access.officer().may(Right.READ_INTERACTIONS)
                        ? Map.of()
                        : topics.getAll(ids.stream().map(TopicId::new).toList()).stream()
                                .collect(Collectors.toMap(
                                        topic -> topic.id().value(),
                                        topic -> page.text(topic.details().names()))));
    }

    @Bean
    NavigationItem crmTopicNavigationItem() {
        return new NavigationItem("topic", "/topics", Right.ADMINISTER, 70, "list");
    }
}
