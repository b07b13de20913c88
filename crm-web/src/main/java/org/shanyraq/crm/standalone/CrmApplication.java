package org.shanyraq.crm.standalone;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * The CRM as an application of its own: pages, API and everything that they need, on its own port.
 *
 * <p>Neither this class nor what it imports is a component: a host whose root package is above ours would find it by scanning, and
 * get a chain that closes all of its paths.
 */
@EnableAutoConfiguration
@Import(StandaloneConfiguration.class)
public class CrmApplication {

    private static final int EXIT_UNUSABLE = 78;

    public static void main(String[] arguments) {
        try {
            application().run(arguments);
        } catch (UnusableSettingsException reported) {
            System.exit(EXIT_UNUSABLE);
        }
    }

    /** The application with its own defaults: anything said outside comes before them. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(CrmApplication.class);
        application.addListeners(new Defaults());
        return application;
    }

    /** Reads the defaults of the application, which a host must not see, and checks what was set. */
    private static final class Defaults implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            ConfigurableEnvironment environment = event.getEnvironment();
            try {
                List<PropertySource<?>> defaults = new YamlPropertySourceLoader()
                        .load("crm standalone", new ClassPathResource("crm/standalone/application.yaml"));
                defaults.forEach(environment.getPropertySources()::addLast);
            } catch (IOException e) {
                throw new IllegalStateException("the defaults of the application cannot be read", e);
            }
            derive(environment);
            StartUpCheck.check(environment);
        }

        /** Settings that follow from others. */
        private static void derive(ConfigurableEnvironment environment) {
            @Nullable String publicUrl = environment.getProperty("crm.web.public-url");
            boolean https = publicUrl != null && publicUrl.startsWith("https:");
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "crm standalone derived",
                            Map.of(
                                    "server.servlet.session.cookie.name",
                                    https ? "__Host-CRM_SESSION" : "CRM_SESSION",
                                    "server.servlet.session.cookie.secure",
                                    https,
                                    "spring.threads.virtual.enabled",
                                    Runtime.version().feature() >= 21)));
        }
    }
}
