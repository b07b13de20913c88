package org.shanyraq.crm.followup.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.access.RecordSights;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.followup.FollowUpLinks;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.mission.NamedReaders;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Follow-ups, commitments and working days; switched off by {@code crm.followup.enabled=false}, and together with contacts or organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.contact.internal.ContactAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.followup.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(FollowUpProperties.class)
public final class FollowUpAutoConfiguration {

    @Bean
    OwedTimeline crmFollowUpTimeline(JdbcClient database) {
        return new OwedTimeline(database, "follow-up", "crm_follow_up", "follow_up_id", 500);
    }

    @Bean
    OwedTimeline crmCommitmentTimeline(JdbcClient database) {
        return new OwedTimeline(database, "commitment", "crm_commitment", "commitment_id", 400);
    }

    @Bean
    LinkedRecords crmLinkedRecords(Access access, ObjectProvider<RecordSights> all, OfficerDirectory officers) {
        return new LinkedRecords(access, all, officers);
    }

    @Bean
    MissionCalendar crmMissionCalendar(JdbcClient database, FollowUpProperties properties) {
        return new MissionCalendar(database, new HolidayTable(), properties);
    }

    @Bean
    WorkingDayService crmWorkingDays(
            Access access, MissionCalendar calendar, AuditTrail audit, @Qualifier("crmClock") Clock clock) {
        return new WorkingDayService(access, calendar, audit, clock);
    }

    @Bean
    FollowUpReader crmFollowUpReader(
            JdbcClient database, NameIndex nameIndex, LinkedRecords records, @Qualifier("crmClock") Clock clock) {
        return new FollowUpReader(database, nameIndex, records, clock);
    }

    @Bean
    FollowUpService crmFollowUps(
            Access access,
            FollowUpRepository followUps,
            FollowUpReader reader,
            LinkedRecords records,
            MissionCalendar calendar,
            NameIndex nameIndex,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new FollowUpService(access, followUps, reader, records, calendar, nameIndex, audit, clock);
    }

    @Bean
    CommitmentReader crmCommitmentReader(
            JdbcClient database, NameIndex nameIndex, LinkedRecords records, @Qualifier("crmClock") Clock clock) {
        return new CommitmentReader(database, nameIndex, records, clock);
    }

    @Bean
    CommitmentService crmCommitments(
            Access access,
            CommitmentRepository commitments,
            CommitmentReader reader,
            LinkedRecords records,
            MissionCalendar calendar,
            NameIndex nameIndex,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new CommitmentService(access, commitments, reader, records, calendar, nameIndex, audit, clock);
    }

    @Bean
    UndertakingsOfOthers crmUndertakings(
            Access access,
            CommitmentRepository commitments,
            FollowUpRepository followUps,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new UndertakingsOfOthers(access, commitments, followUps, audit, clock);
    }

    @Bean
    DigestTable crmDigestTable(JdbcClient database) {
        return new DigestTable(database);
    }

    @Bean
    NoticeReader crmNoticeReader(FollowUpReader followUps, CommitmentReader commitments, MissionCalendar calendar) {
        return new NoticeReader(followUps, commitments, calendar);
    }

    @Bean
    ReminderService crmReminders(
            Access access,
            NoticeReader notices,
            DigestTable digests,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new ReminderService(access, notices, digests, audit, clock);
    }

    @Bean
    Digests crmDigests(
            Access access,
            OfficerDirectory officers,
            DigestTable table,
            NoticeReader notices,
            Outbox outbox,
            ObjectProvider<FollowUpLinks> links,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new Digests(
                access,
                officers,
                table,
                notices,
                new DigestLetters(),
                outbox,
                links.getIfAvailable(),
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    Escalation crmEscalation(
            Access access,
            FollowUpReader reader,
            FollowUpRepository followUps,
            MissionCalendar calendar,
            FollowUpProperties properties,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new Escalation(
                access, reader, followUps, calendar, properties, audit, new TransactionTemplate(transactions), clock);
    }

    @Bean
    FollowedSights crmFollowedSights(
            FollowUpRepository followUps,
            FollowUpReader followUpReader,
            CommitmentRepository commitments,
            CommitmentReader commitmentReader,
            NamedReaders readers,
            AuditTrail audit) {
        return new FollowedSights(followUps, followUpReader, commitments, commitmentReader, readers, audit);
    }

    @Bean
    FollowUpSights crmFollowUpSights(Access access, FollowUpReader reader) {
        return new FollowUpSights(access, reader);
    }

    @Bean
    CommitmentSights crmCommitmentSights(Access access, CommitmentReader reader) {
        return new CommitmentSights(access, reader);
    }

    @Bean
    FollowUpSearch crmFollowUpSearch(Access access, FollowUpReader reader) {
        return new FollowUpSearch(access, reader);
    }

    @Bean
    CommitmentSearch crmCommitmentSearch(Access access, CommitmentReader reader) {
        return new CommitmentSearch(access, reader);
    }
}
