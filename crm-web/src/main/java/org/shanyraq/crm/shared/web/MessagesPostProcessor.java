package org.shanyraq.crm.shared.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.HierarchicalMessageSource;
import org.springframework.context.MessageSource;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Adds the CRM's texts behind the host's: the last parent of the host's message source becomes ours. So the host's own texts come
 * first, whatever settings they have, and the host may change any text of the CRM by the same key.
 */
final class MessagesPostProcessor implements BeanDefinitionRegistryPostProcessor, BeanPostProcessor {

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!registry.containsBeanDefinition(AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME)) {
            registry.registerBeanDefinition(
                    AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME,
                    new RootBeanDefinition(ResourceBundleMessageSource.class, ResourceBundleMessageSource::new));
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME.equals(name)
                && bean instanceof HierarchicalMessageSource host) {
            HierarchicalMessageSource last = host;
            while (last.getParentMessageSource() instanceof HierarchicalMessageSource parent) {
                last = parent;
            }
            if (last.getParentMessageSource() == null) {
                last.setParentMessageSource(texts());
            }
        }
        return bean;
    }

    /** All bundles of the CRM's features. */
    static MessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(true);
        texts.setBasenames(basenames());
        return texts;
    }

    static String[] basenames() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:/crm/messages/*.properties"))
                    .map(file -> Objects.requireNonNullElse(file.getFilename(), ""))
                    .filter(name -> !name.contains("_"))
                    .map(name -> "crm/messages/" + name.substring(0, name.length() - ".properties".length()))
                    .sorted()
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException("the texts of the CRM cannot be read", e);
        }
    }
}
