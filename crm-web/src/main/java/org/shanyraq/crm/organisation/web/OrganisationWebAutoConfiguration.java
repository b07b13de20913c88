package org.shanyraq.crm.organisation.web;

import java.time.Clock;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.Paging;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.HistoryName;
import org.shanyraq.crm.shared.web.NavigationItem;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.StartLink;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of organisations and posts; {@code crm.organisation.enabled=false} takes them away together with the feature. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "crm.organisation.enabled", matchIfMissing = true)
public final class OrganisationWebAutoConfiguration {

    @Bean
    OrganisationController crmOrganisationController(
            Organisations organisations,
            Posts posts,
            Redirects redirects,
            PageSupport page,
            @Qualifier("crmClock") Clock clock) {
        return new OrganisationController(organisations, posts, redirects, page, clock);
    }

    @Bean
    PostController crmPostController(
            Posts posts,
            Organisations organisations,
            Redirects redirects,
            PageSupport page,
            @Qualifier("crmClock") Clock clock) {
        return new PostController(posts, organisations, redirects, page, clock);
    }

    @Bean
    OrganisationBodyMapper crmOrganisationBodyMapper() {
        return new GeneratedOrganisationBodyMapper();
    }

    @Bean
    OrganisationApiController crmOrganisationApiController(
            Organisations organisations,
            Posts posts,
            OrganisationBodyMapper bodies,
            ApiSupport api,
            @Qualifier("crmClock") Clock clock) {
        return new OrganisationApiController(organisations, posts, bodies, api, clock);
    }

    @Bean
    PostApiController crmPostApiController(
            Posts posts, OrganisationBodyMapper bodies, ApiSupport api, @Qualifier("crmClock") Clock clock) {
        return new PostApiController(posts, bodies, api, clock);
    }

    @Bean
    HistoryName crmParentHistoryName(Organisations organisations, PageSupport page) {
        return named("parent", organisations, page);
    }

    @Bean
    HistoryName crmOrganisationHistoryName(Organisations organisations, PageSupport page) {
        return named("organisation", organisations, page);
    }

    private static HistoryName named(String field, Organisations organisations, PageSupport page) {
        return new HistoryName(
                field,
                "/organisations",
                ids ->
                        organisations
                                .getAll(ids.stream()
                                        .map(OrganisationId::new)
                                        .limit(Paging.MAX_SIZE)
                                        .toList())
                                .stream()
                                .collect(Collectors.toMap(
                                        found -> found.id().value(),
                                        found -> page.text(found.details().names()))));
    }

    @Bean
    NavigationItem crmOrganisationNavigationItem() {
        return new NavigationItem("organisation", "/organisations", Right.READ_DIRECTORY, 20, "building");
    }

    @Bean
    StartLink crmNewOrganisationLink() {
        return new StartLink(
                StartLink.Kind.ACT, "crm.organisation.list.new", "/organisations/new", Right.EDIT_ORGANISATIONS, 20);
    }

    @Bean
    StartLink crmOrganisationTreeLink() {
        return new StartLink(
                StartLink.Kind.BROWSE, "crm.organisation.tree.link", "/organisations/tree", Right.READ_DIRECTORY, 20);
    }
}
