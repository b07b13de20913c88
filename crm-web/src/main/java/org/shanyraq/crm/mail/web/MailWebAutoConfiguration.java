package org.shanyraq.crm.mail.web;

import java.net.URI;
import java.util.Optional;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.mail.Mails;
import org.shanyraq.crm.mail.StrayNotices;
import org.shanyraq.crm.mail.Suppressions;
import org.shanyraq.crm.mail.UnsubscribeLinks;
import org.shanyraq.crm.mail.Unsubscriptions;
import org.shanyraq.crm.shared.web.ApiSupport;
import org.shanyraq.crm.shared.web.NavigationItem;
import org.shanyraq.crm.shared.web.PageSupport;
import org.shanyraq.crm.shared.web.PublicPath;
import org.shanyraq.crm.shared.web.Redirects;
import org.shanyraq.crm.shared.web.SharedWebAutoConfiguration;
import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The pages and the API of mail. Cannot be switched off, as mail itself. */
@AutoConfiguration(after = SharedWebAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class MailWebAutoConfiguration {

    private static final int NAVIGATION = 45;

    @Bean
    MailController crmMailController(
            Mails mails,
            Suppressions suppressions,
            StrayNotices notices,
            Access access,
            Redirects redirects,
            PageSupport page) {
        return new MailController(mails, suppressions, notices, access, redirects, page);
    }

    @Bean
    MailApiController crmMailApiController(Mails mails, Suppressions suppressions, ApiSupport api) {
        return new MailApiController(mails, suppressions, api);
    }

    @Bean
    UnsubscribeController crmUnsubscribeController(Unsubscriptions unsubscriptions, PublicVisits visits) {
        return new UnsubscribeController(unsubscriptions, visits);
    }

    /** Mail providers post there for their users, from wherever they are. */
    @Bean
    PublicPath crmUnsubscribePath() {
        return new PublicPath(UnsubscribeController.PATH, true);
    }

    /** Known only when it is known how the outside world reaches us: a mail is no answer to a request. */
    @Bean
    UnsubscribeLinks crmUnsubscribeLinks(WebProperties web) {
        return token -> Optional.ofNullable(web.publicUrl())
                .map(outside -> URI.create(outside + web.path(UnsubscribeController.PATH + '/' + token)));
    }

    @Bean
    NavigationItem crmMailNavigationItem() {
        return new NavigationItem("mail", "/mails", Right.HANDLE_MAILS, NAVIGATION, "mail");
    }
}
