package org.shanyraq.crm.mail.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.Officer;
import org.shanyraq.crm.dialogue.DialogueId;
import org.shanyraq.crm.invitation.SendingDetails;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.invitation.TemplateKind;
import org.shanyraq.crm.testing.ServiceTestApplication;
import org.shanyraq.crm.testing.TestOfficers;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A process with the whole application but its pages, to be killed: one that sends mails as any instance does, or one that queues them for an officer. */
final class SendingProcess {

    private SendingProcess() {}

    /**
     * @param arguments address of the database, user, password, and the port of the mail server of an instance that sends; or, for an officer who invites,
     *     the mission and the dialogue
     */
    public static void main(String[] arguments) {
        if (arguments.length == 4) {
            started(
                    arguments,
                    Map.of(
                            "crm.mail.host", "127.0.0.1",
                            "crm.mail.port", arguments[3],
                            "crm.mail.security", "none",
                            "crm.mail.from", "mission@mission.example",
                            "crm.mail.connect-timeout", "1s",
                            "crm.mail.read-timeout", "1s",
                            "crm.mail.write-timeout", "1s",
                            "crm.mail.lease", "15s",
                            "crm.mail.polling", "500ms"));
        } else {
            ConfigurableApplicationContext application = started(arguments, Map.of("crm.mail.workers", "0"));
            invite(application, arguments[3], DialogueId.of(arguments[4]));
            application.close();
        }
    }

    private static ConfigurableApplicationContext started(String[] arguments, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("spring.datasource.url", arguments[0]);
        properties.put("spring.datasource.username", arguments[1]);
        properties.put("spring.datasource.password", arguments[2]);
        properties.put("spring.liquibase.enabled", "false");
        properties.put("spring.jpa.open-in-view", "false");
        properties.put("spring.main.banner-mode", "off");
        return new SpringApplicationBuilder(ServiceTestApplication.class)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run();
    }

    private static void invite(ConfigurableApplicationContext application, String mission, DialogueId dialogue) {
        Officer officer = application.getBean(TestOfficers.class).protocol(mission);
        Sendings sendings = application.getBean(Sendings.class);
        SendingDetails details = SendingDetails.now(TemplateKind.INVITATION);
        application.getBean(Access.class).callAs(officer, () -> {
            String mark = sendings.recipients(dialogue, details).mark();
            return sendings.send(dialogue, details, mark, Set.of());
        });
    }
}
