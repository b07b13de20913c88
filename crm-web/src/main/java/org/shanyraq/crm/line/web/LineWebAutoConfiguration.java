package org.shanyraq.crm.line.web;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartLink;
import org.shanyraq.crm.timeline.Timelines;
import org.shanyraq.crm.topic.Topics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of lines to take. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"crm.line.enabled", "crm.topic.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class LineWebAutoConfiguration {

    @Bean
    LineOptions crmLineOptions(
            Topics topics,
            Colleagues colleagues,
            Contacts contacts,
            ObjectProvider<Search> search,
            ObjectProvider<Timelines> timelines,
            PageSupport page) {
        return new LineOptions(topics, colleagues, contacts, search.getIfAvailable(), timelines.getIfAvailable(), page);
    }

    @Bean
    LineController crmLineController(Lines lines, LineOptions options, Access access, Redirects redirects) {
        return new LineController(lines, options, access, redirects);
    }

    @Bean
    LineUseController crmLineUseController(
            Lines lines,
            LineOptions options,
            Redirects redirects,
            PageSupport page,
            @Qualifier("crmClock") Clock clock) {
        return new LineUseController(lines, options, redirects, page, clock);
    }

    @Bean
    LineContradictionController crmLineContradictionController(Lines lines, Redirects redirects) {
        return new LineContradictionController(lines, redirects);
    }

    @Bean
    LineApiController crmLineApiController(Lines lines, ApiSupport api) {
        return new LineApiController(lines, api);
    }

    @Bean
    StartLink crmLinesLink() {
        return new StartLink(StartLink.Kind.BROWSE, "crm.line.title", "/lines", Right.READ_LINES, 40);
    }
}
