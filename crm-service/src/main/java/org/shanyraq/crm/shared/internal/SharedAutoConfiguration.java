package org.shanyraq.crm.shared.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScanPackages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Adds the CRM's entities, repositories and tables to an application without taking anything away from it: its own entities,
 * repositories and migrations stay as they are.
 */
@AutoConfiguration(
        after = {DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class},
        before = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
@EnableConfigurationProperties(CrmProperties.class)
@Import(SharedAutoConfiguration.Packages.class)
public final class SharedAutoConfiguration {

    /** The package of all entities and repositories. */
    static final String PACKAGE = "org.shanyraq.crm";

    @Bean
    @ConditionalOnMissingBean(name = "crmClock")
    Clock crmClock(CrmProperties properties) {
        return Clock.system(ZoneId.of(properties.zone()));
    }

    /** Deletes what an application that was killed left behind. */
    @Bean
    InitializingBean crmTemporaryFilesSweep() {
        return () -> TemporaryFiles.sweep(TemporaryFiles.folder(), Instant.now().minus(TemporaryFiles.IN_USE));
    }

    @Bean
    @ConditionalOnMissingBean(name = "crmLiquibase")
    SpringLiquibase crmLiquibase(DataSource dataSource) {
        SpringLiquibase liquibase = new LockedLiquibase(dataSource);
        liquibase.setChangeLog("classpath:crm/db/changelog.yaml");
        liquibase.setDatabaseChangeLogTable("crm_databasechangelog");
        liquibase.setDatabaseChangeLogLockTable("crm_databasechangeloglock");
        liquibase.setAnalyticsEnabled(false);
        return liquibase;
    }

    /**
     * Connector/J calls a MariaDB server "MySQL" and fails when Hibernate asks it for metadata, so Hibernate is told what it
     * talks to. Settings of the host win.
     */
    @Bean
    HibernatePropertiesCustomizer crmHibernateProperties(DataSource dataSource) {
        return properties -> {
            properties.putIfAbsent("hibernate.jdbc.batch_size", "100");
            properties.putIfAbsent("hibernate.order_inserts", "true");
            properties.putIfAbsent("hibernate.order_updates", "true");
            if (isMariaDb(dataSource)) {
                properties.putIfAbsent("hibernate.boot.allow_jdbc_metadata_access", "false");
                properties.putIfAbsent("hibernate.dialect", "org.hibernate.dialect.MariaDBDialect");
            }
        };
    }

    private static boolean isAbove(String scanned) {
        return (PACKAGE + ".").startsWith(scanned + ".");
    }

    private static boolean isMariaDb(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("select version()")) {
            return version.next()
                    && version.getString(1).toLowerCase(Locale.ROOT).contains("mariadb");
        } catch (SQLException unreachable) {
            throw new IllegalStateException("the database does not answer: " + unreachable.getMessage(), unreachable);
        }
    }

    /**
     * Adds our package to those that are scanned for entities and repositories, unless a host whose root package lies above it
     * scans it already: a repository that is found twice is an error.
     */
    static final class Packages implements ImportBeanDefinitionRegistrar {

        @Override
        public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
            if (packages(registry).stream().noneMatch(SharedAutoConfiguration::isAbove)) {
                AutoConfigurationPackages.register(registry, PACKAGE);
            }
            if (registry.containsBeanDefinition(EntityScanPackages.class.getName())) {
                EntityScanPackages.register(registry, PACKAGE);
            }
        }

        /** What is registered so far, read from a copy: whoever asks the real one ends the registering. */
        private static List<String> packages(BeanDefinitionRegistry registry) {
            String name = AutoConfigurationPackages.class.getName();
            if (!registry.containsBeanDefinition(name)) {
                return List.of();
            }
            DefaultListableBeanFactory copy = new DefaultListableBeanFactory();
            copy.registerBeanDefinition(name, registry.getBeanDefinition(name));
            return AutoConfigurationPackages.get(copy);
        }
    }
}
