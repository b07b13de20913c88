package org.shanyraq.crm.shared.web;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.ScannedGenericBeanDefinition;
import org.springframework.stereotype.Controller;

/**
 * Takes out again what a host whose root package lies above ours has found of our controllers by scanning. Those that are wanted, the
 * auto-configurations have made in their place; those that are left belong to features that are switched off.
 */
final class ScannedControllers implements BeanDefinitionRegistryPostProcessor {

    private static final String OURS = "org.shanyraq.crm.";

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        for (String name : registry.getBeanDefinitionNames()) {
            if (registry.getBeanDefinition(name) instanceof ScannedGenericBeanDefinition found
                    && found.getMetadata().getClassName().startsWith(OURS)
                    && found.getMetadata().isAnnotated(Controller.class.getName())) {
                registry.removeBeanDefinition(name);
            }
        }
    }
}
