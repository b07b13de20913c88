package org.shanyraq.crm.contact.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.shanyraq.crm.shared.internal.InvitedLately;
import org.shanyraq.crm.shared.internal.MetLately;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People and their mandates; switched off by {@code crm.contact.enabled=false}, and together with organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.mission.internal.MissionAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class ContactAutoConfiguration {

    @Bean
    MandateReader crmMandateReader(JdbcClient database, @Qualifier("crmClock") Clock clock) {
        return new MandateReader(database, clock);
    }

    @Bean
    ContactReader crmContactReader(
            JdbcClient database,
            NameIndex nameIndex,
            MandateReader mandates,
            @Qualifier("crmClock") Clock clock,
            ObjectProvider<InvitedLately> invited,
            ObjectProvider<MetLately> met) {
        return new ContactReader(
                database,
                nameIndex,
                mandates,
                clock,
                invited.getIfAvailable(),
                met.orderedStream().toList());
    }

    @Bean
    ContactService crmContacts(
            Access access,
            ContactRepository contacts,
            ContactReader reader,
            MandateReader mandates,
            NameIndex nameIndex,
            AuditTrail audit) {
        return new ContactService(access, contacts, reader, mandates, nameIndex, audit);
    }

    @Bean
    MandateService crmMandates(
            Access access, MandateRepository mandates, MandateReader reader, Posts posts, AuditTrail audit) {
        return new MandateService(access, mandates, reader, posts, audit);
    }

    @Bean
    SegmentReader crmSegmentReader(JdbcClient database) {
        return new SegmentReader(database);
    }

    @Bean
    SegmentService crmSegments(
            Access access,
            SegmentRepository all,
            SegmentReader reader,
            SegmentMembers members,
            ContactReader contacts,
            Organisations organisations,
            AuditTrail audit) {
        return new SegmentService(access, all, reader, members, contacts, organisations, audit);
    }

    @Bean
    SegmentMembers crmSegmentMembers(JdbcTemplate jdbc, @Qualifier("crmClock") Clock clock) {
        return new SegmentMembers(jdbc, clock);
    }

    @Bean
    MandateHolders crmMandateHolders(JdbcClient database) {
        return new MandateHolders(database);
    }

    @Bean
    ContactSearch crmContactSearch(ContactReader reader) {
        return new ContactSearch(reader);
    }

    @Bean
    ContactSights crmContactSights(ContactReader reader) {
        return new ContactSights(reader);
    }
}
