package org.shanyraq.crm.search.internal;

import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.search.SearchProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The search box; switched off by {@code crm.search.enabled=false}. */
@AutoConfiguration(afterName = "org.shanyraq.crm.access.internal.AccessAutoConfiguration")
@ConditionalOnProperty(name = "crm.search.enabled", matchIfMissing = true)
public final class SearchAutoConfiguration {

    @Bean
    SearchService crmSearch(Access access, ObjectProvider<SearchProvider> providers) {
        return new SearchService(access, providers.stream().toList());
    }
}
