package org.shanyraq.crm.exchange.internal;

import java.time.Clock;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Mandates;
import org.shanyraq.crm.job.Jobs;
import org.shanyraq.crm.organisation.Organisations;
import org.shanyraq.crm.organisation.Posts;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Import and export. Switched off by {@code crm.exchange.enabled=false}, and together with contacts or organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.contact.internal.ContactAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.exchange.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
public final class ExchangeAutoConfiguration {

    @Bean
    Directory crmExchangeDirectory(
            Access access,
            Contacts contacts,
            Mandates mandates,
            Organisations organisations,
            Posts posts,
            @Qualifier("crmClock") Clock clock) {
        return new Directory(access, contacts, mandates, organisations, posts, clock);
    }

    @Bean
    ImportStore crmImportStore(JdbcTemplate jdbc, @Qualifier("crmClock") Clock clock) {
        return new ImportStore(jdbc, clock);
    }

    @Bean
    ImportTrail crmImportTrail(AuditTrail audit, ImportStore store) {
        return new ImportTrail(audit, store);
    }

    @Bean
    RaisedContacts crmImportsOfRaisedContacts(ImportStore store, ImportTrail trail) {
        return new RaisedContacts(store, trail);
    }

    @Bean
    ImportFiles crmImportFiles(ImportStore store) {
        return new ImportFiles(store);
    }

    @Bean
    ImportService crmImports(
            ImportStore store,
            ImportFiles files,
            ImportTrail trail,
            Directory directory,
            Jobs jobs,
            PlatformTransactionManager transactions,
            MessageSource messages) {
        return new ImportService(
                store, files, trail, directory, jobs, new TransactionTemplate(transactions), new ErrorTexts(messages));
    }

    @Bean
    ExportStore crmExportStore(JdbcClient database, @Qualifier("crmClock") Clock clock) {
        return new ExportStore(database, clock);
    }

    @Bean
    ExpiredExports crmExpiredExports(ExportStore store) {
        return new ExpiredExports(store);
    }

    @Bean
    ExportService crmExports(
            ExportStore store, Directory directory, Jobs jobs, PlatformTransactionManager transactions) {
        return new ExportService(store, directory, jobs, new TransactionTemplate(transactions));
    }

    @Bean
    ExportJob crmExportJob(ExportStore store, Directory directory, AuditTrail audit) {
        return new ExportJob(store, directory, audit);
    }

    @Bean
    ImportCheck crmImportCheck(
            ImportStore store,
            ImportFiles files,
            Directory directory,
            PlatformTransactionManager transactions,
            ImportTrail trail) {
        return new ImportCheck(store, files, directory, worker(transactions), trail);
    }

    @Bean
    ImportApply crmImportApply(
            ImportStore store,
            Directory directory,
            PlatformTransactionManager transactions,
            ImportTrail trail,
            AuditTrail audit) {
        return new ImportApply(store, directory, worker(transactions), trail, audit);
    }

    @Bean
    ImportRevert crmImportRevert(
            ImportStore store,
            Directory directory,
            PlatformTransactionManager transactions,
            ImportTrail trail,
            AuditTrail audit) {
        return new ImportRevert(store, directory, worker(transactions), trail, audit);
    }

    private static RowWorker worker(PlatformTransactionManager transactions) {
        TransactionTemplate apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return new RowWorker(apart);
    }
}
