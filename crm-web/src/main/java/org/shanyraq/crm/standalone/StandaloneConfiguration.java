package org.shanyraq.crm.standalone;

import org.shanyraq.crm.shared.web.WebProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the application has and a host decides for itself: the root path, the session tables, and a chain for all other paths. */
class StandaloneConfiguration {

    private static final String ATTRIBUTES = "crm_session_attributes";

    /** Leads from the root to the CRM. */
    @Bean
    WebMvcConfigurer crmRootRedirect(WebProperties web) {
        return new WebMvcConfigurer() {
            @Override
            public void addViewControllers(ViewControllerRegistry registry) {
                registry.addRedirectViewController("/", web.basePath());
            }
        };
    }

    /** Nothing but the redirect lives outside the base path; health and metrics answer on the management port alone. */
    @Bean
    SecurityFilterChain crmOtherPathsSecurityFilterChain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/", "/error", "/livez", "/readyz")
                        .permitAll()
                        .requestMatchers(EndpointRequest.to("health", "prometheus"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint((request, response, failure) -> response.setStatus(404)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .build();
    }

    /** The tables of the sessions are named in lower case, and a session that two requests change at once keeps both changes. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> crmSessionTables() {
        return sessions -> {
            sessions.setTableName("crm_session");
            sessions.setCreateSessionAttributeQuery("insert into " + ATTRIBUTES
                    + " (SESSION_PRIMARY_ID, ATTRIBUTE_NAME, ATTRIBUTE_BYTES) values (?, ?, ?)"
                    + " on duplicate key update ATTRIBUTE_BYTES = values(ATTRIBUTE_BYTES)");
            sessions.setGetSessionQuery("select S.PRIMARY_ID, S.SESSION_ID, S.CREATION_TIME, S.LAST_ACCESS_TIME,"
                    + " S.MAX_INACTIVE_INTERVAL, SA.ATTRIBUTE_NAME, SA.ATTRIBUTE_BYTES from crm_session S left join "
                    + ATTRIBUTES + " SA on S.PRIMARY_ID = SA.SESSION_PRIMARY_ID where S.SESSION_ID = ?");
            sessions.setUpdateSessionAttributeQuery("update " + ATTRIBUTES
                    + " set ATTRIBUTE_BYTES = ? where SESSION_PRIMARY_ID = ? and ATTRIBUTE_NAME = ?");
            sessions.setDeleteSessionAttributeQuery(
                    "delete from " + ATTRIBUTES + " where SESSION_PRIMARY_ID = ? and ATTRIBUTE_NAME = ?");
            sessions.setListSessionsByPrincipalNameQuery("select S.PRIMARY_ID, S.SESSION_ID, S.CREATION_TIME,"
                    + " S.LAST_ACCESS_TIME, S.MAX_INACTIVE_INTERVAL, SA.ATTRIBUTE_NAME, SA.ATTRIBUTE_BYTES"
                    + " from crm_session S left join " + ATTRIBUTES
                    + " SA on S.PRIMARY_ID = SA.SESSION_PRIMARY_ID where S.PRINCIPAL_NAME = ?");
        };
    }

    /** Bounds that have no property: parts of an upload and their headers. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> crmServerLimits() {
        return server -> server.addConnectorCustomizers(connector -> {
            connector.setMaxPartCount(20);
            connector.setMaxPartHeaderSize(1_024);
            connector.setMaxParameterCount(1_000);
            connector.setAllowTrace(false);
        });
    }
}
