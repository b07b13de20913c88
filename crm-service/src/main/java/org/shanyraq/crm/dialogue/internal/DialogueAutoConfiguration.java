package org.shanyraq.crm.dialogue.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.mission.Colleagues;
import org.shanyraq.crm.shared.internal.FileChunks;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Dialogues, their series and files; switched off by {@code crm.dialogue.enabled=false}, and together with contacts or organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.contact.internal.ContactAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.dialogue.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(AttachmentProperties.class)
public final class DialogueAutoConfiguration {

    @Bean
    SpeakerTimeline crmSpeakerTimeline(JdbcClient database) {
        return new SpeakerTimeline(database);
    }

    @Bean
    DialogueReader crmDialogueReader(JdbcClient database, NameIndex nameIndex, @Qualifier("crmClock") Clock clock) {
        return new DialogueReader(database, nameIndex, clock);
    }

    @Bean
    DialogueSeriesReader crmDialogueSeriesReader(JdbcClient database) {
        return new DialogueSeriesReader(database);
    }

    @Bean
    DialogueService crmDialogues(
            Access access,
            DialogueRepository dialogues,
            DialogueSeriesRepository series,
            DialogueReader reader,
            Colleagues colleagues,
            NameIndex nameIndex,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new DialogueService(access, dialogues, series, reader, colleagues, nameIndex, audit, clock);
    }

    @Bean
    DialogueSeriesService crmDialogueSeriesCatalogue(
            Access access, DialogueSeriesRepository series, DialogueSeriesReader reader, AuditTrail audit) {
        return new DialogueSeriesService(access, series, reader, audit);
    }

    @Bean
    AttachmentReader crmAttachmentReader(JdbcClient database) {
        return new AttachmentReader(database);
    }

    @Bean
    AttachmentService crmAttachments(
            Access access,
            DialogueRepository dialogues,
            AttachmentRepository attachments,
            DialogueReader dialogueReader,
            AttachmentReader reader,
            JdbcClient database,
            AuditTrail audit,
            AttachmentProperties limits,
            PlatformTransactionManager transactions) {
        return new AttachmentService(
                access,
                dialogues,
                attachments,
                dialogueReader,
                reader,
                new FileChunks(database, "crm_attachment_chunk", "attachment_id"),
                audit,
                limits,
                new TransactionTemplate(transactions));
    }

    @Bean
    DialogueFeed crmDialogueFeed(Access access, DialogueReader reader) {
        return new DialogueFeed(access, reader);
    }

    @Bean
    DialogueSearch crmDialogueSearch(DialogueReader reader) {
        return new DialogueSearch(reader);
    }

    @Bean
    DialogueSights crmDialogueSights(DialogueReader reader) {
        return new DialogueSights(reader);
    }
}
