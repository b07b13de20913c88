package org.shanyraq.crm.exchange.web;

import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.exchange.Exports;
import org.shanyraq.crm.exchange.Imports;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.NavigationItem;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartLink;
import org.shanyraq.crm.shared.web.UploadLimit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of imports and exports; {@code crm.exchange.enabled=false} takes them away together with the feature. */
@AutoConfiguration(
        after = SharedWebAutoConfiguration.class,
        afterName = "org.shanyraq.crm.exchange.internal.ExchangeAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"crm.exchange.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class ExchangeWebAutoConfiguration {

    @Bean
    ImportController crmImportController(
            Imports imports, Jobs jobs, PageSupport page, Redirects redirects, UploadLimit uploads) {
        return new ImportController(imports, jobs, page, redirects, uploads);
    }

    @Bean
    ImportBodyMapper crmImportBodyMapper() {
        return new GeneratedImportBodyMapper();
    }

    @Bean
    ImportApiController crmImportApiController(Imports imports, ImportBodyMapper bodies, ApiSupport api) {
        return new ImportApiController(imports, bodies, api);
    }

    @Bean
    ExportController crmExportController(Exports exports, Jobs jobs, PageSupport page, Redirects redirects) {
        return new ExportController(exports, jobs, page, redirects);
    }

    @Bean
    NavigationItem crmExchangeNavigationItem() {
        return new NavigationItem("exchange", "/imports", Right.IMPORT, 60, "upload");
    }

    @Bean
    StartLink crmNewImportLink() {
        return new StartLink(StartLink.Kind.ACT, "crm.exchange.new.action", "/imports/new", Right.IMPORT, 60);
    }
}
