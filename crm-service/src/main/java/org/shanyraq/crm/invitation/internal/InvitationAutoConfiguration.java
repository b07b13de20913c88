package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Segments;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Guest lists; switched off by {@code crm.invitation.enabled=false}, and together with dialogues, contacts or organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.dialogue.internal.DialogueAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.invitation.enabled", "crm.dialogue.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class InvitationAutoConfiguration {

    @Bean
    InvitationReader crmInvitationReader(JdbcClient database) {
        return new InvitationReader(database);
    }

    @Bean
    InvitationService crmInvitations(
            Access access,
            InvitationRepository all,
            InvitationReader reader,
            Contacts contacts,
            Segments segments,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new InvitationService(access, all, reader, contacts, segments, audit, clock);
    }

    @Bean
    StandardTexts crmStandardTexts() {
        return new StandardTexts();
    }

    @Bean
    TemplateReader crmTemplateReader(JdbcClient database) {
        return new TemplateReader(database);
    }

    @Bean
    TemplateService crmTemplates(
            Access access, TemplateRepository all, TemplateReader reader, StandardTexts standard, AuditTrail audit) {
        return new TemplateService(access, all, reader, standard, audit);
    }
}
