package org.shanyraq.crm.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shanyraq.crm.mail.MailAddress;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MailPropertiesTests {

    private static MailProperties bound(String... settings) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            all.put("crm.mail." + settings[i], settings[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(all))
                .bindOrCreate("crm.mail", Bindable.of(MailProperties.class));
    }

    @Test
    void withoutSettingsMailsWaitAndNothingIsWrong() {
        MailProperties usual = bound();
        assertThat(usual.canSend()).isFalse();
        assertThat(usual.enabled()).isTrue();
        assertThat(usual.security()).isEqualTo(MailProperties.Security.STARTTLS);
        assertThat(usual.smtpPort()).isEqualTo(587);
        assertThat(usual.keep()).isEqualTo(Duration.ofDays(400));
        assertThat(usual.bounces().host()).isNull();
        assertThat(usual.allows(MailAddress.of("ida@guests.example"))).isTrue();
    }

    @Test
    void aHostAndASenderAreEnough() {
        assertThat(bound("host", "mail.mission.example", "from", "crm@mission.example")
                        .canSend())
                .isTrue();
        assertThat(bound("host", "mail.mission.example", "from", "crm@mission.example", "enabled", "false")
                        .canSend())
                .isFalse();
        assertThat(bound("security", "smtps").smtpPort()).isEqualTo(465);
        assertThat(bound("security", "none").smtpPort()).isEqualTo(25);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    host=mail.mission.example                                  | crm.mail.from
                    from=nobody                                                | crm.mail.from
                    return-path=a b@mission.example                            | crm.mail.return-path
                    port=70000                                                 | crm.mail.port
                    username=ida                                               | crm.mail.password
                    username=ida,password=x,security=none                      | crm.mail.security
                    lease=5m                                                   | crm.mail.lease
                    read-timeout=0s                                            | crm.mail.read-timeout
                    workers=99                                                 | crm.mail.workers
                    most-per-recipient-a-day=0                                 | crm.mail.most-per-recipient-a-day
                    allowed-domains=mission example                            | crm.mail.allowed-domains
                    bounces.host=imap.mission.example                          | crm.mail.bounces.username
                    bounces.port=0                                             | crm.mail.bounces.port
                    """)
    void aSettingThatCannotBeMeantIsNamed(String settings, String named) {
        String[] pairs = settings.strip().split("[=,]");
        assertThatThrownBy(() -> bound(pairs))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void domainsThatAreAllowedTakeThoseBelowThemAlong() {
        MailProperties some = bound("allowed-domains", "Guests.example, mission.example");
        assertThat(some.allows(MailAddress.of("ida@guests.example"))).isTrue();
        assertThat(some.allows(MailAddress.of("ida@post.GUESTS.example"))).isTrue();
        assertThat(some.allows(MailAddress.of("ida@notguests.example"))).isFalse();
    }
}
