package org.shanyraq.crm.invitation.internal;

import java.time.Clock;
import java.util.Optional;
import org.shanyraq.crm.access.Access;
import org.shanyraq.crm.access.OfficerDirectory;
import org.shanyraq.crm.audit.AuditTrail;
import org.shanyraq.crm.calendar.CalendarTexts;
import org.shanyraq.crm.contact.Contacts;
import org.shanyraq.crm.contact.Segments;
import org.shanyraq.crm.dialogue.Dialogues;
import org.shanyraq.crm.dialogue.GuestFiles;
import org.shanyraq.crm.invitation.AnswerLinks;
import org.shanyraq.crm.invitation.Invitations;
import org.shanyraq.crm.invitation.Templates;
import org.shanyraq.crm.mail.Outbox;
import org.shanyraq.crm.mission.Officers;
import org.shanyraq.crm.shared.internal.Arrivals;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Guest lists; switched off by {@code crm.invitation.enabled=false}, and together with dialogues, contacts or organisations. */
@AutoConfiguration(afterName = "org.shanyraq.crm.dialogue.internal.DialogueAutoConfiguration")
@ConditionalOnProperty(
        name = {"crm.invitation.enabled", "crm.dialogue.enabled", "crm.contact.enabled", "crm.organisation.enabled"},
        matchIfMissing = true)
@EnableConfigurationProperties(InvitationProperties.class)
public final class InvitationAutoConfiguration {

    @Bean
    InvitationReader crmInvitationReader(
            JdbcClient database, ObjectProvider<Arrivals> arrivals, @Qualifier("crmClock") Clock clock) {
        return new InvitationReader(database, arrivals::getIfAvailable, clock);
    }

    @Bean
    GuestBalances crmGuestBalances(JdbcClient database, InvitationReader reader, @Qualifier("crmClock") Clock clock) {
        return new GuestBalances(database, reader, clock);
    }

    @Bean
    GuestTimeline crmGuestTimeline(JdbcClient database) {
        return new GuestTimeline(database);
    }

    @Bean
    GuestSources crmGuestSources(JdbcClient database) {
        return new GuestSources(database);
    }

    @Bean
    InvitationService crmInvitations(
            Access access,
            InvitationRepository all,
            InvitationReader reader,
            SendingReader sendings,
            Stages stages,
            GuestBalances balances,
            GuestSources sources,
            Contacts contacts,
            Segments segments,
            GuestTrail trail,
            Seating seating,
            Companions companions,
            Delegates delegates,
            Outbox outbox,
            @Qualifier("crmClock") Clock clock) {
        return new InvitationService(
                access,
                all,
                reader,
                sendings,
                stages,
                balances,
                sources,
                contacts,
                segments,
                trail,
                seating,
                companions,
                delegates,
                outbox,
                clock);
    }

    @Bean
    Companions crmCompanions(JdbcClient database) {
        return new Companions(database);
    }

    @Bean
    Delegates crmDelegates(JdbcClient database) {
        return new Delegates(database);
    }

    @Bean
    Seating crmSeating(
            Access access,
            JdbcClient database,
            Companions companions,
            Delegates delegates,
            InvitationRepository invitations,
            InvitationReader reader,
            SendingRepository sendings,
            SendingReader guests,
            Stages stages,
            StandardTexts texts,
            Outbox outbox,
            GuestTrail trail,
            InvitationProperties properties,
            @Qualifier("crmClock") Clock clock) {
        return new Seating(
                access,
                new Seats(database),
                companions,
                delegates,
                invitations,
                reader,
                sendings,
                guests,
                stages,
                texts,
                outbox,
                trail,
                properties.offerTime(),
                clock);
    }

    @Bean
    CopiedGuestRules crmCopiedGuestRules(InvitationReader reader, GuestSources sources, GuestTrail trail) {
        return new CopiedGuestRules(reader, sources, trail);
    }

    @Bean
    OfferSweep crmOfferSweep(
            InvitationReader reader,
            Seating seating,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new OfferSweep(reader, seating, new TransactionTemplate(transactions), clock);
    }

