package org.shanyraq.crm.dialogue.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.shared.internal.NameIndex;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dialogues and their series; switched off by {@code crm.dialogue.enabled=false}, and together with contacts or organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.contact.internal.ContactAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.dialogue.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class DialogueAutoConfiguration {

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
            NameIndex nameIndex,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new DialogueService(access, dialogues, series, reader, nameIndex, audit, clock);
    }

    @Bean
    DialogueSeriesService crmDialogueSeriesCatalogue(
            Access access, DialogueSeriesRepository series, DialogueSeriesReader reader, AuditTrail audit) {
        return new DialogueSeriesService(access, series, reader, audit);
    }

    @Bean
    DialogueSearch crmDialogueSearch(DialogueReader reader) {
        return new DialogueSearch(reader);
    }
}
