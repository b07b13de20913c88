package org.shanyraq.crm.demo.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.attendance.Attendances;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.DialogueSeriesCatalogue;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.followup.Commitments;
import org.shanyraq.crm.followup.FollowUps;
import org.shanyraq.crm.interaction.Interactions;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.Sendings;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.topic.Topics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Demonstration data for the missions {@code bxl} and {@code gva}; only with {@code crm.demo.enabled=true}. */
@AutoConfiguration(
        afterName = {
            "org.shanyraq.crm.organisation.internal.OrganisationAutoConfiguration",
            "org.shanyraq.crm.contact.internal.ContactAutoConfiguration",
            "org.shanyraq.crm.dialogue.internal.DialogueAutoConfiguration",
            "org.shanyraq.crm.invitation.internal.InvitationAutoConfiguration",
            "org.shanyraq.crm.attendance.internal.AttendanceAutoConfiguration",
            "org.shanyraq.crm.topic.internal.TopicAutoConfiguration",
            "org.shanyraq.crm.interaction.internal.InteractionAutoConfiguration",
            "org.shanyraq.crm.followup.internal.FollowUpAutoConfiguration"
        })
@ConditionalOnProperty(name = "crm.demo.enabled")
@ConditionalOnBean({Organisations.class, Posts.class, Contacts.class, Mandates.class})
public final class DemoAutoConfiguration {

    @Bean
    DemoData crmDemoData(
            OfficerDirectory directory,
            Officers officers,
            Access access,
            AuditTrail audit,
            Organisations organisations,
            Posts posts,
            Contacts contacts,
            Mandates mandates,
            Segments segments,
            ObjectProvider<DialogueSeriesCatalogue> series,
            ObjectProvider<Dialogues> dialogues,
            ObjectProvider<Invitations> invitations,
            ObjectProvider<Sendings> sendings,
            ObjectProvider<Attendances> attendances,
            ObjectProvider<Topics> topics,
            ObjectProvider<Interactions> interactions,
            ObjectProvider<FollowUps> followUps,
            ObjectProvider<Commitments> commitments,
            JdbcClient database,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        DemoOfficers colleagues = new DemoOfficers(directory, officers, access);
        return new DemoData(
                directory,
                access,
                audit,
                new DemoWorld(
                        organisations,
                        posts,
                        contacts,
                        mandates,
                        new DemoSegments(segments),
                        new DemoDialogues(
                                series.getIfAvailable(),
                                dialogues.getIfAvailable(),
                                new DemoGuests(
                                        invitations.getIfAvailable(),
                                        sendings.getIfAvailable(),
                                        attendances.getIfAvailable(),
                                        colleagues,
                                        access),
                                colleagues,
                                clock),
                        new DemoEngagement(
                                topics.getIfAvailable(),
                                interactions.getIfAvailable(),
                                followUps.getIfAvailable(),
                                commitments.getIfAvailable(),
                                colleagues,
                                access,
                                clock)),
                database,
                new TransactionTemplate(transactions),
                clock);
    }
}
