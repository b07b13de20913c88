package host.plain;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Leaves its security to Spring Boot, and names the places of its own entities and repositories. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan
@EntityScan
@EnableJpaRepositories
public class PlainApplication {

    /** Makes the host's table, which no migration does here. */
    @Bean
    Tables tables(JdbcClient database) {
        database.sql("create table if not exists plain_ledger (name varchar(50) primary key)")
                .update();
        return new Tables();
    }

    static final class Tables {}

    @RestController
    static class LedgerController {

        @GetMapping("/ledger")
        String ledger() {
            return "the ledger of the host";
        }
    }
}
