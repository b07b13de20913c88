package org.shanyraq.crm.line.web;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.line.Lines;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.mission.web.OfficerOptions;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartLink;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of lines to take. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"crm.line.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class LineWebAutoConfiguration {

    @Bean
    LineController crmLineController(Lines lines, Colleagues colleagues, Access access, Redirects redirects) {
        return new LineController(lines, new OfficerOptions(colleagues), access, redirects);
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
