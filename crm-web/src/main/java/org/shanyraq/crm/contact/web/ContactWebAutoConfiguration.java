package org.shanyraq.crm.contact.web;

import java.time.Clock;
import java.util.stream.Collectors;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.contact.ContactId;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.SegmentId;
import org.shanyraq.crm.contact.Segments;
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

/**
 * The pages and the API of contacts and mandates; {@code crm.contact.enabled=false} takes them away together with the feature, and so does
 * {@code crm.organisation.enabled=false}, without which there is none.
 */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(
        name = {"crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class ContactWebAutoConfiguration {

    @Bean
    ContactController crmContactController(
            Contacts contacts,
            Organisations organisations,
            Segments segments,
            Access access,
            Redirects redirects,
            PageSupport page,
            @Qualifier("crmClock") Clock clock) {
        return new ContactController(contacts, organisations, segments, access, redirects, page, clock);
    }

    @Bean
    ContactSegmentController crmContactSegmentController(
            Contacts contacts, Segments segments, Access access, Redirects redirects, PageSupport page) {
        return new ContactSegmentController(contacts, segments, access, redirects, page);
    }

    @Bean
    SegmentController crmSegmentController(
            Segments segments,
            Contacts contacts,
            Organisations organisations,
            Access access,
            Redirects redirects,
            PageSupport page) {
        return new SegmentController(segments, contacts, organisations, access, redirects, page);
    }

    @Bean
    SegmentApiController crmSegmentApiController(
            Segments segments, Contacts contacts, ContactBodyMapper bodies, ApiSupport api) {
        return new SegmentApiController(segments, contacts, bodies, api);
    }

    @Bean
    HistoryName crmSegmentHistoryName(Segments segments) {
        return new HistoryName(
                "segment",
                "/segments",
                ids -> segments
                        .getAll(ids.stream()
                                .map(SegmentId::new)
                                .limit(Paging.MAX_SIZE)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(found -> found.id().value(), found -> found.details()
                                .name())));
    }

    @Bean
    MandateController crmMandateController(
            Contacts contacts,
            Mandates mandates,
            Posts posts,
            Organisations organisations,
            Access access,
            Redirects redirects,
            PageSupport page,
            @Qualifier("crmClock") Clock clock) {
        return new MandateController(contacts, mandates, posts, organisations, access, redirects, page, clock);
    }

    @Bean
    PostHoldersController crmPostHoldersController(Mandates mandates, Posts posts, @Qualifier("crmClock") Clock clock) {
        return new PostHoldersController(mandates, posts, clock);
    }

    @Bean
    ContactBodyMapper crmContactBodyMapper() {
        return new GeneratedContactBodyMapper();
    }

    @Bean
    ContactApiController crmContactApiController(
            Contacts contacts, Mandates mandates, Segments segments, ContactBodyMapper bodies, ApiSupport api) {
        return new ContactApiController(contacts, mandates, segments, bodies, api);
    }

    @Bean
    MandateApiController crmMandateApiController(Mandates mandates, ContactBodyMapper bodies, ApiSupport api) {
        return new MandateApiController(mandates, bodies, api);
    }

    @Bean
    HistoryName crmContactHistoryName(Contacts contacts) {
        return new HistoryName(
                "contact",
                "/contacts",
                ids -> contacts
                        .getAll(ids.stream()
                                .map(ContactId::new)
                                .limit(Paging.MAX_SIZE)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(found -> found.id().value(), found -> found.details()
                                .displayName())));
    }

    @Bean
    NavigationItem crmContactNavigationItem() {
        return new NavigationItem("contact", "/contacts", Right.READ_DIRECTORY, 10, "people");
    }

    @Bean
    StartLink crmNewContactLink() {
        return new StartLink(StartLink.Kind.ACT, "crm.contact.list.new", "/contacts/new", Right.EDIT_CONTACTS, 10);
    }

    @Bean
    StartLink crmContactsChangedLastLink() {
        return new StartLink(
                StartLink.Kind.BROWSE,
                "crm.contact.list.changed-last",
                "/contacts?sort=CHANGED&descending=true",
                Right.READ_DIRECTORY,
                10);
    }
}
