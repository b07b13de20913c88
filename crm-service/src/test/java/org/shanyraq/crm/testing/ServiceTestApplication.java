package org.shanyraq.crm.testing;

import java.util.Optional;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.invitation.AnswerLinks;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** An application that scans nothing: what it has, it has from auto-configuration. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ServiceTestApplication {

    @Bean
    static StatementCounter statementCounter() {
        return new StatementCounter();
    }

    @Bean
    TestOfficers testOfficers(OfficerDirectory directory) {
        return new TestOfficers(directory);
    }

    /** Where the pages would be. */
    @Bean
    AnswerLinks answerLinks() {
        return token -> Optional.of("https://crm.example/crm/r/" + token);
    }
}
