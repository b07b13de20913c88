package org.shanyraq.crm.mail.internal;

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

/** A process that sends the invitations of one dialogue, until it is killed. */
final class QueueingProcess {

    private QueueingProcess() {}

    /** @param arguments address of the database, user, password, mission, dialogue */
    public static void main(String[] arguments) {
        var application = new SpringApplicationBuilder(ServiceTestApplication.class)
                .web(WebApplicationType.NONE)
                .properties(Map.of(
                        "spring.datasource.url", arguments[0],
                        "spring.datasource.username", arguments[1],
                        "spring.datasource.password", arguments[2],
                        "spring.liquibase.enabled", "false",
                        "spring.jpa.open-in-view", "false",
                        "spring.main.banner-mode", "off",
                        "crm.mail.workers", "0"))
                .run();
        Officer officer = application.getBean(TestOfficers.class).protocol(arguments[3]);
        Sendings sendings = application.getBean(Sendings.class);
        DialogueId dialogue = DialogueId.of(arguments[4]);
        SendingDetails details = SendingDetails.now(TemplateKind.INVITATION);
        application.getBean(Access.class).callAs(officer, () -> {
            String mark = sendings.recipients(dialogue, details).mark();
            return sendings.send(dialogue, details, mark, Set.of());
        });
        application.close();
    }
}
