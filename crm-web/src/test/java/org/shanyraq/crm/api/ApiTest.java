package org.shanyraq.crm.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.shanyraq.crm.testing.TestDatabaseInitializer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.ContextConfiguration;

/** A test of the REST API on a real database, called by {@link ApiClient} with tokens that it signs itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = ApiTestApplication.class,
        properties = {
            "crm.security.keycloak.issuer=" + ApiClient.ISSUER,
            "crm.security.keycloak.client-secret=of-tests",
            "spring.liquibase.enabled=false",
            "spring.jpa.open-in-view=false",
            "spring.session.jdbc.initialize-schema=never",
            "spring.session.jdbc.table-name=crm_session",
            "springdoc.api-docs.enabled=false"
        })
@ContextConfiguration(initializers = TestDatabaseInitializer.class)
@AutoConfigureMockMvc
@interface ApiTest {}
