package org.shanyraq.crm.testing;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Points the data source of a test application at the {@link TestDatabase}, with the settings of the driver that the standalone
 * application ships ({@code crm/standalone/application.yaml}).
 */
public final class TestDatabaseInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String DRIVER = "spring.datasource.hikari.data-source-properties.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=" + TestDatabase.url(),
                        "spring.datasource.username=" + TestDatabase.username(),
                        "spring.datasource.password=" + TestDatabase.password(),
                        DRIVER + "cachePrepStmts=true",
                        DRIVER + "prepStmtCacheSize=500",
                        DRIVER + "prepStmtCacheSqlLimit=8192",
                        DRIVER + "rewriteBatchedStatements=true",
                        DRIVER + "useLocalSessionState=true")
                .applyTo(context);
    }
}
