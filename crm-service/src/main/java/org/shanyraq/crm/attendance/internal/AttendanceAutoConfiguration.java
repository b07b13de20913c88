package org.shanyraq.crm.attendance.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.invitation.GuestPages;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door; switched off by {@code crm.attendance.enabled=false}, and together with invitations, dialogues, contacts or organisations.
 */
@AutoConfiguration(afterName = "org.shanyraq.crm.invitation.internal.InvitationAutoConfiguration")
@ConditionalOnProperty(
        name = {
            "crm.attendance.enabled",
            "crm.invitation.enabled",
            "crm.dialogue.enabled",
            "crm.contact.enabled",
            "crm.organisation.enabled"
        },
        matchIfMissing = true)
@EnableConfigurationProperties(AttendanceProperties.class)
public final class AttendanceAutoConfiguration {

    @Bean
    DoorTimeline crmDoorTimeline(JdbcClient database) {
        return new DoorTimeline(database);
    }

    @Bean
    DoorReader crmDoorReader(JdbcClient database, NameIndex names) {
        return new DoorReader(database, names);
    }

    @Bean
    DoorPasses crmDoorPasses(JdbcClient database, GuestPages pages) {
        return new DoorPasses(database, pages);
    }

    @Bean
    AttendanceService crmAttendances(
            Access access,
            AttendanceRepository all,
            DoorReader reader,
            DoorPasses passes,
            Invitations invitations,
            Contacts contacts,
            NameIndex names,
            AuditTrail audit,
            AttendanceProperties properties,
            @Qualifier("crmClock") Clock clock) {
        return new AttendanceService(
                access, all, reader, passes, invitations, contacts, names, audit, properties.opens(), clock);
    }

    @Bean
    BadgeService crmBadges(
            Access access,
            DoorReader reader,
            DoorPasses passes,
            Dialogues dialogues,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        return new BadgeService(access, reader, passes, dialogues, audit, new TransactionTemplate(transactions));
    }

    @Bean
    VisitService crmVisits(Access access, JdbcClient database, AttendanceProperties properties) {
        return new VisitService(access, new VisitReader(database, properties.late(), properties.held()));
    }

    @Bean
    ForgottenWalkIns crmForgottenWalkIns(DoorReader reader, @Qualifier("crmClock") Clock clock) {
        return new ForgottenWalkIns(reader, clock);
    }

    @Bean
    CameLately crmCameLately() {
        return new CameLately();
    }
}