    @Bean
    GuestPageService crmGuestPages(
            Access access,
            SendingReader sendings,
            InvitationReader reader,
            InvitationRepository invitations,
            Dialogues dialogues,
            GuestFiles files,
            GuestLetters letters,
            Seating seating,
            Companions companions,
            GuestTrail trail,
            AnswerConfirmations confirmations,
            CalendarTexts calendars,
            Outbox outbox,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new GuestPageService(
                access,
                sendings,
                reader,
                invitations,
                dialogues,
                files,
                letters,
                seating,
                companions,
                trail,
                confirmations,
                calendars,
                outbox,
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    AnswerConfirmations crmAnswerConfirmations(
            Access access,
            JdbcClient database,
            InvitationReader reader,
            SendingReader guests,
            Seating seating,
            InvitationProperties properties,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new AnswerConfirmations(
                access,
                database,
                reader,
                guests,
                seating,
                properties.confirmAfter(),
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    CalendarAnswerReader crmCalendarAnswerReader(JdbcClient database) {
        return new CalendarAnswerReader(database);
    }

    @Bean
    CalendarAnswerService crmCalendarAnswers(
            Access access,
            CalendarAnswerReader answers,
            InvitationReader reader,
            Invitations invitations,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new CalendarAnswerService(access, answers, reader, invitations, audit, clock);
    }

    @Bean
    CalendarAnswerDesk crmCalendarAnswerDesk(
            Access access,
            CalendarTexts calendars,
            CalendarAnswerReader answers,
            InvitationReader reader,
            InvitationRepository invitations,
            SendingReader sendings,
            Seating seating,
            GuestTrail trail,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new CalendarAnswerDesk(
                access,
                calendars,
                answers,
                reader,
                invitations,
                sendings,
                seating,
                trail,
                audit,
                new TransactionTemplate(transactions),
                clock);
    }

    @Bean
    ForgottenNeeds crmForgottenNeeds(
            SendingReader sendings,
            Companions companions,
            Delegates delegates,
            CalendarAnswerReader answers,
            @Qualifier("crmClock") Clock clock) {
        return new ForgottenNeeds(sendings, companions, delegates, answers, clock);
    }

    @Bean
    GuestTrail crmGuestTrail(AuditTrail audit) {
        return new GuestTrail(audit);
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

    @Bean
    Stages crmStages(JdbcClient database) {
        return new Stages(database);
    }

    @Bean
    SendingReader crmSendingReader(JdbcClient database, InvitationProperties properties) {
        return new SendingReader(database, properties.hosts(), properties.replyTo());
    }

    @Bean
    GuestLetters crmGuestLetters() {
        return new GuestLetters(new MailWords());
    }

    @Bean
    SendingService crmSendings(
            Access access,
            Officers officers,
            SendingRepository all,
            SendingReader reader,
            Stages stages,
            InvitationRepository invitations,
            InvitationReader guests,
            Dialogues dialogues,
            Templates templates,
            GuestLetters letters,
            ObjectProvider<AnswerLinks> links,
            Outbox outbox,
            GuestTrail trail,
            AuditTrail audit,
            @Qualifier("crmClock") Clock clock) {
        return new SendingService(
                access,
                officers,
                all,
                reader,
                stages,
                invitations,
                guests,
                dialogues,
                templates,
                letters,
                links(links),
                outbox,
                trail,
                audit,
                clock);
    }

    @Bean
    GuestMails crmGuestMails(
            Access access,
            OfficerDirectory officers,
            SendingReader sendings,
            Stages stages,
            Delegates delegates,
            Dialogues dialogues,
            GuestLetters letters,
            CalendarTexts calendars,
            ObjectProvider<AnswerLinks> links,
            Outbox outbox,
            PlatformTransactionManager transactions,
            @Qualifier("crmClock") Clock clock) {
        return new GuestMails(
                access,
                officers,
                sendings,
                stages,
                delegates,
                dialogues,
                letters,
                calendars,
                links(links),
                outbox,
                new TransactionTemplate(transactions),
                clock);
    }

    /** Where guests answer, when the part that shows pages says so: that part is made later than this one. */
    private static AnswerLinks links(ObjectProvider<AnswerLinks> links) {
        return token -> Optional.ofNullable(links.getIfAvailable()).flatMap(known -> known.link(token));
    }
}
