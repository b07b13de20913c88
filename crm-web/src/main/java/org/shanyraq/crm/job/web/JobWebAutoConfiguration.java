package org.shanyraq.crm.job.web;

import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of one's own jobs. */
@AutoConfiguration(
        after = SharedWebAutoConfiguration.class,
        afterName = "org.shanyraq.crm.job.internal.JobAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class JobWebAutoConfiguration {

    @Bean
    JobController crmJobController(Jobs jobs, Redirects redirects) {
        return new JobController(jobs, redirects);
    }

    @Bean
    JobApiController crmJobApiController(Jobs jobs, ApiSupport api) {
        return new JobApiController(jobs, api);
    }
}
