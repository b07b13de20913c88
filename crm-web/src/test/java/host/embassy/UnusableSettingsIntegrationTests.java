package host.embassy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shanyraq.crm.testing.TestDatabase;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** What is set up wrongly is said in words, with what to do, when the host starts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class UnusableSettingsIntegrationTests {

    private TestDatabase.Schema schema;

    @BeforeAll
    void schema() {
        schema = TestDatabase.freshSchema("unusable");
    }

    @ParameterizedTest
    @CsvSource({
        "--crm.web.base-path=crm/,            crm.web.basePath",
        "--crm.web.public-url=crm.example,    crm.web.publicUrl",
        "--crm.zone=Middle/Earth,             crm.zone is no time zone: Middle/Earth",
        "--crm.security.login=saml,           crm.security.login",
        "--crm.security.idle=soon,            crm.security.idle",
        "--crm.security.order=first,          crm.security.order",
        "--crm.security.login=oidc,           Set crm.security.keycloak.issuer",
        "--crm.job.threads=many,              crm.job.threads",
        "--crm.dialogue.attachments.max-size=big, crm.dialogue.attachments.max-size",
        "--crm.calendar.rest-after=1h,        crm.calendar.rest-after is 12 hours to 366 days",
        "--crm.dialogue.attachments.quota=1MB, crm.dialogue.attachments.quota is at least",
    })
    void aSettingThatCannotBeMeantIsNamed(String argument, String words, CapturedOutput output) {
        failsToStart(List.of(), argument);
        assertThat(output).contains("APPLICATION FAILED TO START", words);
    }

    @Test
    void aHostWithoutAnAnswerToWhoIsWhoIsToldWhichBeanIsMissing(CapturedOutput output) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> new SpringApplication(NoOfficers.class).run(arguments()));
        assertThat(output).contains("APPLICATION FAILED TO START", "org.shanyraq.crm.access.web.HostOfficers");
    }

    @Test
    void aChainOfTheHostThatTakesEverythingBeforeOursIsNamed(CapturedOutput output) {
        failsToStart(List.of(TakesEverything.class));
        assertThat(output).contains("APPLICATION FAILED TO START", "greedyChain", "a lower crm.security.order");
    }

    @Test
    void aChainOfTheHostThatTakesOurPathsBeforeOursIsNamed(CapturedOutput output) {
        failsToStart(List.of(TakesOurs.class));
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "borrowingChain", "below /crm", "a lower crm.security.order");
    }

    private void failsToStart(List<Class<?>> more, String... changed) {
        List<Class<?>> sources = new ArrayList<>(more);
        sources.add(EmbassyApplication.class);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> new SpringApplication(sources.toArray(Class<?>[]::new)).run(arguments(changed)));
    }

    private String[] arguments(String... changed) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.name=host",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.datasource.url=" + schema.url(),
                "--spring.datasource.username=" + schema.username(),
                "--spring.datasource.password=" + schema.password(),
                "--spring.autoconfigure.exclude="
                        + "org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration"));
        arguments.addAll(Arrays.asList(changed));
        return arguments.toArray(String[]::new);
    }

    @EnableAutoConfiguration
    static class NoOfficers {}

    static class TakesEverything {

        @Bean
        @Order(0)
        SecurityFilterChain greedyChain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }
    }

    static class TakesOurs {

        @Bean
        @Order(0)
        SecurityFilterChain borrowingChain(HttpSecurity http) {
            return http.securityMatcher("/crm/**", "/other/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }
}
