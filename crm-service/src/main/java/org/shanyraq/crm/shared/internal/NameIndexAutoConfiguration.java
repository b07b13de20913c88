package org.shanyraq.crm.shared.internal;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The index of names that people, organisations and posts are found by. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
public final class NameIndexAutoConfiguration {

    @Bean
    NameIndex crmNameIndex(JdbcClient database) {
        return new NameIndex(database);
    }
}
