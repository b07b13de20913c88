package org.shanyraq;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.access.web.HostOfficers;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Scans the CRM's packages together with its own, schedules, runs things aside, and has a chain that wants to be first. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
@EnableAsync
@ComponentScan(
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = AutoConfigurationExcludeFilter.class),
            @ComponentScan.Filter(type = FilterType.CUSTOM, classes = AboveApplication.OtherTests.class)
        })
public class AboveApplication {

    @Bean
    @Order(1)
    SecurityFilterChain aboveChain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/above")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(Customizer.withDefaults())
                .formLogin(form -> form.loginProcessingUrl("/sign-in"))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    UserDetailsService aboveUsers() {
        return new InMemoryUserDetailsManager(User.withUsername("ambassador")
                .password("{noop}host")
                .roles("BOSS")
                .build());
    }

    @Bean
    HostOfficers aboveOfficers() {
        return user -> user.getName().equals("ambassador")
                ? Optional.of(new SignIn(
                        "host",
                        "ambassador",
                        Officer.Kind.PERSON,
                        "The ambassador",
                        null,
                        Set.of(Role.MANAGER),
                        Set.of("bxl"),
                        Sensitivity.CONFIDENTIAL))
                : Optional.empty();
    }

    @RestController
    static class AboveController {

        @GetMapping("/above")
        String above() {
            return "the page of the host";
        }
    }

    @Component
    static class Clockwork {

        private final CountDownLatch ticked = new CountDownLatch(2);

        @Scheduled(fixedDelay = 50)
        void tick() {
            ticked.countDown();
        }

        /** Asked by method, since what others see is a proxy without our fields. */
        boolean hasTicked() throws InterruptedException {
            return ticked.await(10, TimeUnit.SECONDS);
        }

        @Async
        CompletableFuture<String> aside() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }
    }

    /** The other tests' applications and parts lie in the same package here, as they would not in a real host. */
    static final class OtherTests implements TypeFilter {

        @Override
        public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
            return type.getClassMetadata().getClassName().startsWith("org.shanyraq.crm.")
                    && type.getResource().getURL().toString().matches(".*(/test-classes/|-tests\\.jar).*");
        }
    }
}
