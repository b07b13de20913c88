package org.shanyraq.crm.search.web;

import org.shanyraq.crm.search.Search;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The page, the suggestions and the API of the one search box. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "crm.search.enabled", matchIfMissing = true)
public final class SearchWebAutoConfiguration {

    @Bean
    SearchController crmSearchController(Search search) {
        return new SearchController(search);
    }

    @Bean
    SearchApiController crmSearchApiController(Search search) {
        return new SearchApiController(search);
    }
}
