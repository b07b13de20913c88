package org.shanyraq.crm.access.internal;

import org.shanyraq.crm.access.Access;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/** Who acts, and the guard of the facades. Cannot be switched off. */
@AutoConfiguration
public final class AccessAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Access crmAccess() {
        return new ThreadAccess();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static FacadeGuard crmFacadeGuard(Access access) {
        return new FacadeGuard(access);
    }
}
