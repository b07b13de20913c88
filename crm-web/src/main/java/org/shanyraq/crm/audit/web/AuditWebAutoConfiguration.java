package org.shanyraq.crm.audit.web;

import java.time.Clock;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.audit.AuditLog;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.NavigationItem;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of the audit log. Cannot be switched off. */
@AutoConfiguration(
        after = SharedWebAutoConfiguration.class,
        afterName = "org.shanyraq.crm.audit.internal.AuditAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class AuditWebAutoConfiguration {

    @Bean
    AuditController crmAuditController(AuditLog log, @Qualifier("crmClock") Clock clock) {
        return new AuditController(log, clock);
    }

    @Bean
    NavigationItem crmAuditNavigationItem() {
        return new NavigationItem("audit", "/audit", Right.READ_AUDIT, 80, "list");
    }

    @Bean
    AuditApiController crmAuditApiController(AuditLog log, ApiSupport api) {
        return new AuditApiController(log, api);
    }
}
