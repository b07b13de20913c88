package org.shanyraq.crm.shared.internal;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Finds our repositories in a host that names its own repository packages, which switches Boot's search off. */
@AutoConfiguration(after = DataJpaRepositoriesAutoConfiguration.class)
@ConditionalOnMissingBean(name = "missionRepository")
@EnableJpaRepositories(basePackages = SharedAutoConfiguration.PACKAGE)
public final class RepositoriesAutoConfiguration {}
