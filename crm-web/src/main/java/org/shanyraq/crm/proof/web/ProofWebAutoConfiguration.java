package org.shanyraq.crm.proof.web;

import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.proof.AuditChecks;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of checks of the audit log. Cannot be switched off. */
@AutoConfiguration(
        after = SharedWebAutoConfiguration.class,
        afterName = "org.shanyraq.crm.proof.internal.ProofAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class ProofWebAutoConfiguration {

    @Bean
    AuditCheckController crmAuditCheckController(AuditChecks checks, Jobs jobs, Redirects redirects) {
        return new AuditCheckController(checks, jobs, redirects);
    }

    @Bean
    AuditCheckBodyMapper crmAuditCheckBodyMapper() {
        return new GeneratedAuditCheckBodyMapper();
    }

    @Bean
    AuditCheckApiController crmAuditCheckApiController(
            AuditChecks checks, AuditCheckBodyMapper bodies, ApiSupport api) {
        return new AuditCheckApiController(checks, bodies, api);
    }
}
