package host.embassy;

import java.util.Optional;
import java.util.Set;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.access.Role;
import org.shanyraq.crm.access.Sensitivity;
import org.shanyraq.crm.access.SignIn;
import org.shanyraq.crm.access.web.HostOfficers;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The host signs its users in itself. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
public class EmbassyApplication {

    @Bean
    SecurityFilterChain hostChain(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/css/**", "/public")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .httpBasic(Customizer.withDefaults())
                .formLogin(form -> form.loginProcessingUrl("/sign-in"))
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    UserDetailsService hostUsers() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ambassador")
                        .password("{noop}host")
                        .roles("BOSS")
                        .build(),
                User.withUsername("driver")
                        .password("{noop}host")
                        .roles("STAFF")
                        .build());
    }

    @Bean
    HostOfficers hostOfficers() {
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
}
